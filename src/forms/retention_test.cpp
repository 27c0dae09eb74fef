#include "forms/retention.hpp"

#include <gtest/gtest.h>

namespace amparo::forms {
namespace {

json::Object object_of(std::string_view text) {
    return json::parse(text).value().as_object();
}

std::string due(std::string_view settings, std::string_view data) {
    const auto day = RetentionRules::of(object_of(settings)).due_on(object_of(data));
    return day ? format_day(*day) : "never";
}

std::string after(std::string_view period, std::string_view day) {
    const auto parsed = Period::parse(period);
    return parsed ? format_day(parsed->after(*parse_day(day))) : "no period";
}

TEST(Period, CountsAsCalendarsDo) {
    EXPECT_EQ(after("P10Y", "2014-03-31"), "2024-03-31");
    EXPECT_EQ(after("P1Y6M", "2023-08-31"), "2025-02-28") << "a month that lacks the day";
    EXPECT_EQ(after("P1Y", "2024-02-29"), "2025-02-28");
    EXPECT_EQ(after("P90D", "2024-01-01"), "2024-03-31");
    EXPECT_EQ(after("P1M1D", "2024-01-31"), "2024-03-01");
}

TEST(Period, RefusesWhatIsNone) {
    for (const auto* text : {"", "P", "10Y", "P10", "PY", "P-1Y", "P1D1Y", "P1Y1Y", "P0D", "P1W",
                             "P201Y", "P999999999Y", "P99999999999Y", "P1Y ", "p1Y"}) {
        EXPECT_EQ(after(text, "2024-01-01"), "no period") << text;
    }
}

TEST(Retention, IsTenYearsAfterClosureUnlessSomethingElseIsSet) {
    constexpr auto closed = R"({"status":"closed","date_closure":"2014-05-02"})";
    EXPECT_EQ(due("{}", closed), "2024-05-02");
    EXPECT_EQ(due(R"({"retention_policies":null})", closed), "2024-05-02");
    EXPECT_EQ(due(R"({"retention_policies":[]})", closed), "never");
    EXPECT_EQ(due(R"({"retention_policies":[{"record_type":"case",
                      "after":{"event":"date_closure","period":"P3Y"}}]})",
                  closed),
              "2017-05-02");
}

TEST(Retention, TakesTheFirstPolicyThatFitsTheModule) {
    constexpr auto settings = R"({"retention_policies":[
        {"record_type":"case","module_id":"primeromodule-gbv",
         "after":{"event":"date_closure","period":"P1Y"}},
        {"record_type":"case","after":{"event":"date_closure","period":"P2Y"}}]})";
    EXPECT_EQ(due(settings, R"({"status":"closed","date_closure":"2020-01-01",
                                "module_id":"primeromodule-gbv"})"),
              "2021-01-01");
    EXPECT_EQ(due(settings, R"({"status":"closed","date_closure":"2020-01-01",
                                "module_id":"primeromodule-cp"})"),
              "2022-01-01");
}

TEST(Retention, WaitsForOpenAndHeldCasesAndForWhatSomebodyDecided) {
    EXPECT_EQ(due("{}", R"({"status":"open","date_closure":"2014-05-02"})"), "never");
    EXPECT_EQ(due("{}", R"({"status":"closed","date_closure":null})"), "never");
    const auto with = [](std::string_view more) {
        return due("{}",
                   R"({"status":"closed","date_closure":"2014-05-02",)" + std::string(more) + "}");
    };
    EXPECT_EQ(with(R"("legal_hold":true)"), "never");
    EXPECT_EQ(with(R"("legal_hold":"yes")"), "never");
    EXPECT_EQ(with(R"("legal_hold":false)"), "2024-05-02");
    EXPECT_EQ(with(R"("legal_hold":"no")"), "2024-05-02");
    EXPECT_EQ(with(R"("retention_keep_until":"2030-01-01")"), "2030-01-01");
    EXPECT_EQ(with(R"("retention_keep_until":"2016-01-01")"), "2024-05-02");
}

TEST(Retention, KnowsNoPoliciesThatWouldDeleteByThemselves) {
    const auto is_policy = [](std::string_view more) {
        const auto text = R"([{"record_type":"case","after":{"event":"date_closure",
                               "period":"P3Y"}})";
        auto setting = json::parse(std::string(text) + "]").value();
        for (const auto& [key, value] : object_of(more))
            setting.as_array().at(0).as_object()[key] = value;
        return RetentionRules::read(setting).has_value();
    };
    EXPECT_TRUE(is_policy(R"({"action":"review"})"));
    EXPECT_FALSE(is_policy(R"({"action":"remove"})"));
    EXPECT_FALSE(is_policy(R"({"action":"anonymise"})"));
    EXPECT_FALSE(is_policy(R"({"record_type":"incident"})"));
    EXPECT_FALSE(is_policy(R"({"after":{"event":"created_at","period":"P3Y"}})"));
    EXPECT_FALSE(is_policy(R"({"after":{"event":"date_closure","period":"3 years"}})"));
    EXPECT_FALSE(RetentionRules::read(json::Value("P3Y")).has_value());
}

}  // namespace
}  // namespace amparo::forms
