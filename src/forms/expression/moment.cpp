#include "forms/expression/moment.hpp"

#include <algorithm>

namespace amparo::forms {
namespace {

using std::chrono::milliseconds;

/// Reads a text from left to right; once something does not fit, everything after fails too.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    bool is_good() const { return is_good_; }
    bool is_at_end() const { return at_ == text_.size(); }
    /// Between `least` and `most` digits.
    int number(std::size_t least, std::size_t most) {
        int value = 0;
        std::size_t count = 0;
        for (; count < most && is_digit(); ++count, ++at_) value = value * 10 + (text_[at_] - '0');
        if (count < least) is_good_ = false;
        return value;
    }
    /// One of the characters, or '\0'.
    char one_of(std::string_view characters) {
        if (at_ < text_.size() && characters.find(text_[at_]) != std::string_view::npos)
            return text_[at_++];
        return '\0';
    }
    void expect(std::string_view characters) {
        if (one_of(characters) == '\0') is_good_ = false;
    }
    /// Milliseconds of a fraction; what is finer is cut off.
    int fraction() {
        if (one_of(".") == '\0') return 0;
        const std::size_t from = at_;
        int value = number(1, 3);
        for (auto digits = at_ - from; digits < 3; ++digits) value *= 10;
        while (is_digit()) ++at_;
        return value;
    }

  private:
    bool is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

    std::string_view text_;
    std::size_t at_ = 0;
    bool is_good_ = true;
};

std::optional<Day> to_day(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1 || !date.ok()) return std::nullopt;  // there is no year 0
    return Day(date);
}

milliseconds scan_offset(Scanner& scanner) {
    if (scanner.one_of("Z") != '\0') return milliseconds(0);
    const char sign = scanner.one_of("+-");
    if (sign == '\0') scanner.expect("Z");
    const std::chrono::hours hours(scanner.number(2, 2));
    scanner.expect(":");
    const milliseconds offset = hours + std::chrono::minutes(scanner.number(2, 2));
    return sign == '-' ? -offset : offset;
}

std::optional<Moment> parse_date_time(std::string_view text) {
    Scanner scanner(text);
    const int year = scanner.number(4, 4);
    scanner.expect("-");
    const int month = scanner.number(1, 2);
    scanner.expect("-");
    const auto day = to_day(year, month, scanner.number(1, 2));
    scanner.expect("T \t");
    const int hour = scanner.number(1, 2);
    scanner.expect(":");
    const int minute = scanner.number(2, 2);
    scanner.expect(":");
    const int second = scanner.number(2, 2);
    const milliseconds fraction(scanner.fraction());
    const auto offset = scan_offset(scanner);
    const bool is_time = hour <= 23 && minute <= 59 && second <= 59;
    if (!scanner.is_good() || !scanner.is_at_end() || !day || !is_time) return std::nullopt;
    const Instant instant = Instant(*day) + std::chrono::hours(hour) +
                            std::chrono::minutes(minute) + std::chrono::seconds(second) + fraction -
                            offset;
    return Moment{.has_time = true, .day = {}, .instant = instant};
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    constexpr std::size_t date_size = 10;
    if (text.size() < date_size || text[0] < '0' || text[0] > '9') return std::nullopt;
    if (text.size() > date_size) return parse_date_time(text);
    Scanner scanner(text);
    const int year = scanner.number(4, 4);
    scanner.expect("-");
    const int month = scanner.number(2, 2);
    scanner.expect("-");
    const auto day = to_day(year, month, scanner.number(2, 2));
    if (!scanner.is_good() || !day) return std::nullopt;
    return Moment{.has_time = false, .day = *day, .instant = {}};
}

// Halves the span in which every zone of the world begins the day; base knows only the other
// direction, and this is asked for mixed comparisons alone.
Instant start_of_day(Day day, const std::string& time_zone) {
    Instant early = Instant(day) - std::chrono::hours(16);
    Instant late = Instant(day) + std::chrono::hours(16);
    if (time_zone.empty() || time_zone == "UTC") return Instant(day);
    while (late - early > milliseconds(1)) {
        const Instant middle = early + (late - early) / 2;
        (day_in_zone(middle, time_zone) < day ? early : late) = middle;
    }
    return late;
}

std::strong_ordering compare(const Moment& left, const Moment& right,
                             const std::string& time_zone) {
    if (!left.has_time && !right.has_time) return left.day <=> right.day;
    const auto instant_of = [&time_zone](const Moment& moment) {
        return moment.has_time ? moment.instant : start_of_day(moment.day, time_zone);
    };
    return instant_of(left) <=> instant_of(right);
}

Day day_of(const Moment& moment, const std::string& time_zone) {
    return moment.has_time ? day_in_zone(moment.instant, time_zone) : moment.day;
}

Day shift_day(Day day, const DayShift& shift) {
    using namespace std::chrono;
    const year_month_day date(day);
    const year_month month = date.year() / date.month() + years(shift.years) + months(shift.months);
    const auto last = year_month_day_last(month.year(), month_day_last(month.month())).day();
    const year_month_day moved(month.year(), month.month(), std::min(date.day(), last));
    return Day(moved) + weeks(shift.weeks) + days(shift.days);
}

}  // namespace amparo::forms
