#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::matching::links {

/// A date as written, its digits kept even when they are no date of the calendar: "1856-86-18" is
/// most likely a typing error of one. '?' where nothing was written.
struct WrittenDate {
    std::array<char, 8> digits{};  // YYYYMMDD

    std::string_view text() const { return {digits.data(), digits.size()}; }
    std::string_view year() const { return text().substr(0, 4); }
    std::string_view month() const { return text().substr(4, 2); }
    std::string_view day() const { return text().substr(6, 2); }
    /// Only the year is certain: month and day are absent, 00, or 1 January.
    bool is_year_only() const;
    bool operator==(const WrittenDate&) const = default;
};

/// Which of the two numbers before the year is the day, in a column of dates written year last.
enum class DayPlace : std::uint8_t { first, second };
/// Found by looking for a number above 12; `first` when nothing tells.
DayPlace find_day_place(const std::vector<std::string>& values);

/// Reads yyyymmdd, yyyy-mm-dd, yyyy-mm, yyyy, and day, month and year in either order with any
/// separator; what follows a "T" or a blank (a time) is left out. Nullopt without a four-digit
/// year.
std::optional<WrittenDate> read_date(std::string_view value, DayPlace day_place);

/// How two written dates relate, from the same day to nothing in common.
enum class DateLikeness : std::uint8_t {
    same_day,
    same_year_only,    // equal, but no more than a year is certain
    year_and_swap,     // day and month exchanged
    year_and_typo,     // month and day one digit, or one exchange of digits, apart
    year_and_part,     // month or day equal
    year_and_unknown,  // one of them knows the year only
    year_alone,        // month and day differ
    typo_and_rest,     // one digit of the year wrong, the rest equal
    typo_and_unknown,  // one digit of the year wrong, at least one knows the year only
    typo_and_like,     // one digit of the year wrong, month and day alike
    next_years,        // one digit of the year wrong, month and day differ
    rest_alone,        // month and day equal, year another
    unlike,
};
inline constexpr int date_likeness_count = 13;
/// The likeness; symmetric.
DateLikeness likeness(const WrittenDate& a, const WrittenDate& b);

}  // namespace amparo::matching::links
