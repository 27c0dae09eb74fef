#include "matching/engine/value_comparators.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace amparo::matching {
namespace {

Day day_of(std::uint32_t word) {
    return std::bit_cast<Day>(word);
}

std::int8_t compare_exact_births(Day left, Day right) {
    const auto one = calendar_of(left);
    const auto other = calendar_of(right);
    const auto days = std::abs(left - right);
    if (days == 0) return 0;
    const bool same_month = one.year == other.year && one.month == other.month;
    const bool swapped = one.year == other.year && one.month == other.day && one.day == other.month;
    if (same_month || swapped || days <= 31) return 1;
    if (days <= 366) return 2;
    return days <= 800 ? 3 : 4;
}

std::int8_t compare_middles(Day left, Day right) {
    constexpr float bounds[] = {0.75F, 1.6F, 2.6F, 4.0F, 6.0F};
    constexpr std::int8_t first = 5;
    const auto years = std::abs(static_cast<float>(left - right)) / 365.25F;
    const auto* bound = std::ranges::find_if(bounds, [&](float most) { return years <= most; });
    return static_cast<std::int8_t>(first + (bound - std::begin(bounds)));
}

}  // namespace

std::optional<std::int8_t> compare_birth(const SlotPair& pair) {
    if (pair.left.size() < 2 || pair.right.size() < 2) return std::nullopt;
    const auto left = day_of(pair.left[1]);
    const auto right = day_of(pair.right[1]);
    const bool are_exact = pair.left[0] == 1 && pair.right[0] == 1;
    return are_exact ? compare_exact_births(left, right) : compare_middles(left, right);
}

std::optional<std::int8_t> compare_spans(const SlotPair& pair) {
    if (pair.left.size() < 2 || pair.right.size() < 2) return std::nullopt;
    constexpr Day bounds[] = {0, 31, 120, 370};
    const DaySpan one{day_of(pair.left[0]), day_of(pair.left[1])};
    const DaySpan other{day_of(pair.right[0]), day_of(pair.right[1])};
    // Spans that meet are as far apart as the longer one is vague; equal ones are not.
    const auto width = std::max(one.last - one.first, other.last - other.first);
    const auto gap = std::max(one.first, other.first) - std::min(one.last, other.last);
    auto distance = std::max(gap, 0);
    if (distance == 0 && width > 0) {
        const bool are_equal = one.first == other.first && one.last == other.last;
        distance = width > 31 ? 120 : 31;
        if (are_equal) distance = width > 31 ? 31 : 0;
    }
    const auto* bound = std::ranges::find_if(bounds, [&](Day most) { return distance <= most; });
    return static_cast<std::int8_t>(bound - std::begin(bounds));
}

std::optional<std::int8_t> compare_places(const SlotPair& pair, const Places& places) {
    std::optional<std::int8_t> nearest;
    for (const auto left : pair.left) {
        for (const auto right : pair.right) {
            Nearness found{};
            if (!places.compare(left, right, found)) continue;
            const auto level = static_cast<std::int8_t>(found);
            if (!nearest || level < *nearest) nearest = level;
        }
    }
    return nearest;
}

bool is_known_sex(std::uint32_t value) {
    static const std::uint32_t known[] = {hash_of("male"), hash_of("female")};
    return std::ranges::find(known, value) != std::end(known);
}

std::optional<std::int8_t> compare_sexes(const SlotPair& pair) {
    const auto level = compare_values(pair);
    if (level != std::int8_t{1}) return level;
    const bool are_known = std::ranges::any_of(pair.left, is_known_sex) &&
                           std::ranges::any_of(pair.right, is_known_sex);
    return are_known ? level : std::nullopt;
}

std::optional<std::int8_t> compare_group(std::span<const AskedValues> lists,
                                         const OpenRecord& held) {
    int agreements = 0;
    int conflicts = 0;
    for (const auto& list : lists) {
        const auto values = list.with(held);
        if (values.left.empty()) continue;
        share_value(values) ? ++agreements : ++conflicts;
    }
    if (agreements + conflicts == 0) return std::nullopt;
    if (conflicts >= 2) return std::int8_t{0};
    if (conflicts == 1) return std::int8_t{1};
    return std::int8_t{agreements >= 3 ? std::int8_t{3} : std::int8_t{2}};
}

}  // namespace amparo::matching
