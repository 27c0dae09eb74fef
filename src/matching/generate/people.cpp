#include "matching/generate/people.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/names/fold.hpp"
#include "base/text.hpp"

namespace amparo::matching {
namespace {

constexpr int provinces = 6;
constexpr int districts = 5;
constexpr int towns = 8;
constexpr Day first_separation = 18'262;  // 2020-01-01
constexpr int separation_days = 1'200;

bool is_native(const std::string& text) {
    return !text.empty() && static_cast<unsigned char>(text.front()) >= 0xC8;
}

/// One of the spellings, of the writer's script when there is one.
std::string spelt(const Spellings& spellings, bool native, Dice& dice) {
    std::vector<std::string> fitting;
    for (const auto& text : spellings) {
        if (is_native(text) == native) fitting.push_back(text);
    }
    return dice.one_of(fitting.empty() ? spellings : fitting);
}

std::string with_slip(const std::string& text, Dice& dice) {
    auto letters = names::to_utf32(text);
    if (letters.size() < 4) return text;
    const auto at = 1 + dice.below(letters.size() - 2);
    if (letters[at] == U' ' || letters[at + 1] == U' ') return text;
    switch (dice.below(4)) {
        case 0:
            std::swap(letters[at], letters[at + 1]);
            break;
        case 1:
            letters.erase(at, 1);
            break;
        case 2:
            letters.insert(at, 1, letters[at]);
            break;
        default:
            letters[at] = letters[letters.size() - 1];
    }
    return names::to_utf8(letters);
}

Person invent_child(const Family& family, Dice& dice) {
    const auto& tradition = *family.tradition;
    Person child{.name = {}, .is_female = dice.falls(0.5)};
    child.name.push_back(
        dice.common_one_of(child.is_female ? tradition.given_female : tradition.given_male));
    if (tradition.family.empty()) {
        child.name.push_back(family.father.name[0]);
        if (family.father.name.size() > 1) child.name.push_back(family.father.name[1]);
    } else {
        child.name.push_back(family.father.name.back());
        if (tradition.has_two_families) child.name.push_back(family.mother.name.back());
    }
    child.born = family.separated - dice.between(200, 16 * 365);
    return child;
}

Person invent_adult(const Tradition& tradition, bool is_female, Dice& dice) {
    Person person{.name = {}, .is_female = is_female};
    person.name.push_back(
        dice.common_one_of(is_female ? tradition.given_female : tradition.given_male));
    person.name.push_back(
        dice.common_one_of(tradition.family.empty() ? tradition.given_male : tradition.family));
    return person;
}

}  // namespace

std::string invent_location(std::size_t country, int depth, Dice& dice) {
    auto code = fmt::format("{}P{}", country + 1, dice.below(provinces));
    if (depth >= 2) code += fmt::format("D{}", dice.below(districts));
    if (depth >= 3) code += fmt::format("T{}", dice.below(towns));
    return code;
}

std::string all_locations(std::size_t countries) {
    std::string out = "location_code,parent_code,admin_level\n";
    for (std::size_t country = 1; country <= countries; ++country) {
        out += fmt::format("{},,0\n", country);
        for (int province = 0; province < provinces; ++province) {
            out += fmt::format("{0}P{1},{0},1\n", country, province);
            for (int district = 0; district < districts; ++district) {
                out += fmt::format("{0}P{1}D{2},{0}P{1},2\n", country, province, district);
                for (int town = 0; town < towns; ++town) {
                    out += fmt::format("{0}P{1}D{2}T{3},{0}P{1}D{2},3\n", country, province,
                                       district, town);
                }
            }
        }
    }
    return out;
}

Family invent_family(const std::vector<Tradition>& traditions, Dice& dice) {
    static const std::vector<std::string> causes = {"conflict", "death", "poverty",
                                                    "natural_disaster", "population_movement"};
    Family family;
    const auto country = dice.below(traditions.size());
    family.tradition = &traditions[country];
    family.country = family.tradition->id;
    family.father = invent_adult(*family.tradition, false, dice);
    family.mother = invent_adult(*family.tradition, true, dice);
    family.uncle = invent_adult(*family.tradition, false, dice);
    family.uncle.name.back() = family.father.name.back();
    family.home = invent_location(country, 3, dice);
    family.separation = dice.falls(0.5) ? family.home : invent_location(country, 3, dice);
    family.separated = first_separation + dice.between(0, separation_days);
    family.cause = dice.one_of(causes);
    family.religion = fmt::format("religion_{}", dice.below(3));
    family.language = fmt::format("{}_{}", family.country, dice.below(3));
    family.ethnicity = fmt::format("{}_{}", family.country, dice.below(4));
    family.phone = fmt::format("+2{:09}", dice.below(1'000'000'000));
    for (int child = dice.between(1, 4); child > 0; --child) {
        family.children.push_back(invent_child(family, dice));
    }
    return family;
}

std::string written_given(const Person& person, Dice& dice) {
    return spelt(person.name.front(), false, dice);
}

std::string written_name(const Person& person, const Tradition& tradition, Dice& dice) {
    const bool native = dice.falls(tradition.native_share);
    std::vector<std::string> parts;
    for (const auto& part : person.name) {
        if (!parts.empty() && dice.falls(0.3)) continue;
        parts.push_back(spelt(part, native, dice));
    }
    if (!person.is_female && !tradition.prefixes.empty() && dice.falls(0.5)) {
        parts.insert(parts.begin(), dice.one_of(tradition.prefixes));
    }
    if (parts.size() > 1 && dice.falls(0.15)) std::ranges::rotate(parts, parts.end() - 1);
    if (dice.falls(0.08)) {
        auto& part = parts[dice.below(parts.size())];
        part = with_slip(part, dice);
    }
    auto name = text::join(parts, dice.falls(0.04) ? "" : " ");
    if (dice.falls(0.06)) return text::to_upper(name);
    return dice.falls(0.06) ? text::to_lower(name) : name;
}

std::string written_teknonym(const Spellings& parent_of, const Person& child,
                             const Tradition& tradition, Dice& dice) {
    const bool native = dice.falls(tradition.native_share);
    const auto parent = spelt(parent_of, native, dice);
    return parent + " " + spelt(child.name.front(), native, dice);
}

std::string written_day(Day day) {
    const auto date = calendar_of(day);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace amparo::matching
