#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How values are written: what is kept of a text for comparison, and how far two spellings lie
/// apart. Everything here works on what plain() gives: a to z and digits.
namespace amparo::matching::links {

/// The words of a value in lower case ASCII, any script transliterated, at most `words_max` words
/// and `value_bytes_max` bytes; anything else separates.
std::vector<std::string> plain_words(std::string_view value);
/// The lower case of a value without blanks and separators, with what is not ASCII transliterated:
/// for codes, numbers, addresses of e-mail. `kept` lists separators that stay.
std::string plain_code(std::string_view value, std::string_view kept = "");

/// A value as it is compared.
struct Spelling {
    std::string text;           // never empty
    std::uint64_t letters = 0;  // which of a-z and 0-9 occur: tells far spellings apart at once
    std::string sound;          // consonants as they sound; empty when there are fewer than two
    bool operator==(const Spelling&) const = default;
};
/// The spelling of a plain text.
Spelling spell(std::string text);

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours between
/// two plain texts; `limit` + 1 as soon as it is more than `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

/// How two spellings relate.
enum class Likeness : std::uint8_t {
    equal,
    close,  // one typing error, or two in a long text
    near,   // two or three typing errors, the same letters in another order, or the same sound
    opens,  // one begins the other: an initial, a short form
    unlike,
};
/// The best likeness that holds; symmetric.
Likeness likeness(const Spelling& a, const Spelling& b);

}  // namespace amparo::matching::links
