#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace amparo::forms {

/// A date or a date-time as the expression language reads it (forms.md §9.2).
struct Moment {
    bool has_time = false;
    Day day{};          // meaningful without a time
    Instant instant{};  // meaningful with a time
};

/// A distance on the calendar.
struct DayShift {
    int years = 0;
    int months = 0;
    int weeks = 0;
    int days = 0;
};

/// "YYYY-MM-DD", or "YYYY-MM-DDTHH:MM:SS[.fff](Z|±HH:MM)" where month, day and hour may have one
/// digit and a space or tab may stand for T. nullopt for any other text.
std::optional<Moment> parse_moment(std::string_view text);
/// The first moment of a day in an IANA zone; UTC when the zone is unknown.
Instant start_of_day(Day day, const std::string& time_zone);
/// Earlier, equal or later; a date against a date-time counts as its first moment in the zone.
std::strong_ordering compare(const Moment& left, const Moment& right, const std::string& time_zone);
/// The day a moment lies on in the zone.
Day day_of(const Moment& moment, const std::string& time_zone);
/// The shifted day; a month's end is clamped: 31 January and one month is 28 or 29 February.
Day shift_day(Day day, const DayShift& shift);

}  // namespace amparo::forms
