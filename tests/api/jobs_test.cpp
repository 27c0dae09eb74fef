// Background work on the wire, for those who look after the server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "store/jobs.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* jobs = "/api/v2/jobs";
constexpr const char* schedules = "/api/v2/job_schedules";

/// A job that has failed for good, about a secret; its number.
std::int64_t failed_job(World& world) {
    auto& database = world.deployment().database();
    const auto id = database.write([](store::Transaction& transaction) -> Result<std::int64_t> {
        AMPARO_TRY(const auto number,
                   store::enqueue_job(
                       transaction,
                       {.queue = "test", .kind = "test_kind", .payload = {{"subject", "secret"}}}));
        AMPARO_TRY(const auto job, store::take_job(transaction, "test", std::chrono::seconds(9)));
        AMPARO_CHECK(
            store::fail_job(transaction, *job, {.error = "errors.forbidden", .is_final = true}));
        return number;
    });
    return id.value();
}

TEST(JobsApi, ShowsWhatFailedAndTriesItAgain) {
    World world;
    const auto id = failed_job(world);
    auto& super = world.as("super");
    const auto listed = super.get(std::string(jobs) + "?state=failed");
    ASSERT_EQ(listed.status, 200) << listed.body;
    ASSERT_EQ(listed.total(), 1);
    const json::Object job = listed.rows().at(0).as_object();
    EXPECT_EQ(job.at("id"), id);
    EXPECT_EQ(json::string_or(job, "kind"), "test_kind");
    EXPECT_EQ(json::string_or(job, "error"), "errors.forbidden");
    EXPECT_NE(json::string_or(job, "error_text"), "errors.forbidden");
    EXPECT_THAT(listed.body, Not(HasSubstr("secret"))) << "not what it is about";
    EXPECT_EQ(
        listed.json().as_object().at("metadata").as_object().at("counts").as_object().at("failed"),
        1);
    const auto retry = std::string(jobs) + "/" + std::to_string(id) + "/retry";
    EXPECT_EQ(super.post(retry, "{}").status, 204);
    EXPECT_EQ(super.get(std::string(jobs) + "?state=failed").total(), 0);
    EXPECT_EQ(super.post(retry, "{}").status, 404) << "it waits already";
    EXPECT_EQ(super.post(std::string(jobs) + "/x/retry", "{}").status, 404);
    EXPECT_EQ(super.get(std::string(jobs) + "?state=lost").status, 422);
    EXPECT_GE(super.get(jobs).total(), 1);
}

TEST(JobsApi, ShowsWhatComesBackAndRunsItNow) {
    World world;
    world.run_jobs();
    auto& super = world.as("super");
    const auto listed = super.get(schedules);
    ASSERT_EQ(listed.status, 200) << listed.body;
    ASSERT_FALSE(listed.rows().empty());
    const auto name = json::string_or(listed.rows().at(0).as_object(), "name");
    const auto run = std::string(schedules) + "/" + name + "/run";
    EXPECT_EQ(super.post(run, "{}").status, 204);
    EXPECT_GT(world.run_jobs(), 0u);
    EXPECT_NE(super.get(schedules).rows().at(0).as_object().at("success_at"), nullptr);
    EXPECT_EQ(super.post(std::string(schedules) + "/nothing/run", "{}").status, 404);
}

TEST(JobsApi, IsClosedToEverybodyElse) {
    World world;
    const auto id = failed_job(world);
    for (const auto* user : {"worker_a", "supervisor", "tracer"}) {
        auto& person = world.as(user);
        EXPECT_EQ(person.get(jobs).status, 403) << user;
        EXPECT_EQ(person.get(schedules).status, 403) << user;
        EXPECT_EQ(person.post(std::string(jobs) + "/" + std::to_string(id) + "/retry", "{}").status,
                  403);
        EXPECT_EQ(person.post(std::string(schedules) + "/JobCleanup/run", "{}").status, 403);
    }
    EXPECT_EQ(world.anonymous().get(jobs).status, 401);
    EXPECT_EQ(world.as("super").get(std::string(jobs) + "?state=failed").total(), 1);
}

}  // namespace
}  // namespace amparo::testing
