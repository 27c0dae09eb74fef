// Periodic jobs over real records, and how background work shows on the wire (case-management.md
// §3.7, §9).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "jobs/integrity_check.hpp"
#include "jobs/recalculate_age.hpp"
#include "jobs/upkeep.hpp"
#include "store/jobs.hpp"
#include "store/records.hpp"
#include "store/schedules.hpp"
#include "store/sessions.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Writes a field past all rules, as years going by or a fault would.
void overwrite(World& world, const std::string& id, const json::Object& fields) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto record, store::find_record(transaction, *RecordId::parse(id)));
        for (const auto& [key, value] : fields) record->data[key] = value;
        AMPARO_CHECK(store::put_record(transaction, {.id = record->id,
                                                     .type = record->type,
                                                     .expected = record->revision,
                                                     .data = record->data,
                                                     .actor = "test",
                                                     .action = "update",
                                                     .at = database.clock().now()}));
        return {};
    }));
}

/// Makes a periodic job due and does it; its result.
json::Object run(World& world, std::string_view name) {
    world.run_jobs();  // makes the schedules known
    auto& database = world.deployment().database();
    EXPECT_TRUE(database.write([&](store::Transaction& transaction) {
        return store::hasten_schedule(transaction, std::string(name));
    }));
    EXPECT_EQ(world.run_jobs(), 1u);
    const auto jobs = database.read(
        [](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.count = 1}); });
    EXPECT_EQ(jobs->at(0).kind, name);
    EXPECT_EQ(jobs->at(0).state, store::JobState::done) << jobs->at(0).error;
    return jobs->at(0).result;
}

json::Object case_of(World& world, const std::string& id) {
    return world.as("worker_a").get("/api/v2/cases/" + id).object();
}

std::string years_ago(World& world, int years, int days) {
    const auto today = day_in_zone(world.deployment().clock().now(),
                                   world.deployment().definitions().snapshot()->time_zone());
    const std::chrono::year_month_day date(today - std::chrono::days(days));
    const std::chrono::year_month_day born(date.year() - std::chrono::years(years), date.month(),
                                           std::min(date.day(), std::chrono::day(28)));
    return format_day(std::chrono::sys_days(born));
}

TEST(RecalculateAge, CatchesUpHoweverLongTheGapWas) {
    World world;
    const auto old = world.create_case("worker_a", {{"date_of_birth", years_ago(world, 10, 40)}});
    const auto right = world.create_case("worker_a", {{"date_of_birth", years_ago(world, 4, 40)}});
    overwrite(world, old, {{"age", 6}});
    const auto before = case_of(world, old);
    const auto result = run(world, jobs::recalculate_age_job);
    EXPECT_EQ(result.at("changed"), 1);
    const auto after = case_of(world, old);
    EXPECT_EQ(after.at("age"), 10);
    EXPECT_EQ(after.at("date_of_birth"), before.at("date_of_birth"));
    EXPECT_EQ(after.at("last_updated_by"), before.at("last_updated_by")) << "nobody edited it";
    EXPECT_EQ(case_of(world, right).at("age"), 4);
    EXPECT_EQ(run(world, jobs::recalculate_age_job).at("changed"), 0);
}

TEST(RecalculateAge, LeavesEstimatedBirthsAlone) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    EXPECT_EQ(case_of(world, id).at("estimated"), true);
    overwrite(world, id, {{"age", 5}});
    const auto result = run(world, jobs::recalculate_age_job);
    EXPECT_EQ(result.at("changed"), 0);
    EXPECT_EQ(result.at("estimated"), 1);
    EXPECT_EQ(case_of(world, id).at("age"), 5);
}

TEST(IntegrityCheck, FindsNothingInRecordsAsTheRulesLeftThem) {
    World world;
    world.create_case("worker_a", {{"name_first", "Ana"}, {"age", 7}});
    world.create_case("worker_b", {});
    const auto result = run(world, jobs::integrity_check_job);
    EXPECT_EQ(result.at("checked"), 2);
    EXPECT_EQ(result.at("drifted"), 0) << json::write(result);
}

TEST(IntegrityCheck, NamesWhatTheRulesWouldChange) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Ana"}});
    overwrite(world, id, {{"owned_by_agency_id", "ELSEWHERE"}, {"name", "Somebody Else"}});
    const auto result = run(world, jobs::integrity_check_job);
    EXPECT_EQ(result.at("drifted"), 1) << json::write(result);
    EXPECT_THAT(json::write(result), HasSubstr(id));
    EXPECT_THAT(json::write(result), HasSubstr("name"));
    EXPECT_THAT(json::write(result), Not(HasSubstr("Somebody Else"))) << "names of fields only";
    EXPECT_EQ(case_of(world, id).at("name"), "Somebody Else") << "it only looks";
}

TEST(TaskDigest, TellsOnceADayHowManyTasksAreDue) {
    World world;
    const auto yesterday = years_ago(world, 0, 1);
    world.create_case("worker_a", {{"assessment_due_date", yesterday}});
    world.create_case("worker_a", {{"assessment_due_date", "2099-01-01"}});
    world.create_case("worker_b", {{"assessment_due_date", "2099-01-01"}});
    world.run_jobs();
    for (int round = 0; round < 2; ++round) {
        ASSERT_TRUE(world.deployment().database().write([](store::Transaction& transaction) {
            return store::hasten_schedule(transaction, "TaskDigest");
        }));
        EXPECT_EQ(world.run_jobs(), 2u);
    }
    const auto rows = world.as("worker_a").get("/api/v2/notifications").rows();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows.at(0).as_object().at("event"), "task_due");
    EXPECT_EQ(rows.at(0).as_object().at("details").at("count"), 1);
    EXPECT_EQ(world.as("worker_b").get("/api/v2/notifications").total(), 0);
}

TEST(SessionCleanup, RemovesWhatHasExpired) {
    World world;
    auto& database = world.deployment().database();
    const auto now = database.clock().now();
    const auto put = [&](const std::string& key, Instant expires) {
        const store::VolatileRow row{
            .kind = "session", .key_hash = key, .updated_at = now, .expires_at = expires};
        ASSERT_TRUE(database.write([&](store::Transaction& transaction) {
            return store::put_volatile(transaction, row);
        }));
    };
    put("old", now - std::chrono::hours(1));
    put("fresh", now + std::chrono::hours(1));
    EXPECT_EQ(run(world, jobs::session_cleanup_job).at("removed"), 1);
    EXPECT_TRUE(database.read([](store::Snapshot& snapshot) {
        return store::find_volatile(snapshot, "session", "fresh").value().has_value();
    }));
}

TEST(HealthOfJobs, TellsNumbersAndTimesToWhoeverWatches) {
    World world;
    world.run_jobs();
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([](store::Transaction& transaction) {
        return store::enqueue_job(
            transaction,
            {.queue = "slow", .kind = "unheard_of", .payload = {{"secret", "Wilhelmina"}}});
    }));
    const auto reply = world.anonymous().get("/health/jobs");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_THAT(reply.body, HasSubstr(R"("queue":"slow","state":"waiting","count":1)"));
    EXPECT_THAT(reply.body, HasSubstr("RecalculateAge"));
    EXPECT_THAT(reply.body, Not(HasSubstr("Wilhelmina")));
}

TEST(OwnerFields, AreRewrittenInTheBackgroundWhenAUserMoves) {
    World world;
    const auto id = world.create_case("worker_a", {});
    const auto path = "/api/v2/users/" + std::to_string(world.id_of("worker_a"));
    const auto moved = world.as("super").patch(path, R"({"data":{"agency_id":2}})");
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_GE(world.run_jobs(), 1u);
    const auto record = world.as("super").get("/api/v2/cases/" + id).object();
    EXPECT_EQ(json::string_or(record, "owned_by_agency_id"), "AGENCY-2");
}

}  // namespace
}  // namespace amparo::testing
