#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/engine/outcome.hpp"
#include "matching/engine/places.hpp"
#include "matching/engine/values.hpp"

/// Levels of comparators that do not compare names, as numbers into level_names(); missing when one
/// side says nothing. What the asked record says is worked out once for all that are compared with
/// it. Which of two records is asked makes no difference.
namespace amparo::matching {

/// The values of a slot of a record.
using Values = std::span<const std::uint32_t>;

/// Births: by the calendar when both are exact, else by the distance of their middles.
class AskedBirth {
  public:
    AskedBirth() = default;
    explicit AskedBirth(Values asked);
    /// Of the birth of another record.
    std::int8_t level_with(Values held) const;

  private:
    static constexpr std::int8_t first_of_middles = 5;
    std::int8_t level_of_exact(Day held) const;

    bool is_known_ = false;
    bool is_exact_ = false;
    Day day_ = 0;
    DaySpan month_ = {};  // it lies in
    Day swapped_ = 0;     // with day and month the other way round, or the day itself
};

/// Dates that may be a whole month or year.
std::int8_t level_of_spans(Values asked, Values held);

/// The nearest pair of places. How near the asked ones are to a place is worked out once.
class AskedPlaces {
  public:
    AskedPlaces(Values asked, const Places& places);
    /// With the places of another record.
    std::int8_t level_with(Values held) {
        auto nearest = nothing;
        for (const auto place : held) nearest = std::min(nearest, nearness_to(place));
        return nearest == nothing ? level_missing : static_cast<std::int8_t>(nearest);
    }

  private:
    static constexpr std::uint8_t nothing = 0x7F;
    static constexpr std::uint8_t not_asked = 0xFF;
    std::uint8_t nearness_to(PlaceId place) {
        if (place >= known_.size()) return find_nearness(place);
        auto& known = known_[place];
        if (known == not_asked) known = find_nearness(place);
        return known;
    }
    std::uint8_t find_nearness(PlaceId place) const;

    Values asked_;
    const Places* places_;
    std::vector<std::uint8_t> known_;  // by place of the hierarchy
};

/// Whether they share a value. Most often each side has one.
inline bool share_value(Values asked, Values held) {
    for (const auto value : held) {
        for (const auto other : asked) {
            if (value == other) return true;
        }
    }
    return false;
}
/// 0 when they share a value, else 1.
inline std::int8_t level_of_values(Values asked, Values held) {
    if (asked.empty() || held.empty()) return level_missing;
    return share_value(asked, held) ? std::int8_t{0} : std::int8_t{1};
}
/// Whether it is a sex of the shipped list, as a value of a slot.
constexpr bool is_known_sex(std::uint32_t value) {
    return value == hash_of("male") || value == hash_of("female");
}
/// The same of sexes: only those of the shipped list contradict each other; other codes may be
/// spellings of the same one.
inline std::int8_t level_of_sexes(Values asked, Values held) {
    const auto level = level_of_values(asked, held);
    if (level != 1) return level;
    const bool are_known =
        std::ranges::any_of(asked, is_known_sex) && std::ranges::any_of(held, is_known_sex);
    return are_known ? level : level_missing;
}

/// Agreements and conflicts of several lists as one.
struct GroupCount {
    int agreements = 0;
    int conflicts = 0;

    /// Counts one list of both records.
    void add(Values asked, Values held) {
        if (held.empty()) return;
        const bool is_shared = share_value(asked, held);
        agreements += is_shared ? 1 : 0;
        conflicts += is_shared ? 0 : 1;
    }
    /// Of all lists that were counted.
    std::int8_t level() const;
};

}  // namespace amparo::matching
