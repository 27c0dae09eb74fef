#include "exchange/print/clean_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "exchange/print/limits.hpp"

namespace amparo::exchange {
namespace {

constexpr UChar32 line_separator = 0x2028;
constexpr UChar32 paragraph_separator = 0x2029;
constexpr UChar32 next_line = 0x85;
constexpr UChar32 replacement = 0xFFFD;
constexpr std::string_view isolate_begin = "\u2068";
constexpr std::string_view isolate_end = "\u2069";

bool is_between(UChar32 letter, UChar32 first, UChar32 last) {
    return letter >= first && letter <= last;
}

/// What orders text about, beyond its own line.
bool is_order(UChar32 letter) {
    return is_between(letter, 0x202A, 0x202E) || is_between(letter, 0x2066, 0x2069) ||
           is_between(letter, 0x206A, 0x206F);
}

/// What nobody sees: tags, marks of other programs, characters of no use.
bool is_hidden(UChar32 letter) {
    return letter == 0xFEFF || is_between(letter, 0xFFF9, 0xFFFC) ||
           is_between(letter, 0xE0000, 0xE007F) || is_between(letter, 0x2060, 0x2064) ||
           letter == 0x034F || letter == 0x115F || letter == 0x3164;
}

bool is_mark(UChar32 letter) {
    const auto kind = u_charType(letter);
    return kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK ||
           kind == U_COMBINING_SPACING_MARK;
}

bool is_line_end(UChar32 letter) {
    return letter == '\n' || letter == '\r' || letter == '\v' || letter == '\f' ||
           letter == next_line || letter == line_separator || letter == paragraph_separator;
}

void append(std::string& out, UChar32 letter) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, letter);
    out.append(bytes, static_cast<std::size_t>(size));
}

/// Writes letter after letter what may stay.
class Cleaner {
  public:
    explicit Cleaner(std::string& out) : out_(out) {}

    void take(UChar32 letter) {
        const bool ends_pair = letter == '\n' && was_return_;
        was_return_ = letter == '\r';
        if (ends_pair) return;
        if (is_line_end(letter)) return begin_line();
        if (letter == '\t') return append(out_, ' ');
        if (u_charType(letter) == U_CONTROL_CHAR || is_order(letter) || is_hidden(letter)) return;
        marks_ = is_mark(letter) ? marks_ + 1 : 0;
        if (marks_ <= limits::marks_per_letter_max) append(out_, known(letter));
    }

  private:
    void begin_line() {
        marks_ = 0;
        out_ += '\n';
    }
    static UChar32 known(UChar32 letter) {
        return letter < 0 || u_isdefined(letter) == 0 || U_IS_UNICODE_NONCHAR(letter) ||
                       U_IS_SURROGATE(letter)
                   ? replacement
                   : letter;
    }

    std::string& out_;
    std::size_t marks_ = 0;
    bool was_return_ = false;
};

}  // namespace

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    Cleaner cleaner(out);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int64_t>(text.size());
    std::int64_t at = 0;
    while (at < size) {
        UChar32 letter = 0;
        U8_NEXT(bytes, at, size, letter);
        cleaner.take(letter < 0 ? replacement : letter);
    }
    while (out.ends_with('\n') || out.ends_with(' ')) out.pop_back();
    return out;
}

std::string clean_line(std::string_view text) {
    auto line = clean_text(text);
    for (auto& letter : line) {
        if (letter == '\n') letter = ' ';
    }
    return line;
}

std::string shorten(std::string text, std::size_t characters_max, std::string_view mark) {
    if (text.size() <= characters_max) return text;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && ++characters > characters_max) {
            text.resize(at);
            text += mark;
            break;
        }
    }
    return text;
}

std::string isolate(std::string_view text) {
    if (text.empty()) return "";
    std::string out(isolate_begin);
    for (const char letter : text) {
        if (letter == '\n') out += isolate_end;
        out += letter;
        if (letter == '\n') out += isolate_begin;
    }
    out += isolate_end;
    return out;
}

}  // namespace amparo::exchange
