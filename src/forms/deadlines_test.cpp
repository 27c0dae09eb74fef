#include "forms/deadlines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"
#include "forms/timeframe.hpp"

namespace amparo::forms {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::optional<Deadline> read(std::string_view text) {
    return Deadline::read(json::parse_object(text).value());
}

std::string due(std::string_view offset, std::string_view start, const std::string& zone = "UTC") {
    const Deadline deadline{.target = "a", .start = "b", .offset = std::string(offset)};
    const auto day = deadline.due_after(start, zone);
    return day ? format_day(*day) : "";
}

TEST(Timeframe, AddsHoursDaysWeeksAndMonths) {
    const auto later = [](std::string_view timeframe) {
        const auto moment = add_timeframe(parse_instant("2024-01-31T22:00:00Z").value(), timeframe);
        return moment ? format_instant(*moment) : "";
    };
    EXPECT_EQ(later("3_hours"), "2024-02-01T01:00:00.000Z");
    EXPECT_EQ(later("1_day"), "2024-02-01T22:00:00.000Z");
    EXPECT_EQ(later("2_weeks"), "2024-02-14T22:00:00.000Z");
    EXPECT_EQ(later("1_month"), "2024-02-29T22:00:00.000Z");
    for (const auto* text :
         {"", "3", "days", "_days", "-1_days", "3_years", "10001_days", "3 days"})
        EXPECT_EQ(later(text), "") << text;
}

TEST(Deadlines, CountFromADayOrTheDayOfAMoment) {
    EXPECT_EQ(due("7_days", "2024-06-15"), "2024-06-22");
    EXPECT_EQ(due("1_month", "2024-01-31"), "2024-02-29");
    EXPECT_EQ(due("1_day", "2024-06-15T22:30:00.000Z"), "2024-06-16");
    EXPECT_EQ(due("1_day", "2024-06-15T22:30:00.000Z", "Africa/Nairobi"), "2024-06-17");
    EXPECT_EQ(due("1_day", "soon"), "");
    EXPECT_EQ(due("1_day", ""), "");
}

TEST(Deadlines, KnowWhatMeetsThem) {
    EXPECT_EQ(read(R"({"target_field": "assessment_due_date", "start_field": "registration_date",
                       "offset": "1_day"})")
                  ->done,
              "assessment_requested_on");
    EXPECT_EQ(read(R"({"target_field": "a", "start_field": "b", "offset": "1_day",
                       "done_field": "c"})")
                  ->done,
              "c");
    EXPECT_EQ(read(R"({"subform": "s", "target_field": "a", "start_field": "b",
                       "offset": "1_day"})")
                  ->done,
              "b");
}

TEST(Deadlines, AreReadWholeOrNotAtAll) {
    for (const auto* text :
         {"{}", R"({"target_field": "a", "start_field": "b"})",
          R"({"target_field": "a", "offset": "1_day"})",
          R"({"start_field": "b", "offset": "1_day"})",
          R"({"target_field": "a", "start_field": "a", "offset": "1_day"})",
          R"({"target_field": "a", "start_field": "b", "offset": "soon"})",
          R"({"target_field": "a", "start_field": "b", "offset": "1_day", "filter": {"nope": 1}})"})
        EXPECT_FALSE(read(text)) << text;
}

TEST(Deadlines, AreForTheCasesTheirFilterSays) {
    const auto deadline = read(R"({"target_field": "a", "start_field": "b", "offset": "1_day",
                                   "filter": {"eq": {"risk_level": "high"}}})");
    ASSERT_TRUE(deadline.has_value());
    EXPECT_TRUE(deadline->applies(json::Object{{"risk_level", "high"}}, {}));
    EXPECT_FALSE(deadline->applies(json::Object{{"risk_level", "low"}}, {}));
    EXPECT_FALSE(deadline->applies({}, {}));
}

TEST(Deadlines, AConfigurationThatCannotBeReadIsRefused) {
    const auto problems = [](std::string_view deadlines) {
        auto source = small_source();
        source.modules.front()["module_options"] =
            json::Object{{"deadlines", json::parse(deadlines).value()}};
        return problems_of(std::move(source));
    };
    EXPECT_THAT(problems(R"([{"id": "a", "target_field": "a", "start_field": "b",
                              "offset": "1_day"}])"),
                ::testing::ElementsAre("loaded"));
    for (const auto* text : {"7", R"([7])", R"([{"id": "a"}])",
                             R"([{"target_field": "a", "start_field": "b", "offset": "1_day"}])"})
        EXPECT_THAT(problems(text), Contains(HasSubstr("errors.configuration.deadlines"))) << text;
}

}  // namespace
}  // namespace amparo::forms
