// What the server plans by itself, and case conferences with the reviews that they fix, through
// the wire (case-management.md §§6.2, 7, 9, 10).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "casework/deadline_tick.hpp"
#include "cli/deployment.hpp"
#include "jobs/retention_review.hpp"
#include "store/documents.hpp"
#include "store/schedules.hpp"
#include "tests/support/stored_records.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view part_1 = "5f0c6f0e-8f43-4b8e-9a36-000000000001";
constexpr std::string_view part_2 = "5f0c6f0e-8f43-4b8e-9a36-000000000002";
constexpr std::string_view meeting = "5f0c6f0e-8f43-4b8e-9a36-00000000000a";
constexpr std::string_view plan_key = "cp_case_plan_subform_case_plan_interventions";
constexpr std::string_view conferences_key = "case_conferences_section";

std::string path_of(const std::string& id) {
    return "/api/v2/cases/" + id;
}

std::string today_plus(World& world, int days) {
    const auto today = std::chrono::floor<std::chrono::days>(world.deployment().clock().now());
    return format_day(today + std::chrono::days(days));
}

Reply change(World& world, const std::string& user, const std::string& id, json::Object data) {
    return world.as(user).patch(path_of(id), json::write(json::Object{{"data", std::move(data)}}));
}

json::Object meeting_about(std::string_view part, json::Object more = {}) {
    more["unique_id"] = meeting;
    more["conference_plan_entries"] = json::Array{json::Value(part)};
    return json::Object{{conferences_key, json::Array{std::move(more)}}};
}

std::string planned_case(World& world, const std::string& user = "worker_a") {
    return world.create_case(
        user, {{"name_first", "Ada"},
               {"age", 9},
               {plan_key, json::Array{{{"unique_id", part_1},
                                       {"intervention_service_to_be_provided", "School fees"}}}}});
}

/// "type detail" of the tasks of somebody.
std::vector<std::string> tasks(World& world, const std::string& user) {
    std::vector<std::string> texts;
    for (const auto& row : world.as(user).get("/api/v2/tasks").rows()) {
        const auto& task = row.as_object();
        texts.push_back(json::string_or(task, "type") + " " +
                        json::string_or(task, "due_date_iso") + " " +
                        json::string_or(task, "unique_id"));
    }
    return texts;
}

/// Changes a document of the configuration, as an administrator would.
void configure(World& world, const std::string& kind, const std::string& key,
               const std::function<void(json::Object&)>& edit) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) {
        auto data = (*store::find_document(transaction, kind, key))->data;
        edit(data);
        return store::put_document(transaction, {.kind = kind,
                                                 .key = key,
                                                 .data = std::move(data),
                                                 .actor = "test",
                                                 .at = database.clock().now()});
    }));
}

/// Whether something becomes true within ten seconds.
bool soon(const std::function<bool()>& is_so) {
    for (int times = 0; times < 200; ++times) {
        if (is_so()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

TEST(CaseConferences, NamePartsOfThePlanThatExist) {
    World world;
    const auto id = planned_case(world);
    const auto reply = change(world, "worker_a", id, meeting_about(part_1));
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto stored = world.as("worker_a").get(path_of(id)).object();
    const auto& row = stored.at(conferences_key).as_array().at(0).as_object();
    EXPECT_EQ(json::write(row.at("conference_plan_entries")),
              json::write(json::Array{json::Value(part_1)}));

    // A part may come with the meeting that decides on it.
    auto both = meeting_about(part_2);
    both[plan_key] = json::Array{
        {{"unique_id", part_2}, {"intervention_service_to_be_provided", "Counselling"}}};
    EXPECT_EQ(change(world, "worker_a", id, std::move(both)).status, 200);
}

TEST(CaseConferences, RefuseAPartThatThePlanDoesNotHave) {
    World world;
    const auto id = planned_case(world);
    const auto other = world.create_case("worker_a", {{"name_first", "Eda"}});
    const auto refused = change(world, "worker_a", id, meeting_about(part_2));
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("/case_conferences_section/0/conference_plan_entries"));
    EXPECT_EQ(change(world, "worker_a", other, meeting_about(part_1)).status, 422)
        << "a part of another child's plan";
    auto removed = meeting_about(part_1);
    removed[plan_key] = json::Array{{{"unique_id", part_1}, {"_destroy", true}}};
    EXPECT_EQ(change(world, "worker_a", id, std::move(removed)).status, 422)
        << "a part that the same save takes out";
    const auto stored = world.as("worker_a").get(path_of(id)).object();
    EXPECT_EQ(stored.at(plan_key).as_array().size(), 1U) << "nothing of it was stored";
}

TEST(CaseConferences, KeepWhatTheyWereAboutWhenThePlanChanges) {
    World world;
    const auto id = planned_case(world);
    ASSERT_EQ(change(world, "worker_a", id, meeting_about(part_1)).status, 200);
    ASSERT_EQ(change(world, "worker_a", id,
                     {{plan_key, json::Array{{{"unique_id", part_1}, {"_destroy", true}}}}})
                  .status,
              200);
    const auto again =
        change(world, "worker_a", id, meeting_about(part_1, {{"conference_decisions", "Go on."}}));
    EXPECT_EQ(again.status, 200) << again.body;
}

TEST(CaseConferences, AreInTheHistoryAndForThoseWhoSeeTheForm) {
    World world;
    const auto id = planned_case(world);
    ASSERT_EQ(change(world, "worker_a", id, meeting_about(part_1)).status, 200);
    EXPECT_THAT(world.as("supervisor").get(path_of(id) + "/record_history").body,
                HasSubstr("case_conferences_section"));
    EXPECT_EQ(change(world, "worker_b", id, meeting_about(part_1)).status, 403);
    EXPECT_EQ(world.anonymous().get(path_of(id)).status, 401);
}

TEST(CaseConferences, FixTheReviewOfThePlanUntilItTookPlace) {
    World world;
    const auto id = planned_case(world);
    const auto due = today_plus(world, 10);
    ASSERT_EQ(change(world, "worker_a", id,
                     meeting_about(part_1, {{"conference_date", today_plus(world, -1)},
                                            {"conference_review_date", due}}))
                  .status,
              200);
    EXPECT_THAT(tasks(world, "worker_a"),
                ElementsAre("review " + due + " " + std::string(meeting)));
    const auto task = world.as("worker_a").get("/api/v2/tasks").rows().at(0).as_object();
    EXPECT_EQ(json::string_or(task, "completion_field"), "conference_reviewed_on");
    EXPECT_THAT(tasks(world, "worker_b"), IsEmpty());
    ASSERT_EQ(change(world, "worker_a", id,
                     meeting_about(part_1, {{"conference_reviewed_on", today_plus(world, 0)}}))
                  .status,
              200);
    EXPECT_THAT(tasks(world, "worker_a"), IsEmpty());
}

TEST(CaseConferences, ALaterMeetingEndsTheReviewOfTheOneBefore) {
    World world;
    const auto id = planned_case(world);
    ASSERT_EQ(change(world, "worker_a", id,
                     meeting_about(part_1, {{"conference_date", today_plus(world, -9)},
                                            {"conference_review_date", today_plus(world, -2)}}))
                  .status,
              200);
    EXPECT_EQ(tasks(world, "worker_a").size(), 1U);
    ASSERT_EQ(change(world, "worker_a", id,
                     {{conferences_key, json::Array{{{"conference_date", today_plus(world, -1)}}}}})
                  .status,
              200);
    EXPECT_THAT(tasks(world, "worker_a"), IsEmpty());
}

WorldOptions with_rhythm() {
    return {.module_options = {{"deadlines", json::parse(R"([
        {"id": "follow_up_high", "subform": "followup_subform_section",
         "target_field": "followup_needed_by_date", "start_field": "followup_date",
         "filter": {"eq": {"risk_level": "high"}}, "offset": "7_days",
         "copied_fields": ["followup_type"]},
        {"id": "follow_up", "subform": "followup_subform_section",
         "target_field": "followup_needed_by_date", "start_field": "followup_date",
         "offset": "1_month"}])")
                                                 .value()}}};
}

/// "needed by/done" of each follow-up.
std::vector<std::string> follow_ups(World& world, const std::string& id) {
    std::vector<std::string> texts;
    const auto data = world.as("worker_a").get(path_of(id)).object();
    for (const auto& row : data.at("followup_subform_section").as_array())
        texts.push_back(json::string_or(row.as_object(), "followup_needed_by_date") + "/" +
                        json::string_or(row.as_object(), "followup_date"));
    return texts;
}

TEST(FollowUpRhythm, PlansTheNextOneByRiskAndMovesItWithTheRisk) {
    World world{with_rhythm()};
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}, {"risk_level", "high"}});
    const auto seen = today_plus(world, -2);
    const json::Object done{{"followup_subform_section", json::Array{{{"followup_date", seen}}}}};
    EXPECT_EQ(change(world, "worker_b", id, done).status, 403);
    ASSERT_EQ(change(world, "worker_a", id, done).status, 200);
    EXPECT_THAT(follow_ups(world, id), ElementsAre("/" + seen, today_plus(world, 5) + "/"));
    EXPECT_THAT(tasks(world, "worker_a"),
                ElementsAre(HasSubstr("follow_up " + today_plus(world, 5))));
    ASSERT_EQ(change(world, "worker_a", id, {{"risk_level", "medium"}}).status, 200);
    EXPECT_THAT(tasks(world, "worker_a"), ElementsAre(HasSubstr("follow_up ")));
    EXPECT_THAT(follow_ups(world, id), Not(Contains(today_plus(world, 5) + "/")));
}

TEST(FollowUpRhythm, IsWhatTheDashboardOfQualityMeasuresBy) {
    World world{with_rhythm()};
    const auto late = [&] {
        const auto answer =
            world.as("supervisor").get("/api/v2/dashboards?names[0]=dash_quality").rows();
        const auto& indicators = answer.at(0).as_object().at("indicators").as_object();
        return indicators.at("quality_follow_up_late").as_object().at("count");
    };
    const auto id = world.create_case(
        "worker_a",
        {{"name_first", "Ada"},
         {"risk_level", "high"},
         {"followup_subform_section", json::Array{{{"followup_date", today_plus(world, -10)}}}}});
    EXPECT_EQ(late(), 1);
    ASSERT_EQ(change(world, "worker_a", id, {{"risk_level", "low"}}).status, 200);
    EXPECT_EQ(late(), 0);
}

TEST(Configuration, OfAChecklistAndOfRetentionCountsWithoutARestart) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}});
    const auto lacking = [&] {
        return world.as("worker_a").get("/api/v2/checklists").object().at("cases");
    };
    EXPECT_EQ(lacking(), 0);
    configure(world, "module", "primeromodule-cp", [](json::Object& data) {
        data["module_options"].as_object()["step_checklist"] =
            json::parse(R"([{"step": "new", "fields": ["age"]}])").value();
    });
    EXPECT_TRUE(soon([&] { return lacking() == 1; }));
}

class Overdue : public ::testing::Test {
  protected:
    World world;

    void tick() {
        world.run_jobs();
        ASSERT_TRUE(world.deployment().database().write([](store::Transaction& transaction) {
            return store::hasten_schedule(transaction, std::string(casework::deadline_tick_job));
        }));
        ASSERT_GE(world.run_jobs(), 1U);
    }
    std::vector<std::string> alerts(const std::string& id) {
        std::vector<std::string> texts;
        for (const auto& row : world.as("worker_a").get(path_of(id) + "/alerts").rows()) {
            texts.push_back(json::string_or(row.as_object(), "type") + " " +
                            json::string_or(row.as_object(), "form_unique_id"));
        }
        return texts;
    }
};

TEST_F(Overdue, WorkIsMarkedForItsOwnerUntilItIsDone) {
    const auto id = world.create_case(
        "worker_a", {{"name_first", "Ada"}, {"assessment_due_date", today_plus(world, -1)}});
    const auto later = world.create_case(
        "worker_a", {{"name_first", "Eda"}, {"assessment_due_date", today_plus(world, 1)}});
    const auto before = world.as("worker_a").get(path_of(id)).object();
    tick();
    EXPECT_THAT(alerts(id), ElementsAre("deadline assessment"));
    EXPECT_THAT(alerts(later), IsEmpty());
    tick();
    EXPECT_THAT(alerts(id), ElementsAre("deadline assessment")) << "once";
    const auto marked = world.as("worker_a").get(path_of(id)).object();
    EXPECT_EQ(marked.at("last_updated_at"), before.at("last_updated_at")) << "nobody edited it";
    ASSERT_EQ(
        change(world, "worker_a", id, {{"assessment_requested_on", today_plus(world, 0)}}).status,
        200);
    EXPECT_THAT(alerts(id), IsEmpty());
}

TEST(RetentionPolicies, ThatAreNewAreToldOfThoughTheCasesFellDueLongAgo) {
    World world;
    const auto told = [&] {
        std::vector<std::int64_t> counts;
        for (const auto& row : world.as("administrator").get("/api/v2/notifications").rows()) {
            const auto& news = row.as_object();
            if (json::string_or(news, "event") == "retention_due")
                counts.push_back(news.at("details").at("count").to_number<std::int64_t>());
        }
        return counts;
    };
    const auto review = [&] {
        world.run_jobs();
        ASSERT_TRUE(world.deployment().database().write([](store::Transaction& transaction) {
            return store::hasten_schedule(transaction, std::string(jobs::retention_job));
        }));
        ASSERT_GE(world.run_jobs(), 1U);
    };
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}});
    overwrite(world, id, {{"status", "closed"}, {"date_closure", today_plus(world, -4 * 365)}});
    review();
    EXPECT_THAT(told(), IsEmpty()) << "ten years";
    configure(world, "system_settings", "default", [](json::Object& data) {
        data["retention_policies"] = json::parse(R"([{"record_type": "case", "action": "review",
                             "after": {"event": "date_closure", "period": "P3Y"}}])")
                                         .value();
    });
    const auto due = "/api/v2/cases?retention_due_on=1900-01-01.." + today_plus(world, 0);
    EXPECT_TRUE(soon([&] { return world.as("administrator").get(due).total() == 1; }));
    review();
    EXPECT_THAT(told(), ElementsAre(1));
    review();
    EXPECT_THAT(told(), ElementsAre(1)) << "told once";
}

}  // namespace
}  // namespace amparo::testing
