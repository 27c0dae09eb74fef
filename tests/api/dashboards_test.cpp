// The home page's numbers and the list of tasks through the wire (records.md §23).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* dashboards = "/api/v2/dashboards";
constexpr const char* tasks = "/api/v2/tasks";

/// The query of a number as a client sends it on: each "key=value" a parameter.
std::string list_of(const json::Array& query) {
    std::string target = "/api/v2/cases?";
    for (const auto& filter : query) {
        std::string text(filter.get_string());
        for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at))
            text.replace(at, 1, "%20");
        target += text + "&";
    }
    return target;
}

/// The day so many days from today, for due dates.
std::string day(int ahead) {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return format_day(today + std::chrono::days(ahead));
}

std::vector<std::string> names_of(const Reply& reply) {
    std::vector<std::string> names;
    for (const auto& entry : reply.rows())
        names.push_back(json::string_or(entry.get_object(), "name"));
    return names;
}

json::Object indicator(Client& client, const std::string& dashboard, const std::string& name) {
    const auto reply = client.get(std::string(dashboards) + "?names[0]=" + dashboard);
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto box = reply.rows().at(0).get_object();
    return box.at("indicators").get_object().at(name).get_object();
}

TEST(DashboardsApi, ShowTheBoxesOfTheRoleWithNumbersThatOpenTheirLists) {
    World world;
    world.create_case("worker_a", {{"risk_level", "high"}, {"name_first", "Secret"}});
    world.create_case("worker_a", {{"risk_level", "high"}});
    world.create_case("worker_c", {{"risk_level", "medium"}});
    world.create_case("worker_b", {{"risk_level", "high"}});
    auto& worker = world.as("worker_a");
    const auto all = worker.get(dashboards);
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.header("Cache-Control"), "no-store");
    EXPECT_THAT(names_of(all), Contains("dashboard.case_overview"));
    EXPECT_THAT(names_of(all), Contains("dashboard.approvals_closure.primeromodule-cp"));
    EXPECT_THAT(names_of(all), Not(Contains("dashboard.dash_national_admin_summary")));
    EXPECT_THAT(all.body, Not(HasSubstr("Secret")));
    const auto total = indicator(worker, "case_overview", "total");
    EXPECT_EQ(json::integer_or(total, "count", -1), 2);
    EXPECT_EQ(worker.get(list_of(total.at("query").get_array())).total(), 2);
    auto& supervisor = world.as("supervisor");
    const auto levels = indicator(supervisor, "case_risk", "risk_level");
    EXPECT_EQ(json::integer_or(levels.at("high").get_object(), "count", -1), 2);
    EXPECT_EQ(json::integer_or(levels.at("medium").get_object(), "count", -1), 1);
    EXPECT_EQ(
        supervisor.get(list_of(levels.at("high").get_object().at("query").get_array())).total(), 2);
}

TEST(DashboardsApi, CountOverdueWorkOfEachWorkerAndShowTheSameTasks) {
    World world;
    world.create_case("worker_a", {{"assessment_due_date", day(-3)}});
    world.create_case("worker_a", {{"assessment_due_date", day(0)}});
    world.create_case("worker_c", {{"assessment_due_date", day(-1)}});
    const auto workers = indicator(world.as("supervisor"), "cases_by_task_overdue_assessment",
                                   "tasks_overdue_assessment");
    EXPECT_EQ(json::integer_or(workers.at("worker_a").get_object(), "count", -1), 1);
    EXPECT_EQ(json::integer_or(workers.at("worker_c").get_object(), "count", -1), 1);
    const auto late = world.as("worker_a").get(std::string(tasks) + "?overdue=true");
    EXPECT_EQ(late.total(), 1);
}

TEST(DashboardsApi, AreOnlyForThoseWhoSignedInAndEmptyWithoutTheRight) {
    World world;
    EXPECT_EQ(world.anonymous().get(dashboards).status, 401);
    EXPECT_EQ(world.anonymous().get(tasks).status, 401);
    const auto unknown = world.as("worker_a").get(std::string(dashboards) + "?names[0]=no_such");
    EXPECT_EQ(unknown.status, 200);
    EXPECT_THAT(unknown.rows(), IsEmpty());
}

TEST(TasksApi, ListOnesOwnWorkPageByPage) {
    World world;
    const auto late =
        world.create_case("worker_a", {{"name_first", "Late"}, {"assessment_due_date", day(-2)}});
    world.create_case("worker_a", {{"name_first", "Soon"}, {"case_plan_due_date", day(2)}});
    world.create_case("worker_c", {{"name_first", "Hers"}, {"case_plan_due_date", day(2)}});
    auto& worker = world.as("worker_a");
    const auto first = worker.get(std::string(tasks) + "?per=1");
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.total(), 2);
    const auto task = first.rows().at(0).get_object();
    EXPECT_EQ(json::string_or(task, "id"), late);
    EXPECT_EQ(json::string_or(task, "type"), "assessment");
    EXPECT_EQ(json::string_or(task, "type_display"), "Assessment");
    EXPECT_TRUE(task.at("overdue").get_bool());
    EXPECT_EQ(json::integer_or(task, "days_overdue", -1), 2);
    EXPECT_THAT(first.body, HasSubstr(R"("assessment":"assessment_due_date")"));
    const auto second = worker.get(std::string(tasks) + "?per=1&page=2");
    EXPECT_EQ(json::string_or(second.rows().at(0).get_object(), "type"), "case_plan");
    const auto all = worker.get(std::string(tasks) + "?order_by=due_date&order=desc&locale=es");
    EXPECT_EQ(json::string_or(all.rows().at(0).get_object(), "type_display"), "Plan del caso");
    EXPECT_THAT(all.body, Not(HasSubstr("Hers")));
}

TEST(TasksApi, KeepAProtectedNameAndAreClosedToOthers) {
    World world;
    world.create_case(
        "worker_a",
        {{"name_first", "Hidden"}, {"hidden_name", true}, {"assessment_due_date", day(1)}});
    const auto shown = world.as("worker_a").get(tasks);
    EXPECT_EQ(shown.total(), 1);
    EXPECT_THAT(shown.body, Not(HasSubstr("Hidden")));
    EXPECT_EQ(world.as("provider").get(tasks).status, 403);
    EXPECT_EQ(world.as("worker_a").get(std::string(tasks) + "?scope=team").status, 403);
    EXPECT_EQ(world.as("supervisor").get(tasks).total(), 0) << "their own, not the team's";
}

TEST(TasksApi, OfATeamAreForItsManager) {
    World world;
    world.create_case("worker_a", {{"name_first", "Ann"}, {"assessment_due_date", day(1)}});
    world.create_case("worker_b", {{"name_first", "Ben"}, {"assessment_due_date", day(1)}});
    const auto team = world.as("supervisor").get(std::string(tasks) + "?scope=team");
    ASSERT_EQ(team.status, 200) << team.body;
    EXPECT_EQ(team.total(), 1);
    EXPECT_THAT(team.body, HasSubstr("Ann"));
    EXPECT_THAT(team.body, Not(HasSubstr("Ben")));
    EXPECT_EQ(world.as("supervisor")
                  .get(std::string(tasks) + "?scope=team&assigned_to[0]=worker_c")
                  .total(),
              0);
}

}  // namespace
}  // namespace amparo::testing
