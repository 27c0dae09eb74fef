#include "base/clock.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace amparo {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

std::unexpected<Error> not_a_date() {
    return refuse(Errc::invalid, "errors.date");
}

/// Exactly `count` digits at `at`; moves `at` behind them. Negative when they are not there.
int take_digits(std::string_view text, std::size_t& at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    at += count;
    return value;
}

bool take(std::string_view text, std::size_t& at, char expected) {
    if (at >= text.size() || text[at] != expected) return false;
    ++at;
    return true;
}

std::optional<Day> take_day(std::string_view text, std::size_t& at) {
    const int year = take_digits(text, at, 4);
    if (year < 0 || !take(text, at, '-')) return std::nullopt;
    const int month = take_digits(text, at, 2);
    if (month < 0 || !take(text, at, '-')) return std::nullopt;
    const int day = take_digits(text, at, 2);
    if (day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return Day(date);
}

/// Milliseconds of ".123456"; digits past the third are cut off.
std::optional<int> take_fraction(std::string_view text, std::size_t& at) {
    if (!take(text, at, '.')) return 0;
    int value = 0;
    int count = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
        if (count < 3) value = value * 10 + (text[at] - '0');
    }
    if (count == 0 || count > 9) return std::nullopt;
    for (; count < 3; ++count) value *= 10;
    return value;
}

std::optional<milliseconds> take_time(std::string_view text, std::size_t& at) {
    const int hour = take_digits(text, at, 2);
    if (hour < 0 || hour > 23 || !take(text, at, ':')) return std::nullopt;
    const int minute = take_digits(text, at, 2);
    if (minute < 0 || minute > 59) return std::nullopt;
    int second = 0;
    if (take(text, at, ':')) {
        second = take_digits(text, at, 2);
        if (second < 0 || second > 60) return std::nullopt;
    }
    const auto fraction = take_fraction(text, at);
    if (!fraction) return std::nullopt;
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
           milliseconds(*fraction);
}

/// "Z", "+03:00", "+0300" or nothing (UTC).
std::optional<milliseconds> take_offset(std::string_view text, std::size_t& at) {
    if (at == text.size() || take(text, at, 'Z') || take(text, at, 'z')) return milliseconds(0);
    const char sign = text[at];
    if (sign != '+' && sign != '-') return std::nullopt;
    ++at;
    const int hour = take_digits(text, at, 2);
    if (hour < 0 || hour > 14) return std::nullopt;
    take(text, at, ':');
    const int minute = at == text.size() ? 0 : take_digits(text, at, 2);
    if (minute < 0 || minute > 59) return std::nullopt;
    const milliseconds offset = std::chrono::hours(hour) + std::chrono::minutes(minute);
    return sign == '-' ? -offset : offset;
}

/// ICU zones by name; making one reads a data file, so they are kept.
const icu::TimeZone* zone_named(const std::string& name) {
    static std::mutex guards_zones;
    static std::unordered_map<std::string, std::unique_ptr<icu::TimeZone>> zones;
    const std::scoped_lock lock(guards_zones);
    const auto found = zones.find(name);
    if (found != zones.end()) return found->second.get();
    std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (zone && *zone == icu::TimeZone::getUnknown()) zone.reset();
    constexpr std::size_t zones_max = 1000;  // IANA has about 600 names; unknown ones count too
    if (zones.size() >= zones_max) zones.clear();
    return zones.emplace(name, std::move(zone)).first->second.get();
}

}  // namespace

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

std::string format_instant(Instant moment) {
    const auto day = std::chrono::floor<days>(moment);
    const std::chrono::hh_mm_ss time(moment - day);
    std::array<char, 24> tail{};
    std::snprintf(tail.data(), tail.size(), "T%02d:%02d:%02d.%03dZ",
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()),
                  static_cast<int>(time.subseconds().count()));
    return format_day(day) + tail.data();
}

std::string format_day(Day day) {
    const std::chrono::year_month_day date(day);
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

Result<Instant> parse_instant(std::string_view text) {
    std::size_t at = 0;
    const auto day = take_day(text, at);
    if (!day) return not_a_date();
    if (!take(text, at, 'T') && !take(text, at, 't') && !take(text, at, ' ')) return not_a_date();
    const auto time = take_time(text, at);
    if (!time) return not_a_date();
    const auto offset = take_offset(text, at);
    if (!offset || at != text.size()) return not_a_date();
    return Instant(*day) + *time - *offset;
}

Result<Day> parse_day(std::string_view text) {
    std::size_t at = 0;
    const auto day = take_day(text, at);
    if (!day || at != text.size()) return not_a_date();
    return *day;
}

Instant local_time(Instant moment, const std::string& zone) {
    if (zone.empty() || zone == "UTC") return moment;
    const icu::TimeZone* found = zone_named(zone);
    if (found == nullptr) return moment;
    std::int32_t raw = 0;
    std::int32_t dst = 0;
    UErrorCode status = U_ZERO_ERROR;
    found->getOffset(static_cast<UDate>(moment.time_since_epoch().count()), 0, raw, dst, status);
    if (U_FAILURE(status) != 0) return moment;
    return moment + milliseconds(raw + dst);
}

Instant moment_of_local(Instant local, const std::string& zone) {
    const auto guess = local - (local_time(local, zone) - local);
    return local - (local_time(guess, zone) - guess);
}

Day day_in_zone(Instant moment, const std::string& zone) {
    return std::chrono::floor<days>(local_time(moment, zone));
}

bool is_known_zone(const std::string& zone) {
    return zone == "UTC" || zone_named(zone) != nullptr;
}

}  // namespace amparo
