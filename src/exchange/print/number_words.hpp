#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "forms/partial_date.hpp"

/// Numbers and dates as a language writes them. Thread-safe; an unknown language is English.
namespace amparo::exchange {

/// "3.5", "٣٫٥": at most six decimal places, no grouping of digits.
std::string number_words(double number, std::string_view locale);
/// "31 May 2024".
std::string day_words(Day day, std::string_view locale);
/// "May 2024", "2024"; its first and last day where the time began in another calendar.
std::string period_words(Day first, forms::DatePrecision precision, std::string_view locale);
/// "31 May 2024, 08:15" of the moment in the IANA zone.
std::string moment_words(Instant moment, std::string_view locale, const std::string& zone);
/// `{page}` and `{pages}` of a text filled in.
std::string page_numbers(std::string text, std::string_view locale, std::size_t page,
                         std::size_t pages);
/// Whether the language is written from right to left.
bool is_right_to_left(std::string_view locale);

}  // namespace amparo::exchange
