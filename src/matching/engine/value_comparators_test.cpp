// What is worked out once of asked values, against working it out for each pair anew.
#include "matching/engine/value_comparators.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <cmath>
#include <random>

namespace amparo::matching {
namespace {

using testing::Each;

std::vector<std::uint32_t> birth(bool is_exact, Day day) {
    return {is_exact ? 1U : 0U, std::bit_cast<std::uint32_t>(day)};
}

/// By the calendar of both days (matching.md 5.3).
std::int8_t plain_level_of_days(Day left, Day right) {
    const auto one = calendar_of(left);
    const auto other = calendar_of(right);
    const auto days = std::abs(left - right);
    const bool is_same_month = one.year == other.year && one.month == other.month;
    const bool is_swapped =
        one.year == other.year && one.month == other.day && one.day == other.month;
    if (days == 0) return 0;
    if (is_same_month || is_swapped || days <= 31) return 1;
    if (days <= 366) return 2;
    return days <= 800 ? 3 : 4;
}

std::int8_t plain_level_of_middles(Day left, Day right) {
    const auto years = std::abs(static_cast<float>(left - right)) / 365.25F;
    std::int8_t level = 5;
    for (const auto most : {0.75F, 1.6F, 2.6F, 4.0F, 6.0F}) {
        if (years > most) ++level;
    }
    return level;
}

TEST(ValueComparators, BirthsAreComparedByTheCalendar) {
    std::mt19937 random(7);
    std::uniform_int_distribution<Day> days(10'000, 10'000 + 3 * 366);
    for (int i = 0; i < 20'000; ++i) {
        const auto left = days(random);
        const auto right = days(random);
        const AskedBirth asked(birth(true, left));
        ASSERT_EQ(asked.level_with(birth(true, right)), plain_level_of_days(left, right));
        ASSERT_EQ(asked.level_with(birth(false, right)), plain_level_of_middles(left, right));
    }
}

TEST(ValueComparators, DistancesOfMiddlesEndWhereYearsDo) {
    const auto asked = birth(false, 5'000);
    for (Day distance = 0; distance < 4'000; ++distance) {
        const auto level = AskedBirth(asked).level_with(birth(false, 5'000 - distance));
        ASSERT_EQ(level, plain_level_of_middles(5'000, 5'000 - distance)) << distance;
    }
}

TEST(ValueComparators, BirthsWithoutADayAreMissing) {
    EXPECT_EQ(AskedBirth().level_with(birth(true, 1)), level_missing);
    EXPECT_EQ(AskedBirth(birth(true, 1)).level_with({}), level_missing);
}

TEST(ValueComparators, DayAndMonthMayBeSwappedOnlyWhereThatIsADate) {
    const auto third_of_may = parse_day("2015-05-03").value();
    const auto fifth_of_march = parse_day("2015-03-05").value();
    const auto day_25 = parse_day("2015-05-25").value();
    EXPECT_EQ(AskedBirth(birth(true, third_of_may)).level_with(birth(true, fifth_of_march)), 1);
    EXPECT_EQ(AskedBirth(birth(true, day_25)).level_with(birth(true, fifth_of_march)), 2);
}

TEST(ValueComparators, PlacesAreTheNearestPairHoweverOftenTheyAreAsked) {
    const auto places = Places::parse(
                            "location_code,parent_code\nA,\nA1,A\nA2,A\nA1x,A1\n"
                            "A1x1,A1x\nA1x2,A1x\nB,\n")
                            .value();
    const std::vector<std::uint32_t> asked{places.find("A1x1"), places.find("B")};
    AskedPlaces near(asked, places);
    const auto level = [&](std::initializer_list<std::string_view> codes) {
        std::vector<std::uint32_t> held;
        for (const auto code : codes) held.push_back(places.find(code));
        const std::vector<std::int8_t> levels{near.level_with(held), near.level_with(held)};
        EXPECT_THAT(levels, Each(levels.front()));
        return levels.front();
    };
    EXPECT_EQ(level({"A1x1"}), static_cast<std::int8_t>(Nearness::leaf));
    EXPECT_EQ(level({"A2", "A1x2"}), static_cast<std::int8_t>(Nearness::level2));
    EXPECT_EQ(level({"A2"}), static_cast<std::int8_t>(Nearness::level0));
    EXPECT_EQ(level({"nowhere"}), level_missing);
    EXPECT_EQ(level({"nowhere", "B"}), static_cast<std::int8_t>(Nearness::leaf));
    EXPECT_EQ(level({}), level_missing);
}

}  // namespace
}  // namespace amparo::matching
