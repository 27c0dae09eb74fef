#include "jobs/timing.hpp"

#include <gtest/gtest.h>

namespace amparo::jobs {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Instant at(const std::string& text) {
    return parse_instant(text).value();
}

TEST(Timing, ComesBackAfterAPause) {
    EXPECT_EQ(Timing::every(minutes(10)).next(at("2026-03-01T10:03:00Z"), "UTC"),
              at("2026-03-01T10:13:00Z"));
    EXPECT_EQ(Timing::every(minutes(10)).text(), "every 10 min");
}

TEST(Timing, ComesBackEachDayByTheClocksOfTheDeployment) {
    const auto early = Timing::daily(minutes(30));
    EXPECT_EQ(early.text(), "daily 00:30");
    EXPECT_EQ(early.next(at("2026-03-01T00:29:00Z"), "UTC"), at("2026-03-01T00:30:00Z"));
    EXPECT_EQ(early.next(at("2026-03-01T00:30:00Z"), "UTC"), at("2026-03-02T00:30:00Z"));
    EXPECT_EQ(early.next(at("2026-03-01T12:00:00Z"), "Africa/Nairobi"), at("2026-03-01T21:30:00Z"));
    EXPECT_EQ(early.next(at("2026-03-01T12:00:00Z"), "America/Bogota"), at("2026-03-02T05:30:00Z"));
}

TEST(Timing, HasEachDayOnceWhereClocksAreMoved) {
    const auto timing = Timing::daily(hours(2) + minutes(30));
    auto moment = at("2026-03-27T12:00:00Z");  // clocks in Madrid skip 02:30 on 29 March
    for (const auto* expected :
         {"2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"}) {
        moment = timing.next(moment, "Europe/Madrid");
        EXPECT_EQ(format_instant(moment), format_instant(at(expected)));
    }
    moment = at("2026-10-24T12:00:00Z");  // and show it twice on 25 October
    const auto first = timing.next(moment, "Europe/Madrid");
    EXPECT_EQ(local_time(first, "Europe/Madrid"), at("2026-10-25T02:30:00Z"));
    EXPECT_EQ(timing.next(first, "Europe/Madrid"), at("2026-10-26T01:30:00Z"));
}

TEST(TimeOfDay, IsReadAsClocksShowIt) {
    using std::chrono::minutes;
    EXPECT_EQ(time_of_day("00:00"), minutes(0));
    EXPECT_EQ(time_of_day("01:30"), minutes(90));
    EXPECT_EQ(time_of_day("23:59"), minutes(1439));
    for (const auto* text : {"", "1:30", "24:00", "12:60", "12.30", "ab:cd", "12:345", "-1:30"}) {
        EXPECT_EQ(time_of_day(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace amparo::jobs
