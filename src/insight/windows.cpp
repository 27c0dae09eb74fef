#include "insight/windows.hpp"

#include "forms/expression/moment.hpp"

namespace amparo::insight {
namespace {

constexpr auto millisecond = std::chrono::milliseconds(1);
constexpr Instant beginning{};  // 1970: nothing is dated before

std::chrono::days day_span(int count) {
    return std::chrono::days(count);
}

}  // namespace

Windows::Windows(Instant now, std::string time_zone)
    : now_(std::chrono::floor<std::chrono::minutes>(now)),
      until_(std::chrono::ceil<std::chrono::minutes>(now)),
      time_zone_(std::move(time_zone)),
      today_(day_in_zone(now, time_zone_)),
      monday_(today_ - (std::chrono::weekday(today_) - std::chrono::Monday)) {}

std::string Windows::last_days(int count, Dates dates) const {
    if (dates == Dates::days) return days(today_ - day_span(count), today_);
    return moments(now_ - day_span(count), until_);
}

std::string Windows::past(Dates dates) const {
    const auto first = std::chrono::floor<std::chrono::days>(beginning);
    if (dates == Dates::days) return days(first, today_ - day_span(1));
    return moments(beginning, now_ - millisecond);
}

std::string Windows::until_hours_ago(int hours) const {
    return moments(beginning, now_ - std::chrono::hours(hours));
}

std::string Windows::until_days_ago(int count, Dates dates) const {
    const auto first = std::chrono::floor<std::chrono::days>(beginning);
    if (dates == Dates::days) return days(first, today_ - day_span(count));
    return moments(beginning, now_ - day_span(count));
}

std::string Windows::between_days_ago(int earlier, int later, Dates dates) const {
    if (dates == Dates::days) return days(today_ - day_span(earlier), today_ - day_span(later));
    const auto end = later == 0 ? until_ : now_ - day_span(later);
    return moments(now_ - day_span(earlier) + millisecond, end);
}

std::string Windows::next_hours(int hours) const {
    return moments(now_, now_ + std::chrono::hours(hours));
}

std::string Windows::week(Day monday, Dates dates) const {
    const auto next = monday + day_span(7);
    if (dates == Dates::days) return days(monday, next - day_span(1));
    return moments(forms::start_of_day(monday, time_zone_),
                   forms::start_of_day(next, time_zone_) - millisecond);
}

std::string Windows::days(Day from, Day to) const {
    return format_day(from) + ".." + format_day(to);
}

std::string Windows::moments(Instant from, Instant to) const {
    return format_instant(from) + ".." + format_instant(to);
}

}  // namespace amparo::insight
