#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

/// Dates of which only a year, or a month and a year, are known (docs/decisions/0020). The date
/// holds the first day that may be meant; a select box beside it, `<date>_precision`, says how
/// long the time is. Without it the very day is meant, so whoever knows nothing of this reads and
/// writes days as ever.
namespace amparo::forms {

enum class DatePrecision { day, month, year };

/// The name of the field that says how exactly a date is known.
std::string precision_key(std::string_view date);
/// How exactly the date of that name among the values is known; `day` for anything unknown.
DatePrecision precision_of(const json::Object& values, std::string_view date);
DatePrecision read_precision(const json::Value* value);
/// Whether the field says how exactly a date on the same form is known.
bool is_precision_field(const Field& field);
/// The last day that may be meant, in whatever calendar it was said: a year or a month later, less
/// a day.
Day last_day(Day first, DatePrecision precision);
/// The day in the middle of those that may be meant, the earlier one of two.
Day middle_day(Day first, DatePrecision precision);
/// The earliest day with which a date that may mean the given day can begin.
Day first_day(Day last, DatePrecision precision);

}  // namespace amparo::forms
