#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/telephone.hpp"

/// Single values of records as comparators need them (matching.md 5). All are pure.
namespace amparo::matching {

/// Days since 1970-01-01.
using Day = std::int32_t;
/// Leap years shared out.
inline constexpr double days_per_year = 365.25;

/// A spread-out number of a text, the same everywhere (FNV-1a).
constexpr std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const auto c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

/// A day of the calendar from "2013-04-17" or the beginning of "2013-04-17T…"; nothing for what is
/// no date.
std::optional<Day> parse_day(std::string_view text);

/// A day in the calendar.
struct CalendarDay {
    int year;
    unsigned month;
    unsigned day;
};
/// The calendar day of a number of days.
CalendarDay calendar_of(Day day);

/// When somebody was born: a day, or the middle of the time it may have been.
struct Birth {
    bool is_exact = false;
    Day middle = 0;
};

/// What a record says about age, and when it said so.
struct BirthFields {
    const json::Value* date = nullptr;
    const json::Value* age = nullptr;
    const json::Value* estimated = nullptr;
    const json::Value* reference = nullptr;  // the date of registration or inquiry
    const json::Value* precision = nullptr;  // "year", "month": a partial date
};
/// Nothing for absent, negative, absurd and future values, and births after the reference.
std::optional<Birth> birth_of(const BirthFields& fields, Day today);

/// A date of separation: the first of a month or of a year may be any day of it.
struct DaySpan {
    Day first = 0;
    Day last = 0;
};
DaySpan span_of(Day day);
/// The same of a date that says itself how exactly it is known.
DaySpan span_of(Day day, const json::Value* precision);

/// The last nine digits of a telephone number, any script of digits; nothing for less than five.
/// One without the prefix of a country gets that of `home`, so that it equals the same with it.
std::optional<std::uint32_t> phone_tail(std::string_view text,
                                        const telephone::Country* home = nullptr);
/// An identifier without case, blanks and separators (matching.md 12.3).
std::string normalised_identifier(std::string_view text);
/// Whether an option says that nothing is known.
bool says_unknown(std::string_view option);

}  // namespace amparo::matching
