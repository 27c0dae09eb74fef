#include "matching/engine/value_comparators.hpp"

#include <bit>
#include <chrono>
#include <cmath>

namespace amparo::matching {
namespace {

Day day_of(std::uint32_t word) {
    return std::bit_cast<Day>(word);
}

/// The last distance in days that is still so many years.
constexpr Day last_within(float years) {
    auto days = static_cast<Day>(years * 365.25F) + 2;
    while (static_cast<float>(days) / 365.25F > years) --days;
    return days;
}

DaySpan month_of(Day day) {
    const auto date = calendar_of(day);
    const auto month = std::chrono::year(date.year) / std::chrono::month(date.month);
    const std::chrono::sys_days last = month / std::chrono::last;
    return {day - static_cast<Day>(date.day) + 1,
            static_cast<Day>(last.time_since_epoch().count())};
}

/// The day whose day is the month of another, and the other way round; the day itself if there is
/// none.
Day swapped_of(Day day) {
    const auto date = calendar_of(day);
    const std::chrono::year_month_day swapped(
        std::chrono::year(date.year), std::chrono::month(date.day), std::chrono::day(date.month));
    if (!swapped.ok()) return day;
    return static_cast<Day>(std::chrono::sys_days(swapped).time_since_epoch().count());
}

}  // namespace

AskedBirth::AskedBirth(Values asked) {
    if (asked.size() < 2) return;
    is_known_ = true;
    is_exact_ = asked[0] == 1;
    day_ = day_of(asked[1]);
    if (!is_exact_) return;
    month_ = month_of(day_);
    swapped_ = swapped_of(day_);
}

std::int8_t AskedBirth::level_of_exact(Day held) const {
    const auto days = std::abs(held - day_);
    if (days == 0) return 0;
    const bool is_same_month = held >= month_.first && held <= month_.last;
    if (is_same_month || held == swapped_ || days <= 31) return 1;
    if (days <= 366) return 2;
    return days <= 800 ? 3 : 4;
}

std::int8_t AskedBirth::level_with(Values held) const {
    if (!is_known_ || held.size() < 2) return level_missing;
    if (is_exact_ && held[0] == 1) return level_of_exact(day_of(held[1]));
    constexpr Day ends[] = {last_within(0.75F), last_within(1.6F), last_within(2.6F),
                            last_within(4.0F), last_within(6.0F)};
    const auto days = std::abs(day_of(held[1]) - day_);
    auto level = first_of_middles;
    for (const auto end : ends) level = static_cast<std::int8_t>(level + (days > end ? 1 : 0));
    return level;
}

std::int8_t level_of_spans(Values asked, Values held) {
    if (asked.size() < 2 || held.size() < 2) return level_missing;
    constexpr Day bounds[] = {0, 31, 120, 370};
    const DaySpan one{day_of(held[0]), day_of(held[1])};
    const DaySpan other{day_of(asked[0]), day_of(asked[1])};
    // Spans that meet are as far apart as the longer one is vague; equal ones are not.
    const auto width = std::max(one.last - one.first, other.last - other.first);
    const auto gap = std::max(one.first, other.first) - std::min(one.last, other.last);
    auto distance = std::max(gap, 0);
    if (distance == 0 && width > 0) {
        const bool are_equal = one.first == other.first && one.last == other.last;
        distance = width > 31 ? 120 : 31;
        if (are_equal) distance = width > 31 ? 31 : 0;
    }
    std::int8_t level = 0;
    for (const auto bound : bounds) {
        level = static_cast<std::int8_t>(level + (distance > bound ? 1 : 0));
    }
    return level;
}

AskedPlaces::AskedPlaces(Values asked, const Places& places)
    : asked_(asked), places_(&places), known_(places.size(), not_asked) {}

std::uint8_t AskedPlaces::find_nearness(PlaceId place) const {
    auto nearest = nothing;
    for (const auto asked : asked_) {
        Nearness found{};
        if (!places_->compare(place, asked, found)) continue;
        nearest = std::min(nearest, static_cast<std::uint8_t>(found));
    }
    return nearest;
}

std::int8_t GroupCount::level() const {
    if (agreements + conflicts == 0) return level_missing;
    if (conflicts >= 2) return 0;
    if (conflicts == 1) return 1;
    return agreements >= 3 ? 3 : 2;
}

}  // namespace amparo::matching
