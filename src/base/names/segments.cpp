#include "base/names/segments.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <utility>

#include "base/names/fold.hpp"
#include "base/names/letter_set.hpp"

namespace amparo::names {
namespace {

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
template <class Text>
Text without_doubles(std::string_view text) {
    Text single;
    char before = '\0';  // as it was written
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto letter = text[at];
        const bool is_double = at + 1 < text.size() && letter == text[at + 1];
        if (!is_double || is_vowel(letter)) {
            single.push_back(letter);
        } else if (letter == 'l' && is_vowel(before) && at + 2 < text.size() &&
                   is_vowel(text[at + 2])) {
            single.push_back(long_ll);
            ++at;
        }
        before = letter;
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

/// The bit of a letter in a set; others may have the same.
constexpr std::uint32_t bit_of(char letter) {
    return 1U << (static_cast<unsigned char>(letter) & 31U);
}

using Seconds = std::array<std::uint32_t, 128>;

/// For each letter, with which letters after it a fixed rule may begin, or "ch".
constexpr auto fixed_begins = [] {
    Seconds seconds{};
    for (const auto& rule : fixed_rules) {
        seconds[static_cast<std::size_t>(rule.letters[0])] |= bit_of(rule.letters[1]);
    }
    seconds['c'] |= bit_of('h');
    return seconds;
}();

/// The same for all rules.
constexpr auto rule_begins = [] {
    auto seconds = fixed_begins;
    for (const auto letter : std::string_view("cgjx1")) {
        seconds[static_cast<std::size_t>(letter)] = ~0U;
    }
    seconds['q'] = seconds['o'] = bit_of('u');
    return seconds;
}();

/// Whether rules may begin at a place; most letters stand for themselves.
bool may_begin(const Seconds& begins, const Place& place) {
    const auto next = place.at + 1;
    const auto second = next < place.text.size() ? place.text[next] : '\0';
    return (begins[static_cast<unsigned char>(place.text[place.at])] & bit_of(second)) != 0;
}

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
    if (may_begin(fixed_begins, place)) {
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

/// Of ASCII.
template <class Text>
SegmentsOf<Text> latin_segments(std::string_view token) {
    const auto single = without_doubles<Text>(token);
    const std::string_view text = single;
    SegmentsOf<Text> segments;
    segments.add();
    for (std::size_t at = 0; at < text.size();) {
        const Place place{text, at};
        if (!may_begin(rule_begins, place)) {
            segments.push_back(text[at++]);
            continue;
        }
        const auto rule = latin_rule(place);
        if (rule.others.empty()) {
            segments.append(rule.phones);
        } else {
            segments.append(rule.phones, rule.others);
        }
        at += rule.length;
    }
    return segments;
}

/// What letters of a block sound like; '\0' for those that say nothing.
template <char32_t First, std::size_t Size>
class Phones {
  public:
    constexpr Phones(std::u32string_view letters, std::string_view phones) {
        for (std::size_t at = 0; at < letters.size(); ++at) {
            by_letter_[letters[at] - First] = phones[at];
        }
    }
    std::string read(std::u32string_view token) const {
        std::string string;
        for (const auto letter : token) {
            const auto at = static_cast<std::size_t>(letter - First);
            if (at < Size && by_letter_[at] != '\0') string.push_back(by_letter_[at]);
        }
        return string;
    }

  private:
    std::array<char, Size> by_letter_{};
};

constexpr Phones<0x600, 0x100> arabic_phones(U"ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڨ",
                                             "AbtTjhXdDrzsSsZtZ`GfqklmnhWYpCJgg");
constexpr Phones<0x400, 0x100> cyrillic_phones(U"абвгґдеєэжзиіїйыклмнопрстуўфхцчшщюя",
                                               "abvggdeeeJziiiyiklmnoprstuufXsCSSua");

Segments arabic_segments(std::u32string_view token) {
    Segments segments;
    segments.add() = arabic_phones.read(token);
    return segments;
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

constexpr auto ethiopic_consonants = [] {
    std::array<char, 0x1A0 / 8> by_row{};
    for (const auto& row : ethiopic_rows) by_row[(row.first - 0x1200) / 8] = row.consonant;
    return by_row;
}();

Segments ethiopic_segments(std::u32string_view token) {
    constexpr std::string_view vowel_of_sign = "euia89oa";
    Segments segments;
    auto& string = segments.add();
    for (const auto sign : token) {
        const auto row = static_cast<std::size_t>(sign - 0x1200) / 8;
        if (sign < 0x1200 || row >= ethiopic_consonants.size()) continue;
        if (ethiopic_consonants[row] == '\0') continue;
        string.push_back(ethiopic_consonants[row]);
        string.push_back(vowel_of_sign[sign & 7]);
    }
    if (string.ends_with('9')) string.pop_back();
    return segments;
}

Segments cyrillic_segments(std::u32string_view token) {
    Segments segments;
    auto& string = segments.add();
    string = cyrillic_phones.read(token);
    // Doubled consonants are single, as in Latin letters: Анна is Anna.
    const auto is_double = [](char one, char next) { return one == next && !is_vowel(one); };
    string.erase(std::ranges::unique(string, is_double).begin(), string.end());
    if (string.find('g') == std::string::npos) return segments;
    // Ukrainian and southern speech: г is h.
    auto& soft = segments.add();
    soft = string;
    std::ranges::replace(soft, 'g', 'h');
    return segments;
}

}  // namespace

template <class Text>
void SegmentsOf<Text>::append(std::string_view phones, std::string_view others) {
    SegmentsOf longer;
    for (auto& string : std::span(strings_).first(count_)) {
        for (const auto continuation : {phones, others}) {
            if (longer.count_ == count_max) break;
            auto candidate = string;
            candidate.append(continuation);
            if (std::find(longer.begin(), longer.end(), candidate) == longer.end()) {
                longer.add() = std::move(candidate);
            }
        }
    }
    *this = std::move(longer);
}

Segments name_segments(std::u32string_view token) {
    switch (script_of(token.front())) {
        case Script::latin:
            return latin_segments<std::string>(latin_text(token));
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

ShortSegments short_segments(std::string_view token) {
    return latin_segments<ShortText>(token);
}

}  // namespace amparo::names
