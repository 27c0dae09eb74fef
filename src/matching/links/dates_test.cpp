#include "matching/links/dates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amparo::matching::links {
namespace {

std::string read(std::string_view value, DayPlace place = DayPlace::first) {
    const auto date = read_date(value, place);
    return date ? std::string(date->text()) : "none";
}

DateLikeness between(const char* a, const char* b) {
    const auto first = read_date(a, DayPlace::first);
    const auto second = read_date(b, DayPlace::first);
    const auto found = likeness(*first, *second);
    EXPECT_EQ(found, likeness(*second, *first)) << a << " " << b;
    return found;
}

TEST(WrittenDates, AreReadInTheUsualForms) {
    EXPECT_EQ(read("20120417"), "20120417");
    EXPECT_EQ(read("2012-04-17"), "20120417");
    EXPECT_EQ(read("2012-4-7"), "20120407");
    EXPECT_EQ(read("2012/04"), "201204??");
    EXPECT_EQ(read("2012"), "2012????");
    EXPECT_EQ(read("17.04.2012"), "20120417");
    EXPECT_EQ(read("04/17/2012", DayPlace::second), "20120417");
    EXPECT_EQ(read("2012-04-17T10:30:00Z"), "20120417");
}

TEST(WrittenDates, KeepDigitsThatAreNoDate) {
    EXPECT_EQ(read("1856-86-18"), "18568618");
    EXPECT_EQ(read("9999-99-99"), "99999999");
}

TEST(WrittenDates, AreMissingWithoutAYear) {
    for (const auto* value : {"", "unknown", "17/04", "12-13-14", "-", "123456789012"}) {
        EXPECT_EQ(read(value), "none") << value;
    }
}

TEST(WrittenDates, KnowWhetherOnlyTheYearIsCertain) {
    EXPECT_TRUE(read_date("1950-01-01", DayPlace::first)->is_year_only());
    EXPECT_TRUE(read_date("1950", DayPlace::first)->is_year_only());
    EXPECT_TRUE(read_date("1950-00-00", DayPlace::first)->is_year_only());
    EXPECT_FALSE(read_date("1950-01-02", DayPlace::first)->is_year_only());
}

TEST(DayPlace, IsFoundByNumbersAboveTwelve) {
    EXPECT_EQ(find_day_place({"05/06/2012", "17/04/2012"}), DayPlace::first);
    EXPECT_EQ(find_day_place({"05/06/2012", "04/17/2012"}), DayPlace::second);
    EXPECT_EQ(find_day_place({"2012-04-17", ""}), DayPlace::first);
}

TEST(DateLikeness, DistinguishesHowDatesGoWrong) {
    EXPECT_EQ(between("2012-04-17", "20120417"), DateLikeness::same_day);
    EXPECT_EQ(between("2012-01-01", "2012-01-01"), DateLikeness::same_year_only);
    EXPECT_EQ(between("2012-04-07", "2012-07-04"), DateLikeness::year_and_swap);
    EXPECT_EQ(between("2012-04-17", "2012-04-19"), DateLikeness::year_and_typo);
    EXPECT_EQ(between("2012-04-17", "2012-04-28"), DateLikeness::year_and_part);
    EXPECT_EQ(between("2012-04-17", "2012"), DateLikeness::year_and_unknown);
    EXPECT_EQ(between("2012-04-17", "2012-09-26"), DateLikeness::year_alone);
    EXPECT_EQ(between("2012-04-17", "2013-04-17"), DateLikeness::typo_and_rest);
    EXPECT_EQ(between("2012-01-01", "2013-01-01"), DateLikeness::typo_and_unknown);
    EXPECT_EQ(between("2012-04-17", "2021-04-17"), DateLikeness::typo_and_rest);
    EXPECT_EQ(between("2012-04-17", "2013-04-18"), DateLikeness::typo_and_like);
    EXPECT_EQ(between("2012-04-17", "2013-09-26"), DateLikeness::next_years);
    EXPECT_EQ(between("2012-04-17", "1998-04-17"), DateLikeness::rest_alone);
    EXPECT_EQ(between("2012-04-17", "1998-09-26"), DateLikeness::unlike);
}

}  // namespace
}  // namespace amparo::matching::links
