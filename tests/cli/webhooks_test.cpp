#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <set>

#include "tests/cli/program.hpp"
#include "tests/cli/write_load.hpp"
#include "tests/support/webhook_receiver.hpp"

namespace amparo::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsSubsetOf;

/// A server with a receiver on this machine, and what an operator sees of it.
class WebhookServer : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }
    static ServeWith local_receivers() {
        return {.arguments = {"--set", "webhooks.allow_http=true", "--set",
                              "webhooks.private_targets=127.0.0.0/8"}};
    }
    void register_webhook(const Server& server) {
        const auto made = server.as("admin").post(
            "/api/v2/webhooks",
            R"({"data":{"events":"case.*","role_unique_id":"role-cp-case-worker",)"
            R"("auth_type":"hmac","auth_secret":"a secret of the test","url":")" +
                receiver.url() + R"("}})");
        ASSERT_EQ(made.status, 200) << made.body;
    }
    std::vector<std::string> told() const {
        std::set<std::string> ids;
        for (const auto& message : receiver.taken()) ids.insert(message.text("record_id"));
        return {ids.begin(), ids.end()};
    }
    bool hears_of(const std::vector<std::string>& ids) const {
        for (int round = 0; round < 3000; ++round) {
            const auto heard = told();
            if (std::ranges::includes(heard, ids)) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    Finished doctor() { return amparo({"doctor", "--data", data.string()}); }

    TemporaryFolder folder;
    fs::path data = folder / "data";
    WebhookReceiver receiver;
};

TEST_F(WebhookServer, TellsOfEveryCommitThoughItIsKilledMeanwhile) {
    std::vector<std::string> confirmed;
    {
        Server server(data, local_receivers());
        register_webhook(server);
        WriteLoad load(server.port(), 3);
        load.wait_for(25);
        server.stop(SIGKILL);
        load.stop();
        confirmed = load.acknowledged();
    }
    std::ranges::sort(confirmed);
    // What was being sent belongs to a dead worker; its lease would end after a minute.
    tamper(data, "UPDATE jobs SET run_at = 0 WHERE state = 'running'");
    const Server again(data, local_receivers());
    EXPECT_TRUE(hears_of(confirmed)) << told().size() << " of " << confirmed.size();
    for (const auto& message : receiver.taken()) {
        EXPECT_NE(message.header("Amparo-Signature"), "");
    }
}

TEST_F(WebhookServer, CatchesUpOnWhatHappenedWhileNothingWasSent) {
    {
        Server server(data, local_receivers());
        register_webhook(server);
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    const std::string id = "0f0f0f0f-1111-4222-8333-444444444444";
    {
        auto off = local_receivers();
        off.arguments.insert(off.arguments.end(), {"--set", "webhooks.enabled=false"});
        Server server(data, off);
        ASSERT_EQ(server.as("admin").post("/api/v2/cases", new_case(id)).status, created);
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    EXPECT_TRUE(receiver.taken().empty()) << "the operator switched it off";
    tamper(data, "UPDATE jobs SET run_at = 0 WHERE state = 'waiting'");
    const Server server(data, local_receivers());
    EXPECT_TRUE(hears_of({id}));
}

TEST_F(WebhookServer, ShowsTheDoctorWhatIsBroken) {
    EXPECT_EQ(doctor().code, 0) << "without any";
    {
        Server server(data, local_receivers());
        register_webhook(server);
        ASSERT_EQ(server.as("admin")
                      .post("/api/v2/cases", new_case("0f0f0f0f-1111-4222-8333-444444444444"))
                      .status,
                  created);
        EXPECT_TRUE(hears_of({"0f0f0f0f-1111-4222-8333-444444444444"}));
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    const auto good = doctor();
    EXPECT_EQ(good.code, 0) << good.output;
    EXPECT_THAT(good.output, HasSubstr("The webhooks work (1)."));
    tamper(data, "UPDATE webhook_deliveries SET state = 'dead'");
    const auto dead = doctor();
    EXPECT_EQ(dead.code, 1);
    EXPECT_THAT(dead.output, HasSubstr("1 messages were given up"));
    tamper(data, "UPDATE webhook_deliveries SET state = 'failed', created_at = 0");
    EXPECT_THAT(doctor().output, HasSubstr("have waited for more than three hours"));
    tamper(data, "DELETE FROM documents WHERE kind = 'role' AND key = 'role-cp-case-worker'");
    EXPECT_THAT(doctor().output, HasSubstr("the role that decides what is sent is missing"));
}

TEST_F(WebhookServer, RefusesRangesThatAreNone) {
    const auto refused = amparo({"serve", "--port", "0", "--data", data.string(), "--set",
                                 "webhooks.private_targets=the intranet"});
    EXPECT_NE(refused.code, 0);
    EXPECT_THAT(refused.errors, HasSubstr("webhooks.private_targets"));
}

}  // namespace
}  // namespace amparo::testing
