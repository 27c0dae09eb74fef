#include "access/password_resets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "store/jobs.hpp"

namespace amparo::access {
namespace {

using ::testing::ElementsAre;
using testing::problems;
using testing::refusal;
using testing::World;

constexpr const char* new_password = "seven herons cross the delta";
constexpr const char* dead = "reset_password_token user.password_reset.errors.reset_password_token";

class PasswordResetsTest : public ::testing::Test {
  protected:
    explicit PasswordResetsTest(const World::Options& options = {}) : world(options) {
        world.add("super", {.role = "role-superuser"});
        world.add("worker");
        world.add("other");
        give("worker", {{"email", "Worker@Example.org"}});
        give("other", {{"email", "other@example.org"}});
    }
    void give(const std::string& name, const json::Object& input) {
        ASSERT_TRUE(world.users->update(world.system(), world.id_of(name), {.input = input}));
    }
    SecretText token_of(const std::string& name) {
        return issue_reset_token(*world.database, UserName(name)).value();
    }
    Result<Directory::UserPointer> reset(const SecretText& token,
                                         const std::string& password = new_password) {
        return world.users->reset_password({.token = token,
                                            .password = SecretText(password),
                                            .confirmation = SecretText(password),
                                            .remote_ip = world.client_ip});
    }
    bool can_sign_in(const std::string& name, const std::string& password) {
        world.clock.advance(std::chrono::minutes(2));  // past the throttle
        return world.authenticator->sign_in(world.credentials(name, password)).has_value();
    }
    std::vector<json::Object> asked() {
        std::vector<json::Object> payloads;
        const auto jobs = world.database->read([&](store::Snapshot& snapshot) {
            return store::list_jobs(snapshot, {.state = store::JobState::waiting});
        });
        for (const auto& job : jobs.value()) {
            if (job.kind == reset_job) payloads.push_back(job.payload);
        }
        return payloads;
    }

    World world;
};

TEST_F(PasswordResetsTest, ATokenSetsThePasswordOnceAndEndsAllSessions) {
    const auto before =
        world.authenticator->sign_in(world.credentials("worker", testing::good_password));
    ASSERT_TRUE(before);
    world.clock.advance(std::chrono::minutes(1));
    const auto token = token_of("worker");
    const auto user = reset(token);
    ASSERT_TRUE(user) << user.error().message.key;
    EXPECT_EQ((*user)->user_name.text(), "worker");
    EXPECT_FALSE(world.authenticator->resume(before->started.token));
    EXPECT_THAT(problems(reset(token, "another quiet morning")), ElementsAre(dead));
    EXPECT_TRUE(can_sign_in("worker", new_password));
    EXPECT_FALSE(can_sign_in("worker", testing::good_password));
    EXPECT_TRUE(can_sign_in("other", testing::good_password));
}

TEST_F(PasswordResetsTest, ItLivesADayAndDiesWithTheNextOne) {
    const auto first = token_of("worker");
    const auto second = token_of("worker");
    EXPECT_THAT(problems(reset(first)), ElementsAre(dead));
    world.clock.advance(reset_token_life + std::chrono::seconds(1));
    EXPECT_THAT(problems(reset(second)), ElementsAre(dead));
    const auto third = token_of("worker");
    world.clock.advance(reset_token_life - std::chrono::minutes(1));
    EXPECT_TRUE(reset(third));
}

TEST_F(PasswordResetsTest, ItDiesWhenThePasswordIsSetOtherwise) {
    const auto token = token_of("worker");
    world.clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(world.users->set_password(world.system(), UserName("worker"),
                                          SecretText("a lantern on the far shore")));
    EXPECT_THAT(problems(reset(token)), ElementsAre(dead));
}

TEST_F(PasswordResetsTest, ItIsOfNoUseToWhomeverIsDisabled) {
    const auto token = token_of("worker");
    give("worker", {{"disabled", true}});
    EXPECT_THAT(problems(reset(token)), ElementsAre(dead));
    EXPECT_THAT(problems(reset(SecretText("guessed"))), ElementsAre(dead));
    EXPECT_THAT(problems(reset(SecretText(""))), ElementsAre(dead));
}

TEST_F(PasswordResetsTest, ABadPasswordLeavesTheTokenAlive) {
    const auto token = token_of("worker");
    const auto refused = world.users->reset_password({.token = token,
                                                      .password = SecretText("short"),
                                                      .confirmation = SecretText("shirt"),
                                                      .remote_ip = world.client_ip});
    EXPECT_THAT(problems(refused), ElementsAre("password user.password_reset.errors.password",
                                               "password_confirmation "
                                               "user.password_reset.errors.password_confirmation"));
    EXPECT_THAT(problems(reset(token, "123456789012")),
                ElementsAre("password user.password_reset.errors.password"));
    EXPECT_TRUE(reset(token));
}

TEST_F(PasswordResetsTest, AskingTellsNobodyWhoIsKnown) {
    EXPECT_TRUE(world.users->ask_for_reset(" WORKER@example.ORG ", "192.0.2.1"));
    EXPECT_TRUE(world.users->ask_for_reset("nobody@example.org", "192.0.2.1"));
    EXPECT_TRUE(world.users->ask_for_reset("", "192.0.2.1"));
    const auto payloads = asked();
    ASSERT_EQ(payloads.size(), 3U) << "the work is the same for every address";
    std::size_t known = 0;
    for (const auto& payload : payloads) {
        const auto user = user_to_reset(*world.now(), payload);
        if (user == nullptr) continue;
        EXPECT_EQ(user->user_name.text(), "worker");
        ++known;
    }
    EXPECT_EQ(known, 1U);
    give("worker", {{"disabled", true}});
    EXPECT_EQ(user_to_reset(*world.now(), {{"email", "worker@example.org"}}), nullptr);
}

TEST_F(PasswordResetsTest, OthersMayBeSentOneByWhoeverMayChangeThem) {
    EXPECT_TRUE(world.users->ask_for_reset_of(world.as("super"), world.id_of("worker")));
    EXPECT_TRUE(world.users->ask_for_reset_of(world.as("worker"), world.id_of("worker")));
    EXPECT_EQ(refusal(world.users->ask_for_reset_of(world.as("other"), world.id_of("worker"))),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->ask_for_reset_of(world.as("super"), 99'999)), Errc::not_found);
    ASSERT_EQ(asked().size(), 2U);
    EXPECT_EQ(user_to_reset(*world.now(), asked()[0])->user_name.text(), "worker");
}

class ThrottledResetsTest : public PasswordResetsTest {
  protected:
    ThrottledResetsTest()
        : PasswordResetsTest({.limits = {.per_name_minute = 3, .per_address_minute = 8}}) {}
};

TEST_F(ThrottledResetsTest, AreSlowedDownByAddressAndByToken) {
    for (const auto* from : {"192.0.2.1", "192.0.2.2", "192.0.2.3"})
        EXPECT_TRUE(world.users->ask_for_reset("worker@example.org", from));
    EXPECT_EQ(refusal(world.users->ask_for_reset("Worker@example.org", "192.0.2.4")),
              Errc::too_many_requests);
    EXPECT_TRUE(world.users->ask_for_reset("other@example.org", "192.0.2.4"));
    std::optional<Errc> last;
    for (int guess = 0; guess < 9; ++guess)
        last = refusal(reset(SecretText("guess " + std::to_string(guess))));
    EXPECT_EQ(last, Errc::too_many_requests);
    world.clock.advance(std::chrono::minutes(2));
    EXPECT_TRUE(reset(token_of("worker")));
}

}  // namespace
}  // namespace amparo::access
