#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/derived/values.hpp"
#include "records/module_options_test_support.hpp"
#include "records/records_test_support.hpp"
#include "records/tasks.hpp"

namespace amparo::records {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view rhythm = R"({"deadlines": [
    {"id": "high", "subform": "followup_subform_section", "target_field": "followup_needed_by_date",
     "start_field": "followup_date", "offset": "7_days",
     "filter": {"eq": {"risk_level": "high"}}, "copied_fields": ["followup_type"]},
    {"id": "medium", "subform": "followup_subform_section",
     "target_field": "followup_needed_by_date", "start_field": "followup_date",
     "offset": "14_days", "filter": {"eq": {"risk_level": "medium"}}}]})";

class Deadlines : public ::testing::Test {
  protected:
    Deadlines() { set_options(rhythm); }

    void set_options(std::string_view options) { set_module_options(world, options); }
    void save(const RecordId& id, std::string_view data, std::string action = "") {
        const auto user = action.empty() ? "worker_a" : "manager_a";
        ASSERT_TRUE(world.update(user, id, object_of(data), std::move(action)).has_value());
    }
    /// "needed by/done/type" of each follow-up.
    std::vector<std::string> follow_ups(const RecordId& id) {
        const auto data = world.stored(id).data;
        std::vector<std::string> lines;
        for (const auto* row : derived::rows(data, "followup_subform_section"))
            lines.push_back(json::string_or(*row, "followup_needed_by_date") + "/" +
                            json::string_or(*row, "followup_date") + "/" +
                            json::string_or(*row, "followup_type"));
        return lines;
    }
    std::string row_id(const RecordId& id, std::size_t number) {
        const auto data = world.stored(id).data;
        return json::string_or(*derived::rows(data, "followup_subform_section").at(number),
                               "unique_id");
    }
    std::string text(const RecordId& id, std::string_view key) {
        return json::string_or(world.stored(id).data, key);
    }
    RecordId followed_case(const std::string& risk) {
        auto data = object_of(R"({"name_first": "Ada", "followup_subform_section": [
            {"followup_type": "in_care", "followup_date": "2024-06-10"}]})");
        data["risk_level"] = risk;
        return world.create_case("worker_a", data).id;
    }

    RecordsWorld world;
};

TEST_F(Deadlines, TheNextFollowUpIsPlannedWhenTheLastIsDone) {
    const auto id = followed_case("high");
    EXPECT_THAT(follow_ups(id), ElementsAre("/2024-06-10/in_care", "2024-06-17//in_care"));
    EXPECT_EQ(text(id, "followup_status"), "follow_ups_planned");
    const auto data = world.stored(id).data;
    const auto& line = data.at("deadline_log").get_array().back().get_object();
    EXPECT_TRUE(line.at("auto").get_bool());
    EXPECT_EQ(json::string_or(line, "id"), "high");
    EXPECT_EQ(json::string_or(line, "entry"), row_id(id, 1));
    EXPECT_EQ(json::string_or(line, "start_entry"), row_id(id, 0));
    EXPECT_EQ(json::write(data.at("followup_due_dates")), R"(["2024-06-17"])");

    save(id, R"({"followup_subform_section": [{"unique_id": ")" + row_id(id, 1) +
                 R"(", "followup_date": "2024-06-15"}]})");
    EXPECT_THAT(follow_ups(id), ElementsAre("/2024-06-10/in_care", "2024-06-17/2024-06-15/in_care",
                                            "2024-06-22//in_care"));
}

TEST_F(Deadlines, NothingIsPlannedTwiceOrAgainstThePeople) {
    const auto planned = world
                             .create_case("worker_a", object_of(R"({"name_first": "Ada",
        "risk_level": "high", "followup_subform_section": [
        {"followup_date": "2024-06-10"}, {"followup_needed_by_date": "2024-07-30"}]})"))
                             .id;
    EXPECT_THAT(follow_ups(planned), ElementsAre("/2024-06-10/", "2024-07-30//"));

    const auto removed = followed_case("high");
    save(removed, R"({"followup_subform_section": [{"unique_id": ")" + row_id(removed, 1) +
                      R"(", "_destroy": true}]})");
    save(removed, R"({"name_last": "Bell"})");
    EXPECT_THAT(follow_ups(removed), ElementsAre("/2024-06-10/in_care"));
}

TEST_F(Deadlines, WhatWasDoneBeforeTheRuleWasThereIsLeftAlone) {
    set_options(R"({"deadlines": []})");
    const auto id = followed_case("high");
    set_options(rhythm);
    save(id, R"({"name_last": "Bell"})");
    EXPECT_THAT(follow_ups(id), ElementsAre("/2024-06-10/in_care"));
    save(id, R"({"followup_subform_section": [{"followup_date": "2024-06-14"}]})");
    EXPECT_THAT(follow_ups(id), ElementsAre("/2024-06-10/in_care", "/2024-06-14/", "2024-06-21//"));
}

TEST_F(Deadlines, ChildrenOfARiskWithoutRuleOrClosedCasesAreNotPlannedFor) {
    EXPECT_THAT(follow_ups(followed_case("low")), ElementsAre("/2024-06-10/in_care"));
    const auto closed = world
                            .create_case("worker_a", object_of(R"({"name_first": "Ada",
        "risk_level": "high"})"))
                            .id;
    save(closed, R"({"status": "closed"})", "close");
    save(closed, R"({"followup_subform_section": [{"followup_date": "2024-06-10"}]})");
    EXPECT_THAT(follow_ups(closed), ElementsAre("/2024-06-10/"));
}

TEST_F(Deadlines, AnotherRiskMovesWhatWasPlannedByTheRuleAndIsStillToBeDone) {
    const auto id = followed_case("high");
    save(id, R"({"risk_level": "medium"})");
    EXPECT_THAT(follow_ups(id), ElementsAre("/2024-06-10/in_care", "2024-06-24//in_care"));
    // A date that somebody chose stays.
    save(id, R"({"followup_subform_section": [{"unique_id": ")" + row_id(id, 1) +
                 R"(", "followup_needed_by_date": "2024-07-01"}]})");
    save(id, R"({"risk_level": "high"})");
    EXPECT_THAT(follow_ups(id), ElementsAre("/2024-06-10/in_care", "2024-07-01//in_care"));
    // One without a rule for the risk stays, too.
    const auto other = followed_case("high");
    save(other, R"({"risk_level": "low"})");
    EXPECT_THAT(follow_ups(other), ElementsAre("/2024-06-10/in_care", "2024-06-17//in_care"));
}

TEST_F(Deadlines, ARiskThatChangesWhenTheWorkIsDoneMovesNothing) {
    set_options(R"({"deadlines": [
        {"id": "high", "target_field": "assessment_due_date", "start_field": "registration_date",
         "filter": {"eq": {"risk_level": "high"}}, "offset": "1_day"},
        {"id": "any", "target_field": "assessment_due_date", "start_field": "registration_date",
         "offset": "7_days"}]})");
    const auto id = world.create_case("worker_a", object_of(R"({"name_first": "Ada"})")).id;
    EXPECT_EQ(text(id, "assessment_due_date"), "2024-06-22");
    save(id, R"({"assessment_requested_on": "2024-06-15"})");
    save(id, R"({"risk_level": "high"})");
    EXPECT_EQ(text(id, "assessment_due_date"), "2024-06-22");
}

TEST_F(Deadlines, ADateThatWasTakenOutIsNotPutBack) {
    set_options(R"({"deadlines": [
        {"id": "plan", "target_field": "case_plan_due_date",
         "start_field": "assessment_requested_on", "offset": "14_days"}]})");
    const auto id = world
                        .create_case("worker_a", object_of(R"({"name_first": "Ada",
        "assessment_requested_on": "2024-06-10"})"))
                        .id;
    EXPECT_EQ(text(id, "case_plan_due_date"), "2024-06-24");
    save(id, R"({"case_plan_due_date": null})");
    save(id, R"({"name_last": "Bell"})");
    EXPECT_EQ(text(id, "case_plan_due_date"), "");
    save(id, R"({"assessment_requested_on": "2024-06-12"})");
    EXPECT_EQ(text(id, "case_plan_due_date"), "2024-06-26");
}

// dash_quality: the last follow-up is older than the rhythm of the case (case-management.md §8.3).
TEST_F(Deadlines, SayByWhenAChildShouldHaveBeenSeenAgain) {
    const auto rules = TaskRules::of(*world.definitions());
    const auto expected = [&](const RecordId& id) {
        const auto day = rules.follow_up_expected(world.stored(id).data, world.clock.now());
        return day ? format_day(*day) : "";
    };
    const auto id = followed_case("high");
    EXPECT_EQ(expected(id), "2024-06-17");
    save(id, R"({"risk_level": "low"})");
    EXPECT_EQ(expected(id), "2024-07-10") << "thirty days, unless a rule says else";
    save(id, R"({"risk_level": "high", "date_case_plan": "2024-06-12"})");
    EXPECT_EQ(expected(id), "2024-06-19") << "from the plan, when that came later";
    EXPECT_EQ(expected(world.create_case("worker_a", object_of(R"({"age": 9})")).id), "");
}

}  // namespace
}  // namespace amparo::records
