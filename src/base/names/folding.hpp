#pragma once

#include <unicode/utf8.h>

#include <array>
#include <string_view>

#include "base/names/keys.hpp"
#include "base/names/letter_pages.hpp"

namespace amparo::names {

/// What the characters of ASCII are folded to; '\0' for those that are left out.
inline constexpr auto folded_ascii = [] {
    std::array<char, 128> folded{};
    folded.fill(' ');
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        const auto at = static_cast<std::size_t>(letter);
        folded[at] = folded[at - 'a' + 'A'] = letter;
    }
    folded['\''] = folded['`'] = '\0';
    return folded;
}();

/// Hands what each character is folded to to a sink, as `letter(char)` of ASCII,
/// `letters(const FoldedLetter&)` or `space()`. False when only the rules can tell: in a name that
/// is long or broken, mixes Latin and Cyrillic in a word, or has a rare character.
template <class Sink>
bool fold_each(std::string_view name, Sink& sink) {
    if (name.size() > name_characters_max) return false;
    auto& pages = LetterPages::all();
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
    const auto size = static_cast<std::int32_t>(name.size());
    bool has_latin = false;  // the run of letters so far
    bool has_cyrillic = false;
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (c < 0 || c > 0xFFFF) return false;
        bool is_space = false;
        if (c < 0x80) {
            const auto folded = folded_ascii[static_cast<std::size_t>(c)];
            is_space = folded == ' ';
            if (folded != '\0' && !is_space) {
                has_latin = true;
                sink.letter(folded);
            }
        } else {
            const auto& folded = pages.of(static_cast<char16_t>(c));
            if (folded.kind == FoldedLetter::Kind::by_rules) return false;
            is_space = folded.kind == FoldedLetter::Kind::space;
            if (folded.kind == FoldedLetter::Kind::letters) {
                has_latin = has_latin || folded.script == Script::latin;
                has_cyrillic = has_cyrillic || folded.script == Script::cyrillic;
                sink.letters(folded);
            }
        }
        if (has_latin && has_cyrillic) return false;
        if (!is_space) continue;
        sink.space();
        has_latin = has_cyrillic = false;
    }
    return true;
}

}  // namespace amparo::names
