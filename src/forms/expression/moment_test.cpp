#include "forms/expression/moment.hpp"

#include <gmock/gmock.h>

namespace amparo::forms {
namespace {

using namespace std::chrono_literals;

std::string read(std::string_view text) {
    const auto moment = parse_moment(text);
    if (!moment) return "none";
    return moment->has_time ? format_instant(moment->instant) : format_day(moment->day);
}

TEST(Moment, ReadsDatesAndDateTimes) {
    EXPECT_EQ(read("2024-02-29"), "2024-02-29");
    EXPECT_EQ(read("2024-02-29T23:59:59Z"), "2024-02-29T23:59:59.000Z");
    EXPECT_EQ(read("2024-02-29T23:59:59.5Z"), "2024-02-29T23:59:59.500Z");
    EXPECT_EQ(read("2024-02-29T23:59:59.123456Z"), "2024-02-29T23:59:59.123Z");
    EXPECT_EQ(read("2024-01-01T01:00:00+05:45"), "2023-12-31T19:15:00.000Z");
    EXPECT_EQ(read("2024-01-01T01:00:00-03:30"), "2024-01-01T04:30:00.000Z");
    EXPECT_EQ(read("2024-1-2 3:04:05Z"), "2024-01-02T03:04:05.000Z");
    EXPECT_EQ(read("2024-01-02\t03:04:05Z"), "2024-01-02T03:04:05.000Z");
}

TEST(Moment, RefusesEverythingElse) {
    for (const auto* text : {"",
                             "2024",
                             "2024-02-30",
                             "2023-02-29",
                             "2024-13-01",
                             "2024-00-10",
                             "2024-1-1",
                             "0000-01-01",
                             "24-01-01",
                             "2024/01/01",
                             " 2024-01-01",
                             "2024-01-01 ",
                             "2024-01-01T",
                             "2024-01-01T24:00:00Z",
                             "2024-01-01T10:60:00Z",
                             "2024-01-01T10:00:60Z",
                             "2024-01-01T10:00:00",
                             "2024-01-01T10:00Z",
                             "2024-01-01T10:00:00.Z",
                             "2024-01-01T10:00:00+0100",
                             "2024-01-01T10:00:00Zx",
                             "2024-01-01t10:00:00Z",
                             "2024-02-30T10:00:00Z",
                             "tomorrow..."})
        EXPECT_EQ(read(text), "none") << text;
}

TEST(Moment, ADayBeginsWhereTheZoneSaysSo) {
    const Day day(2024y / 3 / 10);
    EXPECT_EQ(format_instant(start_of_day(day, "UTC")), "2024-03-10T00:00:00.000Z");
    EXPECT_EQ(format_instant(start_of_day(day, "Africa/Nairobi")), "2024-03-09T21:00:00.000Z");
    EXPECT_EQ(format_instant(start_of_day(day, "Pacific/Kiritimati")), "2024-03-09T10:00:00.000Z");
    EXPECT_EQ(format_instant(start_of_day(day, "America/Bogota")), "2024-03-10T05:00:00.000Z");
    EXPECT_EQ(format_instant(start_of_day(day, "Nowhere/Land")), "2024-03-10T00:00:00.000Z");
    // Clocks went forward at midnight: the day began at 01:00.
    EXPECT_EQ(format_instant(start_of_day(Day(2018y / 11 / 4), "America/Sao_Paulo")),
              "2018-11-04T03:00:00.000Z");
}

TEST(Moment, ComparesDatesWithDateTimesInTheZone) {
    const auto date = *parse_moment("2024-03-10");
    const auto just_before = *parse_moment("2024-03-09T20:59:59Z");
    const auto at = *parse_moment("2024-03-09T21:00:00Z");
    EXPECT_TRUE(compare(just_before, date, "Africa/Nairobi") < 0);
    EXPECT_TRUE(compare(at, date, "Africa/Nairobi") == 0);
    EXPECT_TRUE(compare(at, date, "UTC") < 0);
    EXPECT_EQ(day_of(at, "Africa/Nairobi"), Day(2024y / 3 / 10));
    EXPECT_EQ(day_of(at, "UTC"), Day(2024y / 3 / 9));
}

TEST(Moment, ShiftsMonthsBeforeDaysAndClampsTheirEnds) {
    EXPECT_EQ(shift_day(Day(2024y / 1 / 31), {.months = 1}), Day(2024y / 2 / 29));
    EXPECT_EQ(shift_day(Day(2024y / 2 / 29), {.years = 1}), Day(2025y / 2 / 28));
    EXPECT_EQ(shift_day(Day(2024y / 3 / 31), {.months = -1, .days = 1}), Day(2024y / 3 / 1));
    EXPECT_EQ(shift_day(Day(2024y / 1 / 15), {.months = -13}), Day(2022y / 12 / 15));
    EXPECT_EQ(shift_day(Day(2024y / 1 / 1), {.weeks = -1, .days = -1}), Day(2023y / 12 / 24));
}

}  // namespace
}  // namespace amparo::forms
