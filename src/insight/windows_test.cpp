#include "insight/windows.hpp"

#include <gtest/gtest.h>

namespace amparo::insight {
namespace {

Windows at(std::string_view moment, const std::string& zone = "UTC") {
    return {parse_instant(moment).value(), zone};
}

// 2024-06-15 is a Saturday, 2024-06-16 a Sunday, 2024-06-17 a Monday.
TEST(TimeWindows, WeeksGoFromMondayToSunday) {
    EXPECT_EQ(at("2024-06-16T23:00:00Z").this_week(Dates::days), "2024-06-10..2024-06-16");
    EXPECT_EQ(at("2024-06-17T00:00:00Z").this_week(Dates::days), "2024-06-17..2024-06-23");
    EXPECT_EQ(at("2024-06-17T00:00:00Z").last_week(Dates::moments),
              "2024-06-10T00:00:00.000Z..2024-06-16T23:59:59.999Z");
}

TEST(TimeWindows, BeginInTheZoneOfTheDeployment) {
    // Sunday noon in UTC is Monday in Auckland, twelve hours ahead.
    const auto auckland = at("2024-06-16T12:30:00Z", "Pacific/Auckland");
    EXPECT_EQ(auckland.this_week(Dates::days), "2024-06-17..2024-06-23");
    EXPECT_EQ(auckland.this_week(Dates::moments),
              "2024-06-16T12:00:00.000Z..2024-06-23T11:59:59.999Z");
    EXPECT_EQ(auckland.past(Dates::days), "1970-01-01..2024-06-16");
}

TEST(TimeWindows, KeepTheirLengthInHoursWhereClocksChange) {
    // Clocks went forward on Sunday, 31 March 2024: that week had an hour less.
    EXPECT_EQ(at("2024-03-28T12:00:00Z", "Europe/Paris").this_week(Dates::moments),
              "2024-03-24T23:00:00.000Z..2024-03-31T21:59:59.999Z");
}

TEST(TimeWindows, WhatIsDueTodayIsNotPast) {
    EXPECT_EQ(at("2024-06-15T12:00:00Z").past(Dates::days), "1970-01-01..2024-06-14");
    EXPECT_EQ(at("2024-06-15T12:00:00Z").past(Dates::moments),
              "1970-01-01T00:00:00.000Z..2024-06-15T11:59:59.999Z");
}

TEST(TimeWindows, SpansFollowOneAnotherWithoutGapOrOverlap) {
    const auto now = at("2024-06-15T12:00:00Z");
    EXPECT_EQ(now.between_days_ago(3, 0, Dates::moments),
              "2024-06-12T12:00:00.001Z..2024-06-15T12:00:00.000Z");
    EXPECT_EQ(now.between_days_ago(7, 3, Dates::moments),
              "2024-06-08T12:00:00.001Z..2024-06-12T12:00:00.000Z");
    EXPECT_EQ(now.until_days_ago(7, Dates::moments),
              "1970-01-01T00:00:00.000Z..2024-06-08T12:00:00.000Z");
    EXPECT_EQ(now.between_days_ago(2, 0, Dates::days), "2024-06-13..2024-06-15");
    EXPECT_EQ(now.between_days_ago(7, 3, Dates::days), "2024-06-08..2024-06-12");
    EXPECT_EQ(now.until_days_ago(8, Dates::days), "1970-01-01..2024-06-07");
}

TEST(TimeWindows, AreTheSameThroughoutAMinuteAndHoldWhatHappenedInIt) {
    const auto early = at("2024-06-15T12:00:01Z");
    const auto late = at("2024-06-15T12:00:59.999Z");
    for (const auto& now : {early, late}) {
        EXPECT_EQ(now.last_days(1, Dates::moments),
                  "2024-06-14T12:00:00.000Z..2024-06-15T12:01:00.000Z");
        EXPECT_EQ(now.between_days_ago(3, 0, Dates::moments),
                  "2024-06-12T12:00:00.001Z..2024-06-15T12:01:00.000Z");
        EXPECT_EQ(now.past(Dates::moments), "1970-01-01T00:00:00.000Z..2024-06-15T11:59:59.999Z");
        EXPECT_EQ(now.next_hours(1), "2024-06-15T12:00:00.000Z..2024-06-15T13:00:00.000Z");
    }
}

TEST(TimeWindows, ReachBackAndAhead) {
    const auto now = at("2024-06-15T12:00:00Z");
    EXPECT_EQ(now.last_days(10, Dates::moments),
              "2024-06-05T12:00:00.000Z..2024-06-15T12:00:00.000Z");
    EXPECT_EQ(now.last_days(10, Dates::days), "2024-06-05..2024-06-15");
    EXPECT_EQ(now.next_hours(24), "2024-06-15T12:00:00.000Z..2024-06-16T12:00:00.000Z");
    EXPECT_EQ(now.until_hours_ago(3), "1970-01-01T00:00:00.000Z..2024-06-15T09:00:00.000Z");
}

}  // namespace
}  // namespace amparo::insight
