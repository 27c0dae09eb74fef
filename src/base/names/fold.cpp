#include "base/names/fold.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>
#include <utility>

#include "base/names/fold_rules.hpp"
#include "base/names/folding.hpp"

namespace amparo::names {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_between(char32_t letter, char32_t first, char32_t last) {
    return letter >= first && letter <= last;
}

void append_utf8(std::string& bytes, char32_t letter) {
    std::array<std::uint8_t, U8_MAX_LENGTH> room{};
    std::size_t size = 0;
    U8_APPEND_UNSAFE(room.data(), size, U_IS_SURROGATE(letter) ? replacement : letter);
    bytes.append(reinterpret_cast<const char*>(room.data()), size);
}

/// Takes the letters of a name.
struct Letters {
    std::u32string found;

    void letter(char letter) { found.push_back(static_cast<char32_t>(letter)); }
    void letters(const FoldedLetter& letter) {
        found += to_utf32({letter.bytes.data(), letter.size});
    }
    void space() { found.push_back(U' '); }
};

}  // namespace

Script script_of(char32_t letter) {
    if (letter <= 0x024F || is_between(letter, 0x1E00, 0x1EFF)) return Script::latin;
    if (is_between(letter, 0x0600, 0x06FF) || is_between(letter, 0x0750, 0x077F) ||
        is_between(letter, 0x08A0, 0x08FF)) {
        return Script::arabic;
    }
    if (is_between(letter, 0x1200, 0x139F)) return Script::ethiopic;
    if (is_between(letter, 0x0400, 0x052F)) return Script::cyrillic;
    return Script::other;
}

std::u32string fold_name(std::string_view name) {
    Letters letters;
    return fold_each(name, letters) ? std::move(letters.found) : fold_by_rules(name);
}

std::string to_utf8(std::u32string_view letters) {
    std::string bytes;
    for (const auto letter : letters) {
        if (letter < 0x80) {
            bytes.push_back(static_cast<char>(letter));
        } else if (letter <= 0x10FFFF) {
            append_utf8(bytes, letter);
        }
    }
    return bytes;
}

std::u32string to_utf32(std::string_view text) {
    std::u32string letters;
    letters.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 letter = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, letter);
        letters.push_back(static_cast<char32_t>(letter));
    }
    return letters;
}

}  // namespace amparo::names
