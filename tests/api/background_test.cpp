// Periodic jobs over real records, and how background work shows on the wire (case-management.md
// §3.7, §9).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "jobs/failure_report.hpp"
#include "jobs/integrity_check.hpp"
#include "jobs/recalculate_age.hpp"
#include "jobs/retention_review.hpp"
#include "jobs/unused_fields.hpp"
#include "jobs/unverified_users.hpp"
#include "jobs/upkeep.hpp"
#include "store/documents.hpp"
#include "store/jobs.hpp"
#include "store/schedules.hpp"
#include "store/sessions.hpp"
#include "tests/support/stored_records.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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

TEST(RecalculateAge, KeepsEveryAgeThatAYearOfBirthAllows) {
    World world;
    const auto year = years_ago(world, 10, 0).substr(0, 4);
    const auto id = world.create_case(
        "worker_a", {{"date_of_birth", year + "-01-01"}, {"date_of_birth_precision", "year"}});
    EXPECT_EQ(case_of(world, id).at("age"), 10);
    overwrite(world, id, {{"age", 9}});
    EXPECT_EQ(run(world, jobs::recalculate_age_job).at("changed"), 0);
    EXPECT_EQ(case_of(world, id).at("age"), 9);
    overwrite(world, id, {{"age", 7}});
    EXPECT_EQ(run(world, jobs::recalculate_age_job).at("changed"), 1);
    EXPECT_EQ(case_of(world, id).at("age"), 9);
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

/// The days up to today, as a filter.
std::string until_today(World& world) {
    return "1900-01-01.." + years_ago(world, 0, 0);
}

std::int64_t due_cases(World& world, const std::string& user) {
    return world.as(user)
        .get("/api/v2/cases?record_state=true&retention_due_on=" + until_today(world))
        .total();
}

/// What the newest notification of an event counts; 0 when there is none.
std::int64_t counted(World& world, const std::string& user, std::string_view event) {
    for (const auto& row : world.as(user).get("/api/v2/notifications").rows()) {
        if (json::string_or(row.as_object(), "event") == event)
            return row.as_object().at("details").at("count").to_number<std::int64_t>();
    }
    return 0;
}

/// Makes a periodic job due and does it with all that follows.
void run_with_news(World& world, std::string_view name) {
    world.run_jobs();
    ASSERT_TRUE(world.deployment().database().write([&](store::Transaction& transaction) {
        return store::hasten_schedule(transaction, std::string(name));
    }));
    ASSERT_GE(world.run_jobs(), 1u);
}

TEST(RetentionReview, TellsThoseWhoDecideOfCasesThatWereClosedLongAgo) {
    World world;
    const auto old = world.create_case("worker_a", {});
    const auto recent = world.create_case("worker_a", {});
    const auto open = world.create_case("worker_b", {});
    overwrite(world, old, {{"status", "closed"}, {"date_closure", "2010-02-03"}});
    overwrite(world, recent, {{"status", "closed"}, {"date_closure", years_ago(world, 1, 0)}});
    run_with_news(world, jobs::retention_job);
    EXPECT_EQ(counted(world, "administrator", "retention_due"), 1);
    EXPECT_EQ(counted(world, "super", "retention_due"), 1);
    for (const auto* other : {"worker_a", "supervisor"})
        EXPECT_EQ(counted(world, other, "retention_due"), 0) << other;
    EXPECT_EQ(due_cases(world, "administrator"), 1);
    run_with_news(world, jobs::retention_job);
    EXPECT_EQ(world.as("administrator").get("/api/v2/notifications").total(), 1) << "told once";
    EXPECT_EQ(world.as("administrator").get("/api/v2/cases").total(), 3) << "nothing is removed";
}

TEST(RetentionReview, LetsThoseWhoDecideKeepACase) {
    World world;
    const auto id = world.create_case("worker_a", {});
    overwrite(world, id, {{"status", "closed"}, {"date_closure", "2010-02-03"}});
    const auto path = "/api/v2/cases/" + id;
    const auto* keep = R"({"data":{"retention_keep_until":"2090-01-01"}})";
    EXPECT_EQ(world.as("supervisor").patch(path, keep).status, 403);
    world.as("worker_a").patch(path, keep);
    EXPECT_EQ(due_cases(world, "administrator"), 1) << "not a key of theirs";
    EXPECT_EQ(
        world.as("administrator").patch(path, R"({"data":{"retention_keep_until":"soon"}})").status,
        422);
    const auto kept = world.as("administrator").patch(path, keep);
    EXPECT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(due_cases(world, "administrator"), 0);
    EXPECT_EQ(world.as("administrator").get(path).object().at("retention_keep_until"),
              "2090-01-01");
    EXPECT_FALSE(world.as("worker_a").get(path).object().contains("retention_keep_until"));
}

/// A job that fails for good when it is taken.
void enqueue_hopeless(World& world, std::string_view queue) {
    ASSERT_TRUE(world.deployment().database().write([&](store::Transaction& transaction) {
        return store::enqueue_job(
            transaction, {.queue = std::string(queue), .kind = "unheard_of", .attempts_max = 1});
    }));
    world.run_jobs();
}

TEST(FailureReport, TellsAdministratorsOncePerDay) {
    World world;
    run_with_news(world, jobs::failure_report_job);
    EXPECT_EQ(counted(world, "administrator", "work_failed"), 0);
    enqueue_hopeless(world, "records");
    run_with_news(world, jobs::failure_report_job);
    EXPECT_EQ(counted(world, "administrator", "work_failed"), 1);
    EXPECT_EQ(counted(world, "super", "work_failed"), 1);
    EXPECT_EQ(counted(world, "supervisor", "work_failed"), 0);
    enqueue_hopeless(world, "records");
    run_with_news(world, jobs::failure_report_job);
    EXPECT_EQ(world.as("administrator").get("/api/v2/notifications").total(), 1);
}

TEST(FailureReport, TellsOfMessagesToOtherSystemsThoseWhoLookAfterThem) {
    World world;
    enqueue_hopeless(world, "webhooks");
    run_with_news(world, jobs::failure_report_job);
    EXPECT_EQ(counted(world, "super", "webhook_failed"), 1);
    EXPECT_EQ(counted(world, "super", "work_failed"), 0);
    EXPECT_EQ(world.as("administrator").get("/api/v2/notifications").total(), 0)
        << "may not read webhooks";
}

void add_user(World& world, const std::string& name) {
    const auto made = world.as("super").post("/api/v2/users", R"({"data":{"user_name":")" + name +
                                                                  R"(","full_name":"Ngozi Eze",
            "email":")" + name + R"(@example.org","role_unique_id":"role-cp-case-worker",
            "agency_id":1,"user_group_unique_ids":["usergroup-primero-cp"]}})");
    ASSERT_EQ(made.status, 200) << made.body;
}

/// Changes a document past all rules.
void rewrite(World& world, const std::string& kind, const std::string& key,
             const json::Object& attributes) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto document, store::find_document(transaction, kind, key));
        for (const auto& [name, value] : attributes) document->data[name] = value;
        AMPARO_CHECK(store::put_document(
            transaction, {.kind = kind, .key = key, .data = document->data, .actor = "test"}));
        return {};
    }));
}

TEST(CleanupUnverifiedUsers, RemovesOnlyAccountsThatWereForsaken) {
    World world;
    struct Account {
        std::string name;
        json::Object differs;
    };
    const auto now = format_instant(world.deployment().clock().now());
    const Account accounts[] = {{"forsaken", {}},
                                {"named", {}},
                                {"fresh", {{"updated_at", now}}},
                                {"confirmed", {{"unverified", false}}},
                                {"invited", {{"self_registered", false}}}};
    for (const auto& account : accounts) add_user(world, account.name);
    world.create_case("super", {{"owned_by", "named"}});
    for (const auto& account : accounts) {
        rewrite(world, "user", account.name,
                {{"unverified", true},
                 {"self_registered", true},
                 {"updated_at", "2020-01-01T00:00:00.000Z"}});
        rewrite(world, "user", account.name, account.differs);
    }
    world.run_jobs();
    const auto result = run(world, jobs::unverified_users_job);
    EXPECT_EQ(result.at("removed"), 1) << json::write(result);
    EXPECT_EQ(result.at("kept"), 1) << "records name them";
    const auto list = world.as("super").get("/api/v2/users?per=100").body;
    EXPECT_THAT(list, Not(HasSubstr("\"forsaken\"")));
    for (const auto* there : {"\"fresh\"", "\"confirmed\"", "\"invited\"", "\"named\""})
        EXPECT_THAT(list, HasSubstr(there));
}

TEST(ReportingLocations, FollowTheSettingWithoutAnybodyAskingForIt) {
    World world;
    const auto id = world.create_case("worker_a", {{"location_current", "EX0201"}});
    world.run_jobs();
    const auto place = [&] {
        return json::string_or(world.as("super").get("/api/v2/cases/" + id).object(),
                               "reporting_location_hierarchy");
    };
    EXPECT_THAT(place(), HasSubstr("EX0101"));
    rewrite(world, "system_settings", "default",
            {{"reporting_location_config", {{"field_key", "location_current"}}}});
    EXPECT_EQ(world.run_jobs(), 1u);
    EXPECT_THAT(place(), HasSubstr("EX0201"));
    EXPECT_EQ(world.run_jobs(), 0u);
}

TEST(UnusedFields, AreASpreadsheetForThoseWhoLookAfterForms) {
    World world;
    constexpr const char* current = "/api/v2/unused_fields_report/current";
    auto& administrator = world.as("administrator");
    EXPECT_EQ(administrator.get(current).status, 404) << "nothing was counted yet";
    world.create_case("worker_a", {{"name_first", "Wilhelmina"}, {"sex", "female"}});
    world.create_case(
        "worker_a",
        {{"name_first", "Ana"},
         {"services_section", json::Array{{{"unique_id", "7f0d7a6e-1111-4222-8333-944455566677"},
                                           {"service_type", "health_medical_service"}}}}});
    EXPECT_GT(run(world, jobs::unused_fields_job).at("unused").to_number<int>(), 0);
    for (const auto* other : {"worker_a", "supervisor"})
        EXPECT_EQ(world.as(other).get(current).status, 403) << other;
    const auto link = administrator.get(current).text("unused_fields_report");
    const auto file = administrator.get(link);
    ASSERT_EQ(file.status, 200) << file.body;
    EXPECT_THAT(file.header("Content-Type"), HasSubstr("spreadsheetml"));
    EXPECT_THAT(file.body, HasSubstr("50.000%")) << "the sex, and the type of service";
    EXPECT_THAT(file.body, HasSubstr("services_section.service_type"));
    EXPECT_THAT(file.body, Not(HasSubstr("Wilhelmina")));
    EXPECT_LT(file.body.find("0.000%"), file.body.find("100.000%")) << "the least used first";
    EXPECT_EQ(world.as("super").get(link).status, 404) << "the link of somebody else";
    EXPECT_EQ(world.as("worker_a").get(link).status, 403);
    EXPECT_EQ(administrator.get("/api/v2/unused_fields_report/file").status, 404);
    EXPECT_EQ(world.anonymous().get(link).status, 401);
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

TEST(HealthOfJobs, IsForAdministratorsAndTheAddressesThatTheOperatorNames) {
    World world({.settings = {"health.watchers=192.0.2.7"}});
    constexpr const char* path = "/health/jobs";
    EXPECT_EQ(world.anonymous().get(path).status, 403);
    EXPECT_EQ(world.as("worker_a").get(path).status, 403);
    EXPECT_EQ(world.as("supervisor").get(path).status, 403);
    EXPECT_EQ(world.as("administrator").get(path).status, 200);
    EXPECT_EQ(world.as("super").get(path).status, 200);
    EXPECT_EQ(world.anonymous().get("/health").status, 204) << "whether it is well, all may know";
    const auto forged =
        world.anonymous().get(path, {.headers = {{"X-Forwarded-For", "192.0.2.7"}}});
    EXPECT_EQ(forged.status, 403) << "nobody vouches for the header";
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
