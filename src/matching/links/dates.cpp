#include "matching/links/dates.hpp"

#include <algorithm>

namespace amparo::matching::links {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The runs of digits of a text up to its time of day.
std::vector<std::string_view> numbers(std::string_view value) {
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < value.size() && found.size() < 4;) {
        if (!is_digit(value[i])) {
            const bool ends = value[i] == 'T' || value[i] == ':';
            if (ends && !found.empty()) break;
            ++i;
            continue;
        }
        const auto begin = i;
        while (i < value.size() && is_digit(value[i])) ++i;
        found.push_back(value.substr(begin, i - begin));
    }
    return found;
}

void put(WrittenDate& date, std::size_t at, std::string_view number) {
    if (number.size() == 1) {
        date.digits[at] = '0';
        date.digits[at + 1] = number[0];
    } else {
        std::ranges::copy(number, date.digits.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

bool is_part(std::string_view number) {
    return number.size() == 1 || number.size() == 2;
}

/// One substitution, or one exchange of neighbours.
bool one_slip(std::string_view a, std::string_view b) {
    std::size_t differences = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == b[i]) continue;
        if (++differences > 2) return false;
        if (differences == 2 && (i != last + 1 || a[i] != b[last] || a[last] != b[i])) return false;
        last = i;
    }
    return true;
}

enum class RestLikeness : std::uint8_t { equal, swapped, slip, part, unknown, unlike };

RestLikeness rest_likeness(const WrittenDate& a, const WrittenDate& b) {
    const bool unknown = a.is_year_only() || b.is_year_only();
    const auto rest = a.text().substr(4);
    const auto other = b.text().substr(4);
    if (unknown) return RestLikeness::unknown;
    if (rest == other) return RestLikeness::equal;
    if (a.month() == b.day() && a.day() == b.month()) return RestLikeness::swapped;
    if (one_slip(rest, other)) return RestLikeness::slip;
    if (a.month() == b.month() || a.day() == b.day()) return RestLikeness::part;
    return RestLikeness::unlike;
}

DateLikeness with_same_year(const WrittenDate& a, const WrittenDate& b) {
    switch (rest_likeness(a, b)) {
        case RestLikeness::equal:
            return DateLikeness::same_day;
        case RestLikeness::swapped:
            return DateLikeness::year_and_swap;
        case RestLikeness::slip:
            return DateLikeness::year_and_typo;
        case RestLikeness::part:
            return DateLikeness::year_and_part;
        case RestLikeness::unlike:
            return DateLikeness::year_alone;
        case RestLikeness::unknown:
            break;
    }
    if (a.is_year_only() && b.is_year_only()) return DateLikeness::same_year_only;
    // 1 January against 7 January is a slip of the pen as often as a year known by one side.
    return one_slip(a.text().substr(4), b.text().substr(4)) ? DateLikeness::year_and_typo
                                                            : DateLikeness::year_and_unknown;
}

DateLikeness with_near_year(const WrittenDate& a, const WrittenDate& b) {
    switch (rest_likeness(a, b)) {
        case RestLikeness::equal:
            return DateLikeness::typo_and_rest;
        case RestLikeness::swapped:
        case RestLikeness::slip:
            return DateLikeness::typo_and_like;
        case RestLikeness::unknown:
            return DateLikeness::typo_and_unknown;
        case RestLikeness::part:
        case RestLikeness::unlike:
            break;
    }
    return DateLikeness::next_years;
}

}  // namespace

bool WrittenDate::is_year_only() const {
    return month() == "00" || month() == "??" || day() == "??" || text().ends_with("0101");
}

DayPlace find_day_place(const std::vector<std::string>& values) {
    std::size_t first = 0;
    std::size_t second = 0;
    for (const auto& value : values) {
        const auto found = numbers(value);
        if (found.size() < 3 || found[2].size() != 4 || !is_part(found[0]) || !is_part(found[1])) {
            continue;
        }
        if (found[0].size() == 2 && found[0] > "12") ++first;
        if (found[1].size() == 2 && found[1] > "12") ++second;
    }
    return second > first ? DayPlace::second : DayPlace::first;
}

std::optional<WrittenDate> read_date(std::string_view value, DayPlace day_place) {
    const auto found = numbers(value);
    if (found.empty()) return std::nullopt;
    WrittenDate date;
    date.digits.fill('?');
    if (found[0].size() == 8) {
        std::ranges::copy(found[0], date.digits.begin());
        return date;
    }
    if (found[0].size() == 4) {
        put(date, 0, found[0]);
        if (found.size() > 1 && is_part(found[1])) put(date, 4, found[1]);
        if (found.size() > 2 && is_part(found[2])) put(date, 6, found[2]);
        return date;
    }
    if (found.size() >= 3 && found[2].size() == 4 && is_part(found[0]) && is_part(found[1])) {
        const bool day_first = day_place == DayPlace::first;
        put(date, 0, found[2]);
        put(date, 4, found[day_first ? 1 : 0]);
        put(date, 6, found[day_first ? 0 : 1]);
        return date;
    }
    return std::nullopt;
}

DateLikeness likeness(const WrittenDate& a, const WrittenDate& b) {
    if (a == b) {
        return a.is_year_only() ? DateLikeness::same_year_only : DateLikeness::same_day;
    }
    if (a.year() == b.year()) return with_same_year(a, b);
    if (one_slip(a.year(), b.year())) return with_near_year(a, b);
    return rest_likeness(a, b) == RestLikeness::equal ? DateLikeness::rest_alone
                                                      : DateLikeness::unlike;
}

}  // namespace amparo::matching::links
