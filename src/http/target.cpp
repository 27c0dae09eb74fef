#include "http/target.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace amparo::http {

namespace {

enum class Plus { is_blank, is_plus };

std::optional<int> hex_digit(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return std::nullopt;
}

bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return letter > 0; });
}

Result<std::string> decode(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus == Plus::is_blank) {
            out += ' ';
        } else if (text[at] == '%') {
            const auto high = at + 2 < text.size() ? hex_digit(text[at + 1]) : std::nullopt;
            const auto low = at + 2 < text.size() ? hex_digit(text[at + 2]) : std::nullopt;
            if (!high || !low) return refuse(Errc::malformed, "errors.request.bad_address");
            out += static_cast<char>(*high * 16 + *low);
            at += 2;
        } else {
            out += text[at];
        }
    }
    if (is_plain_ascii(out)) return out;
    if (out.find('\0') != std::string::npos || !text::is_utf8(out)) {
        return refuse(Errc::malformed, "errors.request.bad_text");
    }
    return out;
}

Result<std::string> parse_path(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') {
        return refuse(Errc::malformed, "errors.request.bad_address");
    }
    std::string path;
    path.reserve(raw.size());
    for (const auto piece : text::split(raw.substr(1), '/')) {
        if (piece.empty()) continue;
        AMPARO_TRY(const auto segment, decode(piece, Plus::is_plus));
        if (segment.find('/') != std::string::npos) {
            return refuse(Errc::malformed, "errors.request.bad_address");
        }
        path += '/';
        path += segment;
    }
    if (path.empty()) path = "/";
    return path;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    Target parsed;
    AMPARO_TRY(parsed.path, parse_path(target.substr(0, mark)));
    if (mark != std::string_view::npos) {
        AMPARO_TRY(parsed.query, parse_form(target.substr(mark + 1)));
    }
    return parsed;
}

Result<Pairs> parse_form(std::string_view text) {
    Pairs pairs;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto piece = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (piece.empty()) continue;
        const auto equals = std::min(piece.find('='), piece.size());
        AMPARO_TRY(auto key, decode(piece.substr(0, equals), Plus::is_blank));
        AMPARO_TRY(auto value,
                   decode(piece.substr(std::min(equals + 1, piece.size())), Plus::is_blank));
        pairs.emplace_back(std::move(key), std::move(value));
    }
    return pairs;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                              (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' ||
                              byte == '.' || byte == '~';
        if (is_plain) {
            out += letter;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

}  // namespace amparo::http
