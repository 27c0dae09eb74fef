// Tasks that people set themselves, and tasks given to somebody else (web-app.md §17).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "base/text.hpp"
#include "cli/deployment.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string day_from_now(World& world, int days) {
    const auto today = std::chrono::floor<std::chrono::days>(world.deployment().clock().now());
    return format_day(today + std::chrono::days(days));
}

/// One member of each row of a list.
std::vector<std::string> each(const Reply& reply, std::string_view member) {
    std::vector<std::string> found;
    for (const auto& row : reply.rows()) found.push_back(json::string_or(row.as_object(), member));
    return found;
}

class OwnTasksApi : public ::testing::Test {
  protected:
    World world;
    std::string id =
        world.create_case("worker_a", {{"name_first", "Ada"},
                                       {"age", 9},
                                       {"consent_for_services", true},
                                       {"disclosure_other_orgs", true},
                                       {"assessment_due_date", day_from_now(world, 1)}});

    Reply tasks(const std::string& user, const std::string& query = "") {
        return world.as(user).get("/api/v2/tasks" + query);
    }
    Reply add(const std::string& user, const std::string& text, const std::string& day) {
        return world.as(user).post(
            "/api/v2/cases/" + id + "/tasks",
            R"({"data":{"text":")" + text + R"(","due_date":")" + day + R"("}})");
    }
    Reply give(const std::string& user, const std::string& task, const std::string& to) {
        return world.as(user).patch("/api/v2/tasks/" + task,
                                    R"({"data":{"assigned_to":")" + to + R"("}})");
    }
    Reply finish(const std::string& user, const std::string& task) {
        return world.as(user).patch("/api/v2/tasks/" + task, R"({"data":{"done":true}})");
    }
    /// From now on they may read the case beside its owner.
    void share_with(const std::string& user) {
        const auto made = world.as("worker_a")
                              .post("/api/v2/cases/" + id + "/referrals",
                                    R"({"data":{"transitioned_to":")" + user + R"("}})");
        ASSERT_EQ(made.status, 200) << made.body;
        const auto path = "/api/v2/cases/" + id + "/referrals/" + made.text("id");
        ASSERT_EQ(world.as(user).patch(path, R"({"data":{"status":"accepted"}})").status, 200);
    }
    std::string assessment() { return given_assessment("worker_a"); }
    std::string given_assessment(const std::string& user) {
        const auto found = tasks(user, "?type[0]=assessment").rows();
        return found.empty() ? "none" : json::string_or(found.at(0).as_object(), "task_id");
    }
};

TEST_F(OwnTasksApi, SomebodySetsThemselvesATaskAndSaysThatItIsDone) {
    share_with("worker_c");
    const auto added = add("worker_a", "Call the school", day_from_now(world, 0));
    ASSERT_EQ(added.status, 200) << added.body;
    EXPECT_EQ(added.text("text"), "Call the school");
    EXPECT_EQ(added.text("type"), "own");
    EXPECT_THAT(each(tasks("worker_a"), "text"), ElementsAre("Call the school", ""));
    EXPECT_THAT(each(tasks("supervisor", "?scope=team&type[0]=own"), "assigned_to"),
                ElementsAre("worker_a"));
    EXPECT_THAT(each(tasks("worker_c"), "text"), IsEmpty())
        << "who reads the case has no such task";
    EXPECT_THAT(world.as("worker_a").get("/api/v2/cases/" + id).body,
                Not(HasSubstr("Call the school")))
        << "nor is it an answer of the case";
    const auto task = added.text("task_id");
    EXPECT_EQ(finish("worker_c", task).status, 404);
    EXPECT_EQ(finish("worker_a", task).status, 204);
    EXPECT_EQ(finish("worker_a", task).status, 404) << "it is gone";
    EXPECT_THAT(each(tasks("worker_a"), "type"), ElementsAre("assessment"));
}

TEST_F(OwnTasksApi, TasksAreRefusedToStrangersAndWhereTheySayNothing) {
    const auto tomorrow = day_from_now(world, 1);
    EXPECT_EQ(add("worker_b", "x", tomorrow).status, 403) << "another team's case";
    EXPECT_EQ(add("provider", "x", tomorrow).status, 403) << "no list of tasks";
    const auto path = "/api/v2/cases/" + id + "/tasks";
    EXPECT_EQ(world.anonymous().post(path, R"({"data":{}})").status, 401);
    EXPECT_EQ(add("worker_a", " ", tomorrow).status, 422);
    EXPECT_EQ(add("worker_a", std::string(301, 'x'), tomorrow).status, 422);
    EXPECT_EQ(add("worker_a", std::string(300, 'x'), tomorrow).status, 200);
    EXPECT_EQ(add("worker_a", "x", day_from_now(world, -1)).status, 422);
    EXPECT_EQ(add("worker_a", "x", "soon").status, 422);
    EXPECT_EQ(finish("worker_a", assessment()).status, 422) << "its question ends it";
    EXPECT_EQ(finish("worker_a", "nothing").status, 404);
    for (int more = 1; more < 50; ++more)
        ASSERT_EQ(add("worker_a", "x", tomorrow).status, 200) << more;
    EXPECT_EQ(add("worker_a", "x", tomorrow).status, 422) << "fifty are enough";
}

TEST_F(OwnTasksApi, AnOwnersTaskGoesWithTheCaseAHelpersStays) {
    const auto day = day_from_now(world, 2);
    share_with("worker_c");
    ASSERT_EQ(add("worker_a", "Owner", day).status, 200);
    ASSERT_EQ(add("supervisor", "Helper", day).status, 200);
    ASSERT_EQ(world.as("supervisor")
                  .post("/api/v2/cases/" + id + "/assigns",
                        R"({"data":{"transitioned_to":"worker_c","notes":""}})")
                  .status,
              200);
    EXPECT_THAT(each(tasks("worker_a"), "text"), IsEmpty());
    EXPECT_THAT(each(tasks("worker_c", "?type[0]=own"), "text"), ElementsAre("Owner"));
    EXPECT_THAT(each(tasks("supervisor", "?type[0]=own"), "text"), ElementsAre("Helper"));
}

TEST_F(OwnTasksApi, ATaskIsGivenToSomebodyWhoMayReadTheCaseAndTold) {
    share_with("worker_c");
    const auto task = assessment();
    const auto takers = world.as("worker_a").get("/api/v2/tasks/" + task + "/recipients");
    ASSERT_EQ(takers.status, 200) << takers.body;
    const auto names = each(takers, "user_name");
    EXPECT_THAT(names, Contains("worker_c"));
    for (const auto* other : {"worker_a", "worker_b", "provider"})
        EXPECT_THAT(names, Not(Contains(other)));
    const auto given = give("worker_a", task, "worker_c");
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(given.text("assigned_to"), "worker_c");
    EXPECT_EQ(given.text("given_by"), "worker_a");
    EXPECT_THAT(each(tasks("worker_a"), "type"), IsEmpty());
    EXPECT_THAT(each(tasks("worker_c"), "given_by"), ElementsAre("worker_a"));
    EXPECT_THAT(each(tasks("worker_a", "?scope=given"), "assigned_to"), ElementsAre("worker_c"));
    EXPECT_THAT(each(tasks("worker_c", "?scope=given"), "assigned_to"), IsEmpty());
    world.run_jobs();
    const auto news = world.as("worker_c").get("/api/v2/notifications");
    EXPECT_THAT(news.body, HasSubstr("task_given"));
    EXPECT_THAT(world.audit("user_name=worker_a&audit_log_actions[0]=give_task").size(), 1U);
}

TEST_F(OwnTasksApi, TheHistoryTellsWhoSetGaveAndFinishedATask) {
    share_with("worker_c");
    ASSERT_EQ(give("worker_a", assessment(), "worker_c").status, 200);
    ASSERT_EQ(give("worker_c", given_assessment("worker_c"), "worker_a").status, 200);
    const auto own = add("worker_a", "Call the school", day_from_now(world, 1));
    ASSERT_EQ(finish("worker_a", own.text("task_id")).status, 204);
    const auto history = world.as("worker_a").get("/api/v2/cases/" + id + "/record_history");
    ASSERT_EQ(history.status, 200) << history.body;
    const auto actions = each(history, "action");
    ASSERT_GE(actions.size(), 4U);
    EXPECT_THAT(std::vector(actions.begin(), actions.begin() + 4),
                ElementsAre("task_done", "task_added", "task_given", "task_given"));
    const auto to = each(history, "given_to");
    EXPECT_THAT(std::vector(to.begin(), to.begin() + 4),
                ElementsAre("", "", "worker_a", "worker_c"));
    EXPECT_THAT(history.body, Not(HasSubstr("Call the school"))) << "a task is no answer";
}

TEST_F(OwnTasksApi, ATaskComesBackFromTheOneWhoHasItFromTheOwnerAndWithANewOwner) {
    share_with("worker_c");
    const auto given = give("worker_a", assessment(), "worker_c");
    const auto back = give("worker_c", given.text("task_id"), "worker_a");
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(back.data().get_object().at("given_by"), nullptr) << "it is theirs anyway";
    const auto again = give("supervisor", back.text("task_id"), "worker_c");
    ASSERT_EQ(again.status, 200) << "who oversees the person";
    ASSERT_EQ(give("worker_a", again.text("task_id"), "supervisor").status, 200)
        << "who owns the case";
    ASSERT_EQ(world.as("supervisor")
                  .post("/api/v2/cases/" + id + "/assigns",
                        R"({"data":{"transitioned_to":"worker_c","notes":""}})")
                  .status,
              200);
    EXPECT_THAT(each(tasks("worker_c"), "type"), ElementsAre("assessment"));
    EXPECT_THAT(each(tasks("supervisor"), "type"), Not(Contains("assessment")));
}

TEST_F(OwnTasksApi, ATaskIsGivenByNobodyElseAndToNobodyOutOfReach) {
    share_with("worker_c");
    const auto task = assessment();
    EXPECT_EQ(give("worker_c", task, "worker_c").status, 404) << "not in their hands";
    EXPECT_EQ(world.as("worker_c").get("/api/v2/tasks/" + task + "/recipients").status, 404);
    EXPECT_EQ(give("worker_b", task, "worker_b").status, 403);
    EXPECT_EQ(world.as("worker_b").get("/api/v2/tasks/" + task + "/recipients").status, 403);
    EXPECT_EQ(world.as("provider").get("/api/v2/tasks/" + task + "/recipients").status, 403);
    EXPECT_EQ(world.anonymous().get("/api/v2/tasks/" + task + "/recipients").status, 401);
    for (const auto* nobody : {"worker_b", "provider", "worker_a", "nobody"})
        EXPECT_EQ(give("worker_a", task, nobody).status, 422) << nobody;
    EXPECT_EQ(world.as("worker_a").get("/api/v2/tasks/nothing/recipients").status, 404);
    EXPECT_THAT(each(tasks("worker_a"), "type"), ElementsAre("assessment"));
}

TEST_F(OwnTasksApi, WhatOnlyOnePersonCanAnswerIsNotGiven) {
    ASSERT_EQ(world.as("supervisor")
                  .post("/api/v2/cases/" + id + "/flags",
                        R"({"data":{"message":"Look","assignee":"worker_a","due_date":")" +
                            day_from_now(world, 1) + R"("}})")
                  .status,
              200);
    const auto flags = each(tasks("worker_a", "?type[0]=flag"), "task_id");
    ASSERT_EQ(flags.size(), 1U);
    EXPECT_EQ(give("worker_a", flags.front(), "worker_c").status, 422);
    EXPECT_THAT(each(world.as("worker_a").get("/api/v2/tasks/" + flags.front() + "/recipients"),
                     "user_name"),
                IsEmpty());
}

TEST_F(OwnTasksApi, TheSameCallTwiceAddsOneTask) {
    const auto body = R"({"data":{"text":"Once","due_date":")" + day_from_now(world, 1) + R"("}})";
    const auto path = "/api/v2/cases/" + id + "/tasks";
    auto& worker = world.as("worker_a");
    const auto first = worker.post(path, body, {.headers = {{"Idempotency-Key", "task-1"}}});
    const auto second = worker.post(path, body, {.headers = {{"Idempotency-Key", "task-1"}}});
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(second.text("task_id"), first.text("task_id"));
    EXPECT_EQ(tasks("worker_a", "?type[0]=own").total(), 1);
}

}  // namespace
}  // namespace amparo::testing
