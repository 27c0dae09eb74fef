#include "matching/names/sounding.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

// Classes of vowels: short and long ones, "none", a diphthong with i (D) or u (O), "ia" (Q).
constexpr Vowels none = 1 << 0;
constexpr Vowels short_a = 1 << 1;
constexpr Vowels short_i = 1 << 2;
constexpr Vowels short_u = 1 << 3;
constexpr Vowels long_a = 1 << 4;
constexpr Vowels long_i = 1 << 5;
constexpr Vowels long_u = 1 << 6;
constexpr Vowels glide_i = 1 << 7;
constexpr Vowels glide_u = 1 << 8;
constexpr Vowels ending_ia = 1 << 9;
constexpr Vowels anything = 1 << 10;

struct Spelling {
    std::string_view content;
    Vowels slot;
};

// é is written 8, ə is written 9.
constexpr Spelling vowels[] = {{"a", short_a | long_a},
                               {"e", short_a | short_i | none | long_a | long_i},
                               {"i", short_i | long_i},
                               {"y", short_i | long_i},
                               {"o", short_u | long_u},
                               {"u", short_u | long_u},
                               {"8", short_i | long_i | short_a | long_a},
                               {"9", none | short_i | short_a}};

constexpr Spelling vowel_pairs[] = {{"aa", short_a | long_a},
                                    {"ee", short_i | long_i},
                                    {"ii", short_i | long_i},
                                    {"ie", short_i | long_i},
                                    {"oo", short_u | long_u},
                                    {"uu", short_u | long_u},
                                    {"ou", short_u | long_u},
                                    {"oe", short_u | long_u},
                                    {"eo", short_u | long_u},
                                    {"ai", long_i | glide_i},
                                    {"ei", long_i | glide_i},
                                    {"ay", long_i | glide_i},
                                    {"ey", long_i | glide_i},
                                    {"8y", long_i | glide_i},
                                    {"au", long_u | glide_u},
                                    {"aw", long_u | glide_u},
                                    {"ow", long_u | glide_u},
                                    {"ea", short_a | long_a | short_i | long_i},
                                    {"ae", short_a | long_a | short_i | long_i}};

constexpr Spelling arabic_inner[] = {{"", none | short_a | short_i | short_u},
                                     {"A", long_a},
                                     {"Y", long_i | glide_i},
                                     {"W", long_u | glide_u}};

constexpr Spelling arabic_final[] = {{"", none},
                                     {"`", none | short_a},
                                     {"A", long_a},
                                     {"Y", long_i | short_i | short_a | long_a | glide_i},
                                     {"W", long_u | short_u | glide_u},
                                     {"h", short_a | long_a},
                                     {"Ah", long_a},
                                     {"AA", long_a},
                                     {"YA", ending_ia},
                                     {"Yh", ending_ia},
                                     {"YY", long_i}};

template <std::size_t count>
Vowels find_slot(const Spelling (&spellings)[count], std::string_view content) {
    const auto* found = std::ranges::find(spellings, content, &Spelling::content);
    return found == std::end(spellings) ? anything : found->slot;
}

enum class Place { first, inner, last };

Vowels final_slot(std::string_view content, names::Script script) {
    if (content.empty()) return none;
    if (script == names::Script::latin && content == "e") return find_slot(vowels, "e");
    if (content.size() >= 2) {
        const auto before = content[content.size() - 2];
        const auto last = content.substr(content.size() - 1);
        const bool follows_i = before == 'i' || before == 'y';
        if (follows_i && last == "a") return ending_ia;
        if (follows_i && last != "i" && last != "y" && find_slot(vowels, last) != anything) {
            return find_slot(vowels, last);
        }
    }
    return content.size() == 1 ? find_slot(vowels, content) : find_slot(vowel_pairs, content);
}

Vowels voiced_slot(std::string content, Place place, names::Script script) {
    std::erase_if(content, [](char phone) { return phone == 'h' || phone == '`'; });
    if (place == Place::last) return final_slot(content, script);
    if (content.size() == 1) return find_slot(vowels, content);
    if (place == Place::first || content.empty()) return anything;
    return find_slot(vowel_pairs, content);
}

Vowels slot_of(const std::string& content, Place place, names::Script script) {
    if (script != names::Script::arabic) return voiced_slot(content, place, script);
    if (place == Place::first) return anything;
    return place == Place::inner ? find_slot(arabic_inner, content)
                                 : find_slot(arabic_final, content);
}

/// The consonant as it is compared, or '\0' for vowels and what is as weak as they are.
char consonant_of(char phone) {
    constexpr std::string_view phones = "bpfvmtdTDZszSCjJkgqXGlrn";
    constexpr std::string_view compared = "bbfvmtdtddszSSjjkgkkglrn";
    const auto at = phones.find(phone);
    return at == std::string_view::npos ? '\0' : compared[at];
}

/// "Servant of": the vowels and the article after it are written in every way.
void loosen_abd(Sounding& sounding) {
    auto& [consonants, slots] = sounding;
    if (consonants.size() >= 5 && consonants.starts_with("bdl")) {
        consonants.erase(2, 1);
        slots.erase(slots.begin() + 3);
        slots[2] = anything;
    } else if (consonants.size() >= 3 && consonants.starts_with("bd")) {
        slots[2] = anything;
    }
}

/// "… of God" is written -ullah, -ollah or -allah in Latin letters, with one long vowel in Arabic.
void loosen_allah(std::string_view phones, Sounding& sounding) {
    constexpr std::string_view god = "Alh";
    const auto consonants = sounding.consonants.size();
    if (consonants >= 2 && phones.ends_with(god)) sounding.slots[consonants - 1] = anything;
}

bool slots_agree(Vowels left, Vowels right) {
    if (((left | right) & anything) != 0 || (left & right) != 0) return true;
    const auto meet = [&](Vowels one, Vowels other) {
        return ((left & one) != 0 && (right & other) != 0) ||
               ((right & one) != 0 && (left & other) != 0);
    };
    return meet(glide_i, long_i) || meet(glide_u, long_u);
}

}  // namespace

Sounding sounding_of(std::string_view phones, names::Script script) {
    Sounding sounding;
    std::string content;
    for (const auto phone : phones) {
        const auto consonant = consonant_of(phone);
        if (consonant == '\0') {
            content.push_back(phone);
            continue;
        }
        const auto place = sounding.consonants.empty() ? Place::first : Place::inner;
        sounding.slots.push_back(slot_of(content, place, script));
        sounding.consonants.push_back(consonant);
        content.clear();
    }
    sounding.slots.push_back(slot_of(content, Place::last, script));
    if (script == names::Script::arabic) loosen_allah(phones, sounding);
    loosen_abd(sounding);
    return sounding;
}

bool agree(const Sounding& left, const Sounding& right) {
    return left.consonants == right.consonants && vowels_agree(left.slots, right.slots);
}

bool vowels_agree(std::span<const Vowels> left, std::span<const Vowels> right) {
    if (!slots_agree(left.back(), right.back())) return false;
    int compared = 0;
    int differing = 0;
    for (std::size_t at = 0; at + 1 < left.size(); ++at) {
        if (((left[at] | right[at]) & anything) != 0) continue;
        ++compared;
        if (!slots_agree(left[at], right[at])) ++differing;
    }
    return differing * 3 <= compared;
}

}  // namespace amparo::matching
