#include "matching/engine/values.hpp"

#include <unicode/uchar.h>

#include <charconv>
#include <chrono>
#include <cmath>

#include "base/names/fold.hpp"
#include "base/text.hpp"
#include "forms/partial_date.hpp"

namespace amparo::matching {
namespace {

constexpr double age_max = 130;
constexpr std::size_t phone_digits_min = 5;
constexpr std::size_t phone_tail_digits = 9;
constexpr Day half_a_year = 183;

std::optional<int> number_in(std::string_view text, std::size_t at, std::size_t length) {
    int found = 0;
    const auto* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + length, found);
    if (error != std::errc() || end != begin + length || found < 0) return std::nullopt;
    return found;
}

std::string digits_in(std::string_view text) {
    std::string digits;
    for (const auto letter : names::to_utf32(text)) {
        const auto digit = u_charDigitValue(static_cast<UChar32>(letter));
        if (digit >= 0 && digit <= 9) digits.push_back(static_cast<char>('0' + digit));
    }
    return digits;
}

std::optional<Day> day_in(const json::Value* value) {
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return parse_day(std::string_view(value->get_string()));
}

std::optional<double> age_in(const json::Value* value) {
    if (value == nullptr) return std::nullopt;
    auto age = json::as_number(*value);
    if (!age && value->is_string()) {
        const std::string_view text = value->get_string();
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size() && !text.empty()) age = number;
    }
    if (!age || !std::isfinite(*age) || *age < 0 || *age > age_max) return std::nullopt;
    return age;
}

bool is_partial(const json::Value* precision) {
    return forms::read_precision(precision) != forms::DatePrecision::day;
}

bool is_first_of_january(Day day) {
    const auto date = calendar_of(day);
    return date.month == 1 && date.day == 1;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
    const auto year = number_in(text, 0, 4);
    const auto month = number_in(text, 5, 2);
    const auto day = number_in(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

CalendarDay calendar_of(Day day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    return {int{date.year()}, unsigned{date.month()}, unsigned{date.day()}};
}

std::optional<Birth> birth_of(const BirthFields& fields, Day today) {
    const auto reference = day_in(fields.reference).value_or(today);
    auto date = day_in(fields.date);
    if (date && (*date > today || *date > reference)) date.reset();
    const bool is_estimated =
        fields.estimated != nullptr && fields.estimated->is_bool() && fields.estimated->get_bool();
    if (date && !is_estimated && is_partial(fields.precision)) {
        const auto span = span_of(*date, fields.precision);
        return Birth{false, (span.first + span.last) / 2};
    }
    if (date && !is_estimated && !is_first_of_january(*date)) return Birth{true, *date};
    if (const auto age = age_in(fields.age)) {
        const auto days = static_cast<Day>(std::lround((*age + 0.5) * days_per_year));
        return Birth{false, reference - days};
    }
    if (!date) return std::nullopt;
    return Birth{false, is_first_of_january(*date) ? *date + half_a_year : *date};
}

DaySpan span_of(Day day) {
    const auto date = calendar_of(day);
    if (date.day != 1) return {day, day};
    const auto year = std::chrono::year(date.year);
    if (date.month == 1) {
        const std::chrono::sys_days end = year / std::chrono::December / 31;
        return {day, static_cast<Day>(end.time_since_epoch().count())};
    }
    const std::chrono::sys_days end = year / std::chrono::month(date.month) / std::chrono::last;
    return {day, static_cast<Day>(end.time_since_epoch().count())};
}

DaySpan span_of(Day day, const json::Value* precision) {
    if (!is_partial(precision)) return span_of(day);
    const auto first = amparo::Day(std::chrono::days(day));
    const auto last = forms::last_day(first, forms::read_precision(precision));
    return {day, static_cast<Day>(last.time_since_epoch().count())};
}

std::optional<std::uint32_t> phone_tail(std::string_view text, const telephone::Country* home) {
    auto digits = digits_in(text);
    if (home != nullptr) {
        const auto full = international_digits(telephone::read_number(text, home), home);
        if (!full.empty()) digits = full;
    }
    if (digits.size() < phone_digits_min) return std::nullopt;
    if (digits.size() > phone_tail_digits) digits.erase(0, digits.size() - phone_tail_digits);
    std::uint32_t tail = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), tail);
    return tail;
}

std::string normalised_identifier(std::string_view text) {
    std::string kept;
    const auto folded = text::to_upper(text::normalise(text));
    for (const auto letter : names::to_utf32(folded)) {
        const auto digit = u_charDigitValue(static_cast<UChar32>(letter));
        if (digit >= 0 && digit <= 9) {
            kept.push_back(static_cast<char>('0' + digit));
        } else if (u_isUWhiteSpace(static_cast<UChar32>(letter)) == 0 &&
                   std::u32string_view(U"-/._#").find(letter) == std::u32string_view::npos) {
            kept += names::to_utf8({&letter, 1});
        }
    }
    return kept;
}

bool says_unknown(std::string_view option) {
    return option == "unknown" || option == "not_known" || option == "prefer_not_to_say";
}

}  // namespace amparo::matching
