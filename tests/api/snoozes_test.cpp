// Tasks and alerts that people put off until a day (web-app.md §§8.3, 17).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "base/text.hpp"
#include "cli/deployment.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string day_from_now(World& world, int days) {
    const auto today = std::chrono::floor<std::chrono::days>(world.deployment().clock().now());
    return format_day(today + std::chrono::days(days));
}

std::string until(const std::string& day) {
    return R"({"data":{"snoozed_until":")" + day + R"("}})";
}

constexpr const char* at_once = R"({"data":{"snoozed_until":null}})";

/// "type" of the tasks of a list.
std::vector<std::string> types(const Reply& reply) {
    std::vector<std::string> found;
    for (const auto& row : reply.rows()) found.push_back(json::string_or(row.as_object(), "type"));
    return found;
}

class SnoozesApi : public ::testing::Test {
  protected:
    World world;
    /// High risk and overdue since yesterday, and a plan that is due tomorrow.
    std::string id =
        world.create_case("worker_a", {{"name_first", "Ada"},
                                       {"age", 9},
                                       {"risk_level", "high"},
                                       {"assessment_due_date", day_from_now(world, -1)},
                                       {"case_plan_due_date", day_from_now(world, 1)}});

    Reply tasks(const std::string& user, const std::string& query = "") {
        return world.as(user).get("/api/v2/tasks" + query);
    }
    std::string path_of(const std::string& type) {
        for (const auto& row : tasks("worker_a").rows()) {
            if (json::string_or(row.as_object(), "type") == type)
                return "/api/v2/tasks/" + json::string_or(row.as_object(), "task_id");
        }
        return {};
    }
};

TEST_F(SnoozesApi, ATaskIsOutOfSightUntilItsDayForItsOwnerAlone) {
    const auto assessment = path_of("assessment");
    auto& owner = world.as("worker_a");
    ASSERT_THAT(types(tasks("worker_a")), ElementsAre("assessment", "case_plan"));
    const auto day = day_from_now(world, 3);
    const auto put_off = owner.patch(assessment, until(day));
    ASSERT_EQ(put_off.status, 200) << put_off.body;
    EXPECT_EQ(put_off.text("snoozed_until"), day);
    EXPECT_THAT(types(tasks("worker_a")), ElementsAre("case_plan"));
    EXPECT_EQ(tasks("worker_a").total(), 1);
    EXPECT_THAT(types(tasks("worker_a", "?per=1&page=1")), ElementsAre("case_plan"));
    EXPECT_THAT(types(tasks("worker_a", "?overdue=true")), IsEmpty());
    const auto only = tasks("worker_a", "?snoozed=true");
    EXPECT_THAT(types(only), ElementsAre("assessment"));
    EXPECT_EQ(only.total(), 1);
    const auto team = tasks("supervisor", "?scope=team&overdue=true&risk_level[0]=high");
    ASSERT_THAT(types(team), ElementsAre("assessment")) << "a supervisor sees what is put off";
    EXPECT_EQ(json::string_or(team.rows().at(0).as_object(), "snoozed_until"), day);
    EXPECT_EQ(owner.patch(assessment, at_once).status, 200);
    EXPECT_THAT(types(tasks("worker_a")), ElementsAre("assessment", "case_plan"));
    EXPECT_THAT(types(tasks("worker_a", "?snoozed=true")), IsEmpty());
}

TEST_F(SnoozesApi, ATaskIsPutOffByNobodyElseAndForNoLongerThanAMonth) {
    const auto assessment = path_of("assessment");
    const auto tomorrow = until(day_from_now(world, 1));
    for (const auto* user : {"supervisor", "worker_b", "worker_c"})
        EXPECT_EQ(world.as(user).patch(assessment, tomorrow).status, 404) << user;
    EXPECT_EQ(
        world.as("supervisor").patch("/api/v2/tasks/" + id + ":nothing::worker_a", tomorrow).status,
        404);
    EXPECT_EQ(world.as("provider").patch("/api/v2/tasks/nothing", tomorrow).status, 403);
    EXPECT_EQ(world.anonymous().patch(assessment, tomorrow).status, 401);
    auto& owner = world.as("worker_a");
    for (const auto& day : {day_from_now(world, 0), day_from_now(world, -1),
                            day_from_now(world, 32), std::string("soon")})
        EXPECT_EQ(owner.patch(assessment, until(day)).status, 422) << day;
    EXPECT_EQ(owner.patch(assessment, R"({"data":{}})").status, 422);
    EXPECT_THAT(types(tasks("worker_a")), ElementsAre("assessment", "case_plan"));
}

TEST_F(SnoozesApi, PuttingOffIsLogged) {
    ASSERT_EQ(
        world.as("worker_a").patch(path_of("case_plan"), until(day_from_now(world, 2))).status,
        200);
    const auto log = world.audit("user_name=worker_a&audit_log_actions[0]=snooze");
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(json::string_or(log.at(0).as_object(), "record_id"), id);
}

TEST_F(SnoozesApi, TasksAreListedByTheDaysTheyAreDue) {
    const auto range = [&](int from, int to) {
        return types(tasks("worker_a", "?due_from=" + day_from_now(world, from) +
                                           "&due_to=" + day_from_now(world, to)));
    };
    EXPECT_THAT(range(-1, 1), ElementsAre("assessment", "case_plan"));
    EXPECT_THAT(range(-1, -1), ElementsAre("assessment"));
    EXPECT_THAT(range(1, 1), ElementsAre("case_plan"));
    EXPECT_THAT(range(2, 9), IsEmpty());
    EXPECT_EQ(tasks("worker_a", "?due_from=soon").status, 422);
    EXPECT_EQ(tasks("worker_a", "?due_to=soon").status, 422);
}

TEST_F(SnoozesApi, AnAlertIsPutOffByWhoAnswersForTheRecord) {
    const auto alerts = "/api/v2/cases/" + id + "/alerts";
    ASSERT_EQ(world.as("supervisor")
                  .patch("/api/v2/cases/" + id, R"({"record_action":"add_note",
                             "data":{"notes_section":[{"note_subject":"Hello"}]}})")
                  .status,
              200);
    auto& owner = world.as("worker_a");
    const auto shown = [&](const std::string& user) {
        return world.as(user).get(alerts).rows().at(0).as_object().at("snoozed_until");
    };
    const auto one =
        alerts + "/" + json::string_or(owner.get(alerts).rows().at(0).as_object(), "unique_id");
    const auto day = day_from_now(world, 2);
    EXPECT_EQ(shown("worker_a"), nullptr);
    EXPECT_EQ(owner.get(alerts).rows().at(0).as_object().at("can_snooze"), true);
    EXPECT_EQ(world.as("supervisor").get(alerts).rows().at(0).as_object().at("can_snooze"), false);
    const auto counted = [&](const std::string& user) {
        const auto one_case =
            world.as(user).get("/api/v2/cases/" + id + "?fields=my_alert_count").object();
        const auto all = world.as(user).get("/api/v2/alerts").object();
        return std::pair(json::find_integer(one_case, "my_alert_count").value_or(-1),
                         json::find_integer(all, "case").value_or(-1));
    };
    const std::pair<std::int64_t, std::int64_t> none{0, 0};
    const std::pair<std::int64_t, std::int64_t> one_alert{1, 1};
    EXPECT_EQ(counted("worker_a"), one_alert);
    EXPECT_EQ(owner.patch(one, until(day)).status, 204);
    EXPECT_EQ(shown("worker_a"), json::Value(day));
    EXPECT_EQ(counted("worker_a"), none) << "what is put off is not counted";
    EXPECT_EQ(counted("supervisor"), one_alert) << "others go on counting it";
    EXPECT_EQ(shown("supervisor"), nullptr) << "others go on seeing it";
    EXPECT_EQ(world.as("supervisor").patch(one, until(day)).status, 403);
    EXPECT_EQ(world.as("worker_b").patch(one, until(day)).status, 403);
    EXPECT_EQ(owner.patch(alerts + "/nope", until(day)).status, 404);
    EXPECT_EQ(owner.patch(one, until(day_from_now(world, 0))).status, 422);
    EXPECT_EQ(owner.patch(one, at_once).status, 204);
    EXPECT_EQ(shown("worker_a"), nullptr);
    EXPECT_EQ(counted("worker_a"), one_alert);
    EXPECT_GE(world.audit("user_name=worker_a&audit_log_actions[0]=snooze_alert").size(), 2u);
}

}  // namespace
}  // namespace amparo::testing
