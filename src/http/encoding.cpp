#include "http/encoding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>

#include "base/compress.hpp"
#include "base/text.hpp"

namespace amparo::http {

namespace {

constexpr std::size_t compress_from_bytes = 1024;  // below, headers outweigh what is saved
constexpr int gzip_level = 5;
constexpr int brotli_quality = 4;  // 5 and above cost several times as much for a few percent

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    // 15 bits of window; 16 more ask zlib for the gzip wrapper.
    if (deflateInit2(&stream, gzip_level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw Outage("zlib: no memory");
    }
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    // zlib's interface predates const; it does not write to its input.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const auto outcome = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    AMPARO_REQUIRE(outcome == Z_STREAM_END);
    return out;
}

std::string brotli(std::string_view bytes) {
    std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
    auto size = out.size();
    const auto* input = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto good =
        BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                              input, &size, reinterpret_cast<std::uint8_t*>(out.data()));
    if (good == BROTLI_FALSE) throw Outage("brotli: no memory");
    out.resize(size);
    return out;
}

bool is_text(std::string_view type) {
    return type.starts_with("application/json") || type.starts_with("text/") ||
           type.starts_with("application/manifest+json") || type.starts_with("image/svg+xml");
}

/// Whether the parameters of one Accept-Encoding item say "not this one".
bool is_refused(std::string_view parameters) {
    const auto mark = parameters.find("q=");
    if (mark == std::string_view::npos) return false;
    const auto weight = parameters.substr(mark + 2);
    return weight.find_first_not_of("0. \t") == std::string_view::npos;
}

}  // namespace

std::string_view wire_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::gzip:
            return "gzip";
        case Encoding::brotli:
            return "br";
        case Encoding::zstd:
            return "zstd";
        case Encoding::identity:
            break;
    }
    return "";
}

Accepted accepted_encodings(std::string_view header) {
    Accepted accepted;
    for (const auto item : text::split(header, ',')) {
        const auto semicolon = std::min(item.find(';'), item.size());
        if (is_refused(item.substr(semicolon))) continue;
        auto name = item.substr(0, semicolon);
        name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
        name = name.substr(0, name.find_last_not_of(" \t") + 1);
        const bool is_any = name == "*";
        accepted.gzip |= is_any || equals_ignoring_case(name, "gzip");
        accepted.brotli |= equals_ignoring_case(name, "br");
        accepted.zstd |= equals_ignoring_case(name, "zstd");
    }
    return accepted;
}

std::string compress(Encoding encoding, std::string_view bytes) {
    switch (encoding) {
        case Encoding::gzip:
            return gzip(bytes);
        case Encoding::brotli:
            return brotli(bytes);
        case Encoding::zstd:
            return zstd_compress(bytes);
        case Encoding::identity:
            break;
    }
    return std::string(bytes);
}

void apply_compression(const Request& request, Response& response) {
    if (response.body.size() < compress_from_bytes || response.status == 206) return;
    if (!is_text(response.header("Content-Type"))) return;
    if (!response.header("Content-Encoding").empty()) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    const auto header = request.header("accept-encoding");
    if (header.empty()) return;
    const auto accepted = accepted_encodings(header);
    auto encoding = Encoding::identity;
    if (accepted.zstd) {
        encoding = Encoding::zstd;  // the cheapest of the three at the same size
    } else if (accepted.brotli) {
        encoding = Encoding::brotli;
    } else if (accepted.gzip) {
        encoding = Encoding::gzip;
    }
    if (encoding == Encoding::identity) return;
    response.body = compress(encoding, response.body);
    response.headers.emplace_back("Content-Encoding", std::string(wire_name(encoding)));
}

}  // namespace amparo::http
