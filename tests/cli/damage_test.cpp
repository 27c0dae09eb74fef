#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/cli/program.hpp"
#include "tests/cli/write_load.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;
using ::testing::IsSupersetOf;
using ::testing::Not;

/// A deployment of the test's own, with cases.
class Damage : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }
    /// Changes one byte in the middle of the sealed bytes of a case.
    void spoil(const std::string& id) {
        auto hex = ask(data, "SELECT hex(sealed) FROM records WHERE id = '" + id + "'");
        ASSERT_GT(hex.size(), 100u);
        auto& digit = hex[hex.size() / 2];
        digit = digit == '0' ? '1' : '0';
        tamper(data, "UPDATE records SET sealed = x'" + hex + "' WHERE id = '" + id + "'");
    }
    TemporaryFolder folder;
    fs::path data = folder / "data";
};

/// No trace of what is inside the server.
void expect_plain_reply(const Reply& reply) {
    for (const auto* inside : {"sqlite", "SQLite", "soci", ".cpp", "sealed", "ENOSPC", "disk I/O",
                               "errors.outage:", "what()", "std::"}) {
        EXPECT_THAT(reply.body, Not(HasSubstr(inside)));
    }
}

TEST_F(Damage, ARecordThatDoesNotOpenLeavesTheOthersAlone) {
    std::vector<std::string> ids;
    {
        Server server(data);
        auto admin = server.as("admin");
        ids = case_ids(admin);
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    const auto broken = ids.front();
    spoil(broken);
    Server server(data);
    auto admin = server.as("admin");
    auto others = ids;
    others.erase(others.begin());
    EXPECT_EQ(case_ids(admin), others);
    EXPECT_EQ(admin.get("/api/v2/cases/" + others.front()).status, 200);
    const auto reply = admin.get("/api/v2/cases/" + broken);
    EXPECT_GE(reply.status, 400);
    EXPECT_LT(reply.status, 500) << "asking again does not help";
    EXPECT_THAT(reply.message() + reply.detail(), HasSubstr("damaged"));
    expect_plain_reply(reply);
    const auto end = server.stop(SIGTERM);
    EXPECT_EQ(end.code, 0);
    EXPECT_THAT(end.errors, HasSubstr("\"event\":\"record.broken\",\"record\":\"" + broken));
    const auto verified = amparo({"verify", "--data", data.string()});
    EXPECT_EQ(verified.code, 1);
    EXPECT_THAT(verified.output, HasSubstr("records " + broken + "” does not open"));
    const auto examined = amparo({"doctor", "--data", data.string()});
    EXPECT_THAT(examined.output, HasSubstr("amparo verify"));
    EXPECT_EQ(examined.code, 1);
}

TEST_F(Damage, AChangeThatWasAlteredIsNamed) {
    tamper(data, "UPDATE changes SET actor = 'somebody' WHERE seq = 5");
    const auto verified = amparo({"verify", "--data", data.string()});
    EXPECT_EQ(verified.code, 1);
    EXPECT_THAT(verified.output, HasSubstr("The chain is broken at change 5"));
    EXPECT_THAT(verified.output, HasSubstr("Something was altered"));
}

TEST_F(Damage, AFullDiskStopsWritingAndNothingElse) {
    const auto full = folder / "full";
    Server server(data, {.arguments = {"--set", "session.parallel_max=10"},
                         .environment = {{"LD_PRELOAD", AMPARO_FULL_DISK_SHIM},
                                         {"AMPARO_TEST_FULL_DISK", full.string()}}});
    auto admin = server.as("admin");
    const auto before = case_ids(admin);
    WriteLoad load(server.port(), 4);
    load.wait_for(20);
    std::ofstream(full) << "now";

    const std::string refused = "0f0f0f0f-1111-4222-8333-444444444444";
    const auto reply = admin.post("/api/v2/cases", new_case(refused));
    EXPECT_EQ(reply.status, 503) << reply.body;
    EXPECT_EQ(reply.header("Retry-After"), "10");
    EXPECT_EQ(reply.message(), "Service Unavailable");
    EXPECT_THAT(reply.detail(), HasSubstr("Nothing was saved"));
    expect_plain_reply(reply);
    EXPECT_THAT(case_ids(admin), IsSupersetOf(before)) << "reading goes on";
    EXPECT_EQ(admin.get("/api/v2/cases/" + before.front()).status, 200);
    EXPECT_EQ(admin.get("/api/v2/cases/" + refused).status, 404);
    EXPECT_EQ(admin.get("/health").status, 204);
    load.stop();
    EXPECT_THAT(load.refusals(), Each(503));

    fs::remove(full);
    EXPECT_EQ(admin.post("/api/v2/cases", new_case(refused)).status, created)
        << "and so does writing";
    EXPECT_EQ(server.stop(SIGTERM).code, 0);

    Server again(data);
    auto reader = again.as("admin");
    auto confirmed = load.acknowledged();
    confirmed.push_back(refused);
    EXPECT_THAT(confirmed, IsSubsetOf(case_ids(reader)));
    EXPECT_EQ(again.stop(SIGTERM).code, 0);
    EXPECT_EQ(amparo({"verify", "--data", data.string()}).code, 0);
}

TEST_F(Damage, AFullDiskSpoilsNoBackupAndNoKeyRing) {
    // A server holds the database open, so that the commands need no room for that.
    const Server server(data);
    const auto full = folder / "full";
    std::ofstream(full) << "now";
    const Environment on_a_full_disk{{"LD_PRELOAD", AMPARO_FULL_DISK_SHIM},
                                     {"AMPARO_TEST_FULL_DISK", full.string()}};
    const auto keys = content_of(data / "amparo.keys");
    const auto copy = folder / "copy.amparo";
    const auto saved = amparo({"backup", "--data", data.string(), copy.string()}, on_a_full_disk);
    EXPECT_EQ(saved.code, 3);
    EXPECT_THAT(saved.errors, HasSubstr("The disk is full."));
    EXPECT_FALSE(fs::exists(copy)) << "half a backup looks like one";
    const auto rotated = amparo({"rotate-key", "--data", data.string()}, on_a_full_disk);
    EXPECT_EQ(rotated.code, 3);
    EXPECT_THAT(rotated.errors, HasSubstr("The disk is full."));
    EXPECT_EQ(content_of(data / "amparo.keys"), keys);
    fs::remove(full);
    EXPECT_EQ(amparo({"verify", "--data", data.string()}).code, 0);
}

}  // namespace
}  // namespace amparo::testing
