#include "matching/names/closeness.hpp"

#include <algorithm>
#include <array>

#include "base/names/segments.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t phones_max = 32;

bool is_one_of(char phone, std::string_view phones) {
    return phones.find(phone) != std::string_view::npos;
}

bool is_vowel(char phone) {
    return is_one_of(phone, "aeiou89AWYy");
}

/// What leaving out a phone costs: short vowels are left out of Arabic script, h and ʿayn of many
/// spellings.
float omission_cost(char phone) {
    if (is_one_of(phone, "ae89")) return 0.12F;
    if (is_one_of(phone, "iou")) return 0.2F;
    if (is_one_of(phone, "AWYyw")) return 0.4F;
    if (is_one_of(phone, "h`")) return 0.35F;
    return 1.0F;
}

/// Groups of phones that stand for each other, the nearest first.
struct Family {
    std::string_view phones;
    float cost;
};
constexpr Family families[] = {{"Aa", 0.0F},   {"Wou", 0.0F},   {"Yiy", 0.0F},  {"Ae9", 0.15F},
                               {"Ye8", 0.15F}, {"Ye", 0.15F},   {"W w", 0.05F}, {"aeo89", 0.2F},
                               {"ei8y", 0.2F}, {"ou", 0.1F},    {"Tt", 0.2F},   {"Dd", 0.15F},
                               {"Zzd", 0.2F},  {"td", 0.35F},   {"Dz", 0.3F},   {"Ts", 0.3F},
                               {"sz", 0.35F},  {"kqgXG", 0.3F}, {"Xh", 0.2F},   {"jgJ", 0.2F},
                               {"jy", 0.4F},   {"CS", 0.2F},    {"bp", 0.2F},   {"fv", 0.2F},
                               {"bv", 0.4F},   {"wWv", 0.3F},   {"Sj", 0.6F},   {"lr", 0.7F}};

float replacement_cost(char left, char right) {
    if (left == right) return 0;
    for (const auto& [phones, cost] : families) {
        if (is_one_of(left, phones) && is_one_of(right, phones)) return cost;
    }
    return is_vowel(left) && is_vowel(right) ? 0.5F : 1.5F;
}

/// The least cost of turning one string of phones into the other.
float cost_between(std::string_view left, std::string_view right) {
    left = left.substr(0, phones_max);
    right = right.substr(0, phones_max);
    std::array<float, phones_max + 1> row{};
    for (std::size_t j = 0; j < right.size(); ++j) row[j + 1] = row[j] + omission_cost(right[j]);
    for (const auto phone : left) {
        auto diagonal = row[0];
        row[0] += omission_cost(phone);
        for (std::size_t j = 0; j < right.size(); ++j) {
            const auto replaced = diagonal + replacement_cost(phone, right[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min(
                {replaced, row[j + 1] + omission_cost(phone), row[j] + omission_cost(right[j])});
        }
    }
    return row[right.size()];
}

}  // namespace

float closeness(const Token& left, const Token& right) {
    if (left.letters.empty() || right.letters.empty()) return 0;
    if (left.text == right.text) return 1;
    float least = static_cast<float>(phones_max);
    std::size_t longest = 1;
    for (const auto& one : names::name_segments(left.letters)) {
        for (const auto& other : names::name_segments(right.letters)) {
            least = std::min(least, cost_between(one, other));
            longest = std::max({longest, one.size(), other.size()});
        }
    }
    return std::clamp(1 - least / static_cast<float>(longest), 0.0F, 1.0F);
}

}  // namespace amparo::matching
