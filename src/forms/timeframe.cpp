#include "forms/timeframe.hpp"

#include <charconv>
#include <utility>

namespace amparo::forms {
namespace {

/// "3_days" → 3 and "day"; nullopt for anything else (case-management.md §3.8).
std::optional<std::pair<int, std::string_view>> read_timeframe(std::string_view text) {
    const auto at = text.find('_');
    if (at == std::string_view::npos) return std::nullopt;
    int count = 0;
    const auto read = std::from_chars(text.data(), text.data() + at, count);
    constexpr int count_max = 10'000;
    if (read.ec != std::errc() || read.ptr != text.data() + at || count < 0 || count > count_max)
        return std::nullopt;
    auto unit = text.substr(at + 1);
    if (unit.ends_with('s')) unit.remove_suffix(1);
    return std::make_pair(count, unit);
}

Instant plus_months(Instant moment, int months) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const auto shifted = std::chrono::year_month_day(day) + std::chrono::months(months);
    const auto last = Day(shifted.year() / shifted.month() / std::chrono::last);
    const auto target = shifted.ok() ? Day(shifted) : last;
    return Instant(target) + (moment - day);
}

}  // namespace

std::optional<Instant> add_timeframe(Instant moment, std::string_view timeframe) {
    const auto read = read_timeframe(timeframe);
    if (!read) return std::nullopt;
    const auto [count, unit] = *read;
    if (unit == "hour") return moment + std::chrono::hours(count);
    if (unit == "day") return moment + std::chrono::days(count);
    if (unit == "week") return moment + std::chrono::weeks(count);
    if (unit == "month") return plus_months(moment, count);
    return std::nullopt;
}

}  // namespace amparo::forms
