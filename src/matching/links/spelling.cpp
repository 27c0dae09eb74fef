#include "matching/links/spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "base/text.hpp"
#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

constexpr int close_length = 4;       // shorter texts are another word after one edit
constexpr int long_length = 8;        // one more edit is forgiven from here on
constexpr int opening_length = 3;     // "rob" opens "robert"; single letters always do
constexpr int letters_apart_max = 6;  // three edits change at most six letters of the set

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

std::string lower_latin(std::string_view value) {
    const bool ascii =
        std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? text::ascii_lower(value) : text::to_latin(text::fold_case(value));
}

/// The letter a consonant sounds like.
char sound_of(char c) {
    switch (c) {
        case 'c':
        case 'q':
        case 'x':
        case 'g':
            return 'k';
        case 'z':
            return 's';
        case 'd':
            return 't';
        case 'v':
            return 'f';
        case 'b':
            return 'p';
        case 'j':
            return 'y';
        default:
            return c;
    }
}

std::string sound_key(std::string_view text) {
    std::string key;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == 'p' && i + 1 < text.size() && text[i + 1] == 'h') c = 'f';
        if (i > 0 && (is_vowel(c) || c == 'h' || c == 'w')) continue;
        c = is_vowel(c) ? 'a' : sound_of(c);
        if (key.empty() || key.back() != c) key += c;
    }
    return key.size() < 2 ? std::string() : key;
}

bool are_anagrams(std::string_view a, std::string_view b) {
    if (a.size() != b.size() || a.size() < close_length) return false;
    std::string left(a);
    std::string right(b);
    std::ranges::sort(left);
    std::ranges::sort(right);
    return left == right;
}

}  // namespace

std::vector<std::string> plain_words(std::string_view value) {
    std::vector<std::string> words;
    std::size_t left = value_bytes_max;
    bool joined = false;
    for (const char c : lower_latin(value)) {
        const bool joins = c == '\'' || c == '`';
        if (!is_plain(c)) {
            joined = joined && joins;
            continue;
        }
        if (left == 0 || (!joined && words.size() == words_max)) break;
        if (!joined) words.emplace_back();
        words.back() += c;
        joined = true;
        --left;
    }
    return words;
}

std::string plain_code(std::string_view value, std::string_view kept) {
    std::string code;
    for (const char c : lower_latin(value)) {
        if (code.size() == value_bytes_max) break;
        if (is_plain(c) || kept.contains(c)) code += c;
    }
    return code;
}

Spelling spell(std::string text) {
    Spelling made{.text = std::move(text), .letters = 0, .sound = {}};
    for (const char c : made.text) {
        const int bit = c >= 'a' ? c - 'a' : 26 + (c - '0');
        made.letters |= std::uint64_t{1} << (bit & 63);
    }
    made.sound = sound_key(made.text);
    return made;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
    if (a.size() > b.size()) std::swap(a, b);
    a = a.substr(0, value_bytes_max);
    b = b.substr(0, value_bytes_max);
    const auto gap = static_cast<int>(b.size()) - static_cast<int>(a.size());
    if (std::abs(gap) > limit) return limit + 1;
    std::array<std::array<std::uint8_t, value_bytes_max + 1>, 3> rows;
    auto* before = rows[0].data();
    auto* previous = rows[1].data();
    auto* current = rows[2].data();
    for (std::size_t i = 0; i <= a.size(); ++i) previous[i] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
        current[0] = static_cast<std::uint8_t>(j);
        int least = current[0];
        for (std::size_t i = 1; i <= a.size(); ++i) {
            int cost = previous[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost = std::min({cost, previous[i] + 1, current[i - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost = std::min(cost, before[i - 2] + 1);
            }
            current[i] = static_cast<std::uint8_t>(cost);
            least = std::min(least, cost);
        }
        if (least > limit) return limit + 1;
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return std::min<int>(previous[a.size()], limit + 1);
}

Likeness likeness(const Spelling& a, const Spelling& b) {
    if (a.text == b.text) return Likeness::equal;
    const auto shorter = static_cast<int>(std::min(a.text.size(), b.text.size()));
    const int allowed = shorter >= long_length ? 3 : 2;
    if (std::popcount(a.letters ^ b.letters) <= letters_apart_max && shorter >= 2) {
        const int distance = edit_distance(a.text, b.text, allowed);
        if (distance <= (shorter >= long_length ? 2 : 1) && shorter >= close_length - 1) {
            return Likeness::close;
        }
        if (distance <= allowed && shorter > close_length) return Likeness::near;
        if (a.letters == b.letters && are_anagrams(a.text, b.text)) return Likeness::near;
    }
    if (shorter >= close_length - 1 && !a.sound.empty() && a.sound == b.sound)
        return Likeness::near;
    const bool opens = a.text.starts_with(b.text) || b.text.starts_with(a.text);
    if (opens && (shorter == 1 || shorter >= opening_length)) return Likeness::opens;
    return Likeness::unlike;
}

}  // namespace amparo::matching::links
