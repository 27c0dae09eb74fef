// Files of records are checked for viruses, by a scanner that may be away or behave badly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "cli/deployment.hpp"
#include "jobs/clamd.hpp"
#include "tests/support/scanner.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using jobs::Clamd;
using jobs::ClamdAddress;
using jobs::ClamdVerdict;
using ::testing::HasSubstr;
using ::testing::Not;
using Manner = FakeScanner::Manner;

WorldOptions with_scanner(const FakeScanner& scanner) {
    return {.settings = {"scanner.address=" + scanner.address(), "scanner.timeout_seconds=1"}};
}

std::string document(const std::string& bytes) {
    return json::write(json::Object{{"data",
                                     {{"field_name", "other_documents"},
                                      {"attachment_type", "document"},
                                      {"file_name", "letter.txt"},
                                      {"attachment", crypto::base64(bytes)}}}});
}

/// A case of worker_a and its file.
struct Filed {
    std::string record;
    std::string path = {};
    std::string state = {};
};

Filed file_of(World& world, const std::string& bytes) {
    Filed filed{.record = "/api/v2/cases/" + world.create_case("worker_a", {{"age", 9}})};
    const auto made = world.as("worker_a").post(filed.record + "/attachments", document(bytes));
    EXPECT_EQ(made.status, 200) << made.body;
    filed.path = filed.record + "/attachments/" + made.text("id");
    filed.state = made.text("scan");
    return filed;
}

/// The only document of the case, as somebody sees it.
json::Object seen(World& world, const std::string& user_name, const std::string& record) {
    const auto files = json::Value(world.as(user_name).get(record).object().at("other_documents"));
    return files.as_array().at(0).as_object();
}

std::string state_of(World& world, const std::string& record) {
    return json::string_or(seen(world, "worker_a", record), "scan");
}

TEST(FileScansApi, SaysThatNobodyLookedWhereThereIsNoScanner) {
    World world;
    const auto filed = file_of(world, "a letter");
    EXPECT_EQ(filed.state, "unchecked");
    world.run_jobs();
    EXPECT_EQ(state_of(world, filed.record), "unchecked");
    EXPECT_EQ(world.as("worker_a").get(filed.path).status, 200);
    EXPECT_EQ(world.anonymous().get("/health/scanner").status, 204);
}

TEST(FileScansApi, CallsAFileCleanOnceTheScannerHasSaidSo) {
    FakeScanner scanner;
    World world(with_scanner(scanner));
    const auto filed = file_of(world, "a letter");
    EXPECT_EQ(filed.state, "pending");
    const auto before = world.as("worker_a").get(filed.record).object();
    world.run_jobs();
    EXPECT_EQ(scanner.files(), 1);
    EXPECT_EQ(state_of(world, filed.record), "clean");
    EXPECT_EQ(world.as("supervisor").get(filed.path).body, "a letter");
    const auto after = world.as("worker_a").get(filed.record).object();
    EXPECT_EQ(after.at("last_updated_at"), before.at("last_updated_at")) << "nobody edited it";
    world.run_jobs();
    EXPECT_EQ(scanner.files(), 1) << "once";
}

TEST(FileScansApi, NeverHandsAnInfectedFileOut) {
    FakeScanner scanner;
    World world(with_scanner(scanner));
    const auto filed = file_of(world, FakeScanner::test_virus());
    world.run_jobs();
    EXPECT_EQ(state_of(world, filed.record), "infected");
    for (const auto* name : {"worker_a", "supervisor", "super"}) {
        const auto refused = world.as(name).get(filed.path);
        EXPECT_EQ(refused.status, 403) << name;
        EXPECT_THAT(refused.body, HasSubstr("virus"));
        EXPECT_THAT(refused.body, Not(HasSubstr("ANTIVIRUS")));
        EXPECT_TRUE(seen(world, name, filed.record).at("attachment_url").is_null());
    }
    EXPECT_EQ(world.as("worker_a").get(filed.path + "?page=1").status, 403);
    EXPECT_EQ(world.as("worker_a").del(filed.path).status, 204) << "it can be removed";
}

TEST(FileScansApi, TellsTheSenderAndTheAuditLogOfAVirus) {
    FakeScanner scanner;
    World world(with_scanner(scanner));
    const auto filed = file_of(world, FakeScanner::test_virus());
    world.run_jobs();
    world.run_jobs();
    const auto news = world.as("worker_a").get("/api/v2/notifications");
    ASSERT_EQ(news.total(), 1) << news.body;
    EXPECT_THAT(news.body, HasSubstr("file_infected"));
    EXPECT_EQ(world.as("supervisor").get("/api/v2/notifications").total(), 0);
    world.deployment().audit().flush();
    const auto entries = world.audit("audit_log_actions[0]=virus_found");
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_THAT(filed.record, HasSubstr(json::string_or(entries.at(0).as_object(), "record_id")));
}

TEST(FileScansApi, LetsOnlyWritersSeeWhatIsBeingChecked) {
    FakeScanner scanner;
    World world(with_scanner(scanner));
    const auto filed = file_of(world, "a letter");
    EXPECT_EQ(world.as("worker_a").get(filed.path).status, 200);
    EXPECT_EQ(world.as("supervisor").get(filed.path).status, 403) << "they only read cases";
    auto& administrator = world.as("super");
    const auto choose = [&](const char* choice) {
        return administrator
            .patch("/api/v2/system_settings",
                   json::write(
                       json::Object{{"data", {{"system_options", {{"pending_files", choice}}}}}}))
            .status;
    };
    EXPECT_EQ(choose("strangers"), 422);
    ASSERT_EQ(choose("nobody"), 200);
    const auto refused = world.as("worker_a").get(filed.path);
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("being checked"));
    EXPECT_TRUE(seen(world, "worker_a", filed.record).at("attachment_url").is_null());
    ASSERT_EQ(choose("everyone"), 200);
    EXPECT_EQ(world.as("worker_a").get(filed.path).status, 200);
    world.run_jobs();
    ASSERT_EQ(choose("nobody"), 200);
    EXPECT_EQ(world.as("worker_a").get(filed.path).status, 200) << "it is clean by now";
}

TEST(FileScansApi, KeepsFilesWaitingWhileTheScannerIsAway) {
    std::string address;
    {
        FakeScanner gone;
        address = gone.address();
    }
    World world({.settings = {"scanner.address=" + address, "scanner.timeout_seconds=1"}});
    const auto filed = file_of(world, "a letter");
    world.run_jobs();
    EXPECT_EQ(world.as("super").post("/api/v2/job_schedules/ScannerCheck/run", "{}").status, 204);
    world.run_jobs();
    EXPECT_EQ(state_of(world, filed.record), "pending");
    EXPECT_EQ(world.anonymous().get("/health/scanner").status, 503);
    const auto waiting = world.as("super").get("/api/v2/jobs?state=waiting");
    EXPECT_THAT(waiting.body, HasSubstr("errors.scanner.unreachable"));
    const auto periodic = world.as("super").get("/api/v2/job_schedules");
    EXPECT_THAT(periodic.body, HasSubstr("ScannerCheck"));
}

TEST(FileScansApi, AsksAgainInTheNewPlaceOfAFileThatMoved) {
    FakeScanner scanner;
    World world(with_scanner(scanner));
    const auto filed = file_of(world, "a letter");
    const auto kept = world.create_case("worker_a", {{"age", 9}});
    const auto other = filed.record.substr(std::string("/api/v2/cases/").size());
    const auto merged = world.as("super").post(
        "/api/v2/cases/" + kept + "/merges/" + other,
        json::write(json::Object{
            {"data", {{"revision", 1}, {"other_revision", 2}, {"choices", json::Object()}}}}));
    ASSERT_EQ(merged.status, 200) << merged.body;
    world.run_jobs();
    EXPECT_EQ(state_of(world, "/api/v2/cases/" + kept), "clean");
}

class ClamdTalk : public ::testing::Test {
  protected:
    Clamd clamd() const {
        return {ClamdAddress::parse(scanner.address()).value(), std::chrono::milliseconds(300)};
    }
    FakeScanner scanner;
};

TEST_F(ClamdTalk, TellsVirusesFromOtherFilesOfAnySize) {
    EXPECT_EQ(clamd().scan("a letter").value(), ClamdVerdict::clean);
    EXPECT_EQ(clamd().scan(FakeScanner::test_virus()).value(), ClamdVerdict::infected);
    EXPECT_EQ(clamd().scan(std::string(3'000'000, 'x')).value(), ClamdVerdict::clean);
    EXPECT_EQ(clamd().scan("").value(), ClamdVerdict::clean);
    EXPECT_TRUE(clamd().ping());
}

TEST_F(ClamdTalk, TakesNoUnclearAnswerForGood) {
    for (const auto manner : {Manner::unclear, Manner::hangs_up, Manner::endless}) {
        scanner.behave(manner);
        const auto verdict = clamd().scan("a letter");
        ASSERT_FALSE(verdict) << static_cast<int>(manner);
        EXPECT_EQ(verdict.error().code, Errc::busy);
    }
    scanner.behave(Manner::unclear);
    EXPECT_FALSE(clamd().ping());
}

TEST_F(ClamdTalk, GivesUpWhenTheScannerSaysNothing) {
    scanner.behave(Manner::silent);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(clamd().scan(std::string(20U << 20U, 'x'))) << "more than the socket holds";
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
    scanner.behave(Manner::proper);
}

TEST_F(ClamdTalk, BelievesAScannerThatHasHeardEnough) {
    scanner.behave(Manner::early_finder);
    const auto verdict = clamd().scan("x");
    EXPECT_NE(verdict.value_or(ClamdVerdict::infected), ClamdVerdict::clean);
}

TEST(ClamdAddressText, IsASocketOrAHostAndPort) {
    EXPECT_EQ(ClamdAddress::parse("/run/clamav/clamd.ctl").value().socket, "/run/clamav/clamd.ctl");
    EXPECT_EQ(ClamdAddress::parse("scanner:3310").value().host, "scanner");
    EXPECT_EQ(ClamdAddress::parse("[::1]:3310").value().host, "::1");
    for (const auto* wrong : {"", "scanner", "scanner:", ":3310", "scanner:0", "scanner:99999",
                              "::1:3310", "scanner:33x"})
        EXPECT_FALSE(ClamdAddress::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace amparo::testing
