#include "http/conditional.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>

namespace amparo::http {

namespace {

__extension__ using Wide = unsigned __int128;

/// Multiplies to 128 bits and folds: the mixing step of the wyhash family, a few bytes a cycle.
std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
    const Wide product = static_cast<Wide>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t load(const char* at, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, std::min<std::size_t>(size, 8));
    return word;
}

constexpr std::uint64_t first_odd = 0xa0761d6478bd642fULL;
constexpr std::uint64_t second_odd = 0xe7037ed1a0b428dbULL;
constexpr std::uint64_t third_odd = 0x8ebc6af09c88c6e3ULL;

struct Fingerprint {
    std::uint64_t high;
    std::uint64_t low;
};

Fingerprint fingerprint_of(std::string_view bytes) {
    std::uint64_t high = first_odd ^ bytes.size();
    std::uint64_t low = second_odd;
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 16; at += 16, left -= 16) {
        high = mix(load(at, 8) ^ first_odd, load(at + 8, 8) ^ high);
        low = mix(load(at, 8) ^ low, load(at + 8, 8) ^ third_odd);
    }
    const auto one = load(at, left);
    const auto other = left > 8 ? load(at + 8, left - 8) : 0;
    high = mix(one ^ first_odd, other ^ high);
    low = mix(one ^ low, other ^ third_odd);
    return {mix(high ^ second_odd, first_odd), mix(low ^ third_odd, second_odd)};
}

void append_hex(std::string& out, std::uint64_t word) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4) {
        out += digits[(word >> static_cast<unsigned>(shift)) & 15U];
    }
}

std::string_view opaque(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

bool lists(std::string_view header, std::string_view etag) {
    while (!header.empty()) {
        const auto begin = header.find_first_not_of(" \t,");
        if (begin == std::string_view::npos) return false;
        header.remove_prefix(begin);
        if (header.front() == '*') return true;
        const auto quote = header.find('"');
        const auto end = quote == std::string_view::npos ? quote : header.find('"', quote + 1);
        if (end == std::string_view::npos) return opaque(header) == opaque(etag);
        if (opaque(header.substr(0, end + 1)) == opaque(etag)) return true;
        header.remove_prefix(end + 1);
    }
    return false;
}

struct ByteRange {
    std::size_t first;
    std::size_t last;
};

std::optional<std::size_t> number(std::string_view digits) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

enum class RangeKind { none, good, unsatisfiable };

/// Reads "bytes=a-b", "bytes=a-" or "bytes=-n". Several ranges are answered with the whole.
RangeKind read_range(std::string_view header, std::size_t size, ByteRange& range) {
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) {
        return RangeKind::none;
    }
    header.remove_prefix(6);
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return RangeKind::none;
    const auto first = number(header.substr(0, dash));
    const auto last = number(header.substr(dash + 1));
    if (!first && !last) return RangeKind::none;
    if (!first) {
        if (*last == 0 || size == 0) return RangeKind::unsatisfiable;
        range = {size - std::min(*last, size), size - 1};
        return RangeKind::good;
    }
    if (*first >= size) return RangeKind::unsatisfiable;
    if (last && *last < *first) return RangeKind::none;
    range = {*first, last ? std::min(*last, size - 1) : size - 1};
    return RangeKind::good;
}

void apply_range(const Request& request, Response& response) {
    const auto header = request.header("range");
    if (header.empty() || response.header("Accept-Ranges") != "bytes" || response.shared_body) {
        return;
    }
    const auto expected = request.header("if-range");
    if (!expected.empty() && expected != response.header("ETag")) return;
    const auto size = response.body.size();
    ByteRange range{};
    switch (read_range(header, size, range)) {
        case RangeKind::none:
            return;
        case RangeKind::unsatisfiable:
            response.status = 416;
            response.set_header("Content-Range", "bytes */" + std::to_string(size));
            response.body.clear();
            return;
        case RangeKind::good:
            response.status = 206;
            response.set_header("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                                     std::to_string(range.last) + "/" +
                                                     std::to_string(size));
            response.body = response.body.substr(range.first, range.last - range.first + 1);
    }
}

}  // namespace

std::string weak_etag(std::string_view bytes) {
    const auto fingerprint = fingerprint_of(bytes);
    std::string tag = "W/\"";
    append_hex(tag, fingerprint.high);
    append_hex(tag, fingerprint.low);
    tag += '"';
    return tag;
}

bool none_match_hits(std::string_view header, std::string_view etag) {
    return lists(header, etag);
}

bool match_hits(std::string_view header, std::string_view etag) {
    return lists(header, etag);
}

void apply_conditions(const Request& request, Response& response) {
    const bool is_read = request.method == Method::get || request.method == Method::head;
    if (!is_read || response.status != 200) return;
    auto etag = response.header("ETag");
    if (etag.empty() && response.header("Content-Type").starts_with("application/json")) {
        response.headers.emplace_back("ETag", weak_etag(response.bytes()));
        etag = response.headers.back().second;
    }
    const auto known = request.header("if-none-match");
    if (!etag.empty() && !known.empty() && none_match_hits(known, etag)) {
        response.status = 304;
        response.body.clear();
        response.shared_body.reset();
        return;
    }
    apply_range(request, response);
}

}  // namespace amparo::http
