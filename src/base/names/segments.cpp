#include "base/names/segments.hpp"

#include <algorithm>
#include <iterator>

#include "base/names/fold.hpp"
#include "base/names/letter_set.hpp"

namespace amparo::names {
namespace {

constexpr std::size_t segments_max = 4;
constexpr char long_ll = '1';  // "ll" between vowels, which Spanish reads as y

constexpr LetterSet vowels("aeiou");

bool is_vowel(char letter) {
    return vowels.contains(letter);
}

/// A token of Latin letters as ASCII; what has no place there is left out.
std::string latin_text(std::u32string_view token) {
    std::string text;
    for (const auto letter : token) {
        if (letter < 0x80) text.push_back(static_cast<char>(letter));
    }
    return text;
}

/// Doubled consonants are single, but "ll" between vowels is one sign of its own.
std::string without_doubles(const std::string& text) {
    std::string single;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_double = at + 1 < text.size() && text[at] == text[at + 1];
        if (!is_double || is_vowel(text[at])) {
            single.push_back(text[at]);
            continue;
        }
        const bool is_between_vowels = text[at] == 'l' && at > 0 && is_vowel(text[at - 1]) &&
                                       at + 2 < text.size() && is_vowel(text[at + 2]);
        if (is_between_vowels) {
            single.push_back(long_ll);
            ++at;
        }
    }
    return single;
}

/// Where the reader of a Latin token stands.
struct Place {
    std::string_view text;
    std::size_t at;

    bool starts(std::string_view letters) const { return text.substr(at).starts_with(letters); }
    /// Whether one of the letters follows after `length` more.
    bool precedes(std::size_t length, std::string_view letters) const {
        return at + length < text.size() && letters.find(text[at + length]) != letters.npos;
    }
};

/// What the next letters sound like: in one way, or in two.
struct Rule {
    std::size_t length;
    std::string_view phones;
    std::string_view others = {};
};

struct Fixed {
    std::string_view letters;
    std::string_view phones;
};

// Longest first. "ch" has two readings and is not among them.
constexpr Fixed fixed_rules[] = {
    {"shch", "S"}, {"tch", "C"}, {"tsh", "C"}, {"sch", "S"}, {"dzh", "j"}, {"tx", "C"},
    {"dj", "j"},   {"dh", "D"},  {"th", "T"},  {"kh", "X"},  {"gh", "G"},  {"ph", "f"},
    {"zh", "J"},   {"sh", "S"},  {"ck", "k"},  {"ts", "s"},  {"tz", "s"}};
constexpr LetterSet first_of_fixed("stdkgpzc");
constexpr LetterSet second_of_fixed("hcsztjxk");

Rule rule_of_single(const Place& place) {
    const bool is_soft = place.precedes(1, "eiy");
    switch (place.text[place.at]) {
        case long_ll:
            return {1, "l", "y"};
        case 'c':
            return {1, is_soft ? "s" : "k", "`"};
        case 'x':
            return {1, "h", place.at == 0 ? "s" : "ks"};
        case 'g':
            return is_soft ? Rule{1, "j", "g"} : Rule{1, "g", "j"};
        case 'j':
            return {1, "j", "y"};
        default:
            return {1, place.text.substr(place.at, 1)};
    }
}

Rule latin_rule(const Place& place) {
    const auto first = place.text[place.at];
    const bool has_next = place.at + 1 < place.text.size();
    if (has_next && first_of_fixed.contains(first) &&
        second_of_fixed.contains(place.text[place.at + 1])) {
        for (const auto& fixed : fixed_rules) {
            if (place.starts(fixed.letters)) return {fixed.letters.size(), fixed.phones};
        }
        if (place.starts("ch")) return {2, "S", "C"};
    }
    if (first == 'g' && place.starts("gu") && place.precedes(2, "ei")) return {2, "g"};
    if (first == 'q' && place.starts("qu") && place.precedes(2, "aeio")) return {2, "k"};
    if (first == 'o' && place.starts("ou") && place.precedes(2, "aei")) return {2, "w"};
    const bool is_inside = place.at > 0 && place.at + 2 < place.text.size();
    if (first == 'g' && place.starts("gn") && is_inside) return {2, "ny", "gn"};
    return rule_of_single(place);
}

/// Each string with either continuation; the first few distinct ones.
std::vector<std::string> continued(const std::vector<std::string>& strings, const Rule& rule) {
    std::vector<std::string> longer;
    for (const auto& string : strings) {
        for (const auto phones : {rule.phones, rule.others}) {
            auto candidate = string;
            candidate += phones;
            const bool is_new = std::ranges::find(longer, candidate) == longer.end();
            if (is_new && longer.size() < segments_max) longer.push_back(std::move(candidate));
        }
    }
    return longer;
}

std::vector<std::string> latin_segments(std::u32string_view token) {
    const auto text = without_doubles(latin_text(token));
    std::vector<std::string> strings(1);
    for (std::size_t at = 0; at < text.size();) {
        const auto rule = latin_rule({text, at});
        if (rule.others.empty()) {
            for (auto& string : strings) string += rule.phones;
        } else {
            strings = continued(strings, rule);
        }
        at += rule.length;
    }
    return strings;
}

std::vector<std::string> arabic_segments(std::u32string_view token) {
    constexpr std::u32string_view letters = U"ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڨ";
    constexpr std::string_view phones = "AbtTjhXdDrzsSsZtZ`GfqklmnhWYpCJgg";
    std::string string;
    for (const auto letter : token) {
        const auto at = letters.find(letter);
        if (at != std::u32string_view::npos) string.push_back(phones[at]);
    }
    return {string};
}

/// The consonant of a row of eight signs.
struct Row {
    char32_t first;
    char consonant;
};

constexpr Row ethiopic_rows[] = {
    {0x1200, 'h'}, {0x1208, 'l'}, {0x1210, 'h'}, {0x1218, 'm'}, {0x1220, 's'}, {0x1228, 'r'},
    {0x1230, 's'}, {0x1238, 'S'}, {0x1240, 'q'}, {0x1248, 'q'}, {0x1250, 'q'}, {0x1260, 'b'},
    {0x1268, 'v'}, {0x1270, 't'}, {0x1278, 'C'}, {0x1280, 'h'}, {0x1288, 'h'}, {0x1290, 'n'},
    {0x1298, 'n'}, {0x12A0, '`'}, {0x12A8, 'k'}, {0x12B0, 'k'}, {0x12B8, 'h'}, {0x12C0, 'h'},
    {0x12C8, 'w'}, {0x12D0, '`'}, {0x12D8, 'z'}, {0x12E0, 'J'}, {0x12E8, 'y'}, {0x12F0, 'd'},
    {0x12F8, 'd'}, {0x1300, 'j'}, {0x1308, 'g'}, {0x1310, 'g'}, {0x1318, 'g'}, {0x1320, 't'},
    {0x1328, 'C'}, {0x1330, 'p'}, {0x1338, 's'}, {0x1340, 's'}, {0x1348, 'f'}, {0x1350, 'p'}};

std::vector<std::string> ethiopic_segments(std::u32string_view token) {
    constexpr std::string_view vowel_of_sign = "euia89oa";
    std::string string;
    for (const auto sign : token) {
        const auto* row = std::ranges::find(ethiopic_rows, sign & ~char32_t{7}, &Row::first);
        if (row == std::end(ethiopic_rows)) continue;
        string.push_back(row->consonant);
        string.push_back(vowel_of_sign[sign & 7]);
    }
    if (string.ends_with('9')) string.pop_back();
    return {string};
}

std::vector<std::string> cyrillic_segments(std::u32string_view token) {
    constexpr std::u32string_view letters = U"абвгґдеєэжзиіїйыклмнопрстуўфхцчшщюя";
    constexpr std::string_view phones = "abvggdeeeJziiiyiklmnoprstuufXsCSSua";
    std::string string;
    for (const auto letter : token) {
        const auto at = letters.find(letter);
        if (at != std::u32string_view::npos) string.push_back(phones[at]);
    }
    if (string.find('g') == std::string::npos) return {string};
    // Ukrainian and southern speech: г is h.
    auto soft = string;
    std::ranges::replace(soft, 'g', 'h');
    return {string, soft};
}

}  // namespace

std::vector<std::string> name_segments(std::u32string_view token) {
    switch (script_of(token.front())) {
        case Script::latin:
            return latin_segments(token);
        case Script::arabic:
            return arabic_segments(token);
        case Script::ethiopic:
            return ethiopic_segments(token);
        case Script::cyrillic:
            return cyrillic_segments(token);
        case Script::other:
            break;
    }
    return {};
}

}  // namespace amparo::names
