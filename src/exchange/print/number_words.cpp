#include "exchange/print/number_words.hpp"

#include <unicode/locid.h>
#include <unicode/numfmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/unistr.h>

#include <memory>

namespace amparo::exchange {
namespace {

// Years are four digits, and the month is a word: 03/04 is read in two ways. Gregorian, as stored.
constexpr const char* day_pattern = "d MMM y";
constexpr const char* month_pattern = "LLLL y";
constexpr const char* year_pattern = "y";
constexpr const char* moment_pattern = "d MMM y HH:mm";
constexpr int decimals_max = 6;

icu::Locale locale_of(std::string_view name) {
    return icu::Locale(std::string(name).c_str());
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

/// The moment as if it were UTC.
std::string formatted(double milliseconds, std::string_view locale, const char* pattern) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale gregorian((std::string(locale) + "@calendar=gregorian").c_str());
    icu::SimpleDateFormat format(icu::UnicodeString(pattern), gregorian, status);
    if (U_FAILURE(status) != 0) return "";
    format.adoptTimeZone(icu::TimeZone::createTimeZone("Etc/UTC"));
    icu::UnicodeString text;
    format.format(milliseconds, text);
    return to_utf8(text);
}

double milliseconds_of(Day day) {
    const auto moment =
        std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch());
    return static_cast<double>(moment.count());
}

void fill_in(std::string& text, std::string_view name, const std::string& value) {
    const auto at = text.find(name);
    if (at != std::string::npos) text.replace(at, name.size(), value);
}

}  // namespace

std::string number_words(double number, std::string_view locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::NumberFormat> format(
        icu::NumberFormat::createInstance(locale_of(locale), status));
    if (U_FAILURE(status) != 0) return std::to_string(number);
    format->setGroupingUsed(0);
    format->setMaximumFractionDigits(decimals_max);
    icu::UnicodeString text;
    format->format(number, text);
    return to_utf8(text);
}

std::string day_words(Day day, std::string_view locale) {
    return formatted(milliseconds_of(day), locale, day_pattern);
}

std::string period_words(Day first, forms::DatePrecision precision, std::string_view locale) {
    if (precision == forms::DatePrecision::day) return day_words(first, locale);
    const std::chrono::year_month_day date(first);
    const bool is_month = precision == forms::DatePrecision::month;
    const bool is_begin =
        date.day() == std::chrono::day(1) && (is_month || date.month() == std::chrono::January);
    if (!is_begin)
        return day_words(first, locale) + " – " +
               day_words(forms::last_day(first, precision), locale);
    return formatted(milliseconds_of(first), locale, is_month ? month_pattern : year_pattern);
}

std::string moment_words(Instant moment, std::string_view locale, const std::string& zone) {
    const auto local = local_time(moment, zone).time_since_epoch().count();
    return formatted(static_cast<double>(local), locale, moment_pattern);
}

std::string page_numbers(std::string text, std::string_view locale, std::size_t page,
                         std::size_t pages) {
    fill_in(text, "{page}", number_words(static_cast<double>(page), locale));
    fill_in(text, "{pages}", number_words(static_cast<double>(pages), locale));
    return text;
}

bool is_right_to_left(std::string_view locale) {
    return locale_of(locale).isRightToLeft() != 0;
}

}  // namespace amparo::exchange
