#include "access/sessions.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "access/access_test_support.hpp"
#include "access/csrf.hpp"
#include "store/records.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

using namespace std::chrono_literals;
using testing::refusal;
using testing::World;

class SessionsTest : public ::testing::Test {
  protected:
    SessionsTest() {
        world.add("ana");
        world.add("ben");
    }
    StartedSession start(const std::string& name = "ana") {
        return world.sessions->start(UserName(name), {"192.0.2.7", "Browser"}).value();
    }
    bool is_live(const StartedSession& started, Sessions& sessions) {
        return sessions.resume(started.token).has_value();
    }
    bool is_live(const StartedSession& started) { return is_live(started, *world.sessions); }
    std::vector<store::VolatileRow> rows(const std::string& name = "ana") {
        return world.database
            ->read([&](store::Snapshot& snapshot) {
                return store::volatile_of_owner(snapshot, "session", name);
            })
            .value();
    }

    World world;
};

TEST_F(SessionsTest, ATokenOpensItsSessionAndNoOtherTokenDoes) {
    const auto started = start();
    const auto session = world.sessions->resume(started.token);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->user.text(), "ana");
    EXPECT_EQ(session->id, started.session.id);
    auto other = started.token.reveal();
    other.back() = other.back() == 'A' ? 'B' : 'A';
    EXPECT_EQ(refusal(world.sessions->resume(SecretText(other))), Errc::unauthenticated);
    EXPECT_EQ(refusal(world.sessions->resume(SecretText())), Errc::unauthenticated);
    EXPECT_EQ(refusal(world.sessions->resume(SecretText(session->id))), Errc::unauthenticated);
}

TEST_F(SessionsTest, TheTokenItselfIsNotStored) {
    const auto started = start();
    EXPECT_GE(started.token.reveal().size(), 43U) << "256 bits";
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].key_hash.size(), 64U);
    EXPECT_EQ(json::write(rows()[0].data).find(started.token.reveal()), std::string::npos);
    EXPECT_NE(rows()[0].key_hash, started.token.reveal());
}

TEST_F(SessionsTest, EndAfterAnIdleHourButLiveOnWhileUsed) {
    const auto idle = start();
    world.clock.advance(59min + 59s);
    EXPECT_TRUE(is_live(idle));
    world.clock.advance(59min + 59s);
    EXPECT_TRUE(is_live(idle));
    world.clock.advance(60min);
    EXPECT_FALSE(is_live(idle));
    world.clock.advance(-1min);
    EXPECT_TRUE(is_live(idle)) << "the clock decides, not the refusal";
}

TEST_F(SessionsTest, EndAfterTwelveHoursHoweverUsed) {
    const auto used = start();
    for (int minutes = 0; minutes < 12 * 60; minutes += 30) {
        EXPECT_TRUE(is_live(used)) << minutes;
        world.clock.advance(30min);
    }
    EXPECT_FALSE(is_live(used));
}

TEST_F(SessionsTest, ANewOneEndsTheOldOneOfTheSameUserOnly) {
    const auto first = start();
    const auto others = start("ben");
    const auto second = start();
    EXPECT_FALSE(is_live(first));
    EXPECT_TRUE(is_live(second));
    EXPECT_TRUE(is_live(others));
}

TEST_F(SessionsTest, SeveralMayLiveWhereTheSettingSaysSo) {
    Sessions several(*world.database, {.parallel_max = 2});
    std::vector<StartedSession> started;
    for (int count = 0; count < 3; ++count) {
        started.push_back(several.start(UserName("ana"), {}).value());
        world.clock.advance(1s);
    }
    EXPECT_FALSE(is_live(started[0], several));
    EXPECT_TRUE(is_live(started[1], several));
    EXPECT_TRUE(is_live(started[2], several));
}

TEST_F(SessionsTest, LoggingOutEndsThemAll) {
    Sessions several(*world.database, {.parallel_max = 2});
    const auto first = several.start(UserName("ana"), {}).value();
    const auto second = several.start(UserName("ana"), {}).value();
    ASSERT_TRUE(several.end_all(UserName("ana")));
    EXPECT_FALSE(is_live(first, several));
    EXPECT_FALSE(is_live(second, several));
    EXPECT_TRUE(rows().empty());
}

TEST_F(SessionsTest, RequestsDoNotBecomeWrites) {
    const auto started = start();
    const auto written_at = [&] { return rows().at(0).updated_at; };
    const auto first = written_at();
    for (int request = 0; request < 20; ++request) {
        world.clock.advance(2s);
        EXPECT_TRUE(is_live(started));
    }
    EXPECT_EQ(written_at(), first);
    world.clock.advance(30s);
    EXPECT_TRUE(is_live(started));
    EXPECT_GT(written_at(), first);
}

TEST_F(SessionsTest, LiveOnOnAnotherNode) {
    const auto started = start();
    Sessions other_node(*world.database, {});
    EXPECT_TRUE(is_live(started, other_node));
    world.clock.advance(61min);
    EXPECT_FALSE(is_live(started, other_node));
}

TEST_F(SessionsTest, EndOnAnotherNodeWithinSecondsAndStayEnded) {
    const auto started = start();
    Sessions other_node(*world.database, {});
    ASSERT_TRUE(is_live(started, other_node));
    ASSERT_TRUE(world.sessions->end_all(UserName("ana")));
    EXPECT_FALSE(is_live(started)) << "at once where it was ended";
    world.clock.advance(5s);
    EXPECT_FALSE(is_live(started, other_node));
    EXPECT_TRUE(rows().empty()) << "a late request does not bring it back";
}

TEST_F(SessionsTest, ALateTouchDoesNotReviveAnEndedSession) {
    const auto started = start();
    Sessions other_node(*world.database, {.revalidate_every = 3600s});
    ASSERT_TRUE(is_live(started, other_node));
    ASSERT_TRUE(world.sessions->end_all(UserName("ana")));
    world.clock.advance(61s);
    is_live(started, other_node);
    EXPECT_TRUE(rows().empty());
    EXPECT_FALSE(is_live(started, other_node));
}

TEST_F(SessionsTest, AreListedAndEndedByTheirOwnerOnly) {
    Sessions several(*world.database, {.parallel_max = 3});
    const auto first = several.start(UserName("ana"), {"192.0.2.1", "Phone"}).value();
    world.clock.advance(1min);
    const auto second = several.start(UserName("ana"), {"192.0.2.2", "Laptop"}).value();
    const auto listed = several.list(world.as("ana"));
    ASSERT_EQ(listed->size(), 2U);
    EXPECT_EQ(listed->at(0).client.user_agent, "Laptop");
    EXPECT_TRUE(several.list(world.as("ben"))->empty());
    EXPECT_EQ(refusal(several.end_one(world.as("ben"), first.session.id)), Errc::not_found);
    EXPECT_EQ(refusal(several.end_one(world.as("ana"), "unknown")), Errc::not_found);
    ASSERT_TRUE(several.end_one(world.as("ana"), first.session.id));
    EXPECT_FALSE(is_live(first, several));
    EXPECT_TRUE(is_live(second, several));
}

TEST_F(SessionsTest, KeepOnlyTheBeginningOfALongUserAgent) {
    std::string agent(299, 'x');
    agent += "éééé";
    const auto started = world.sessions->start(UserName("ana"), {"192.0.2.7", agent}).value();
    EXPECT_EQ(started.session.client.user_agent, std::string(299, 'x'));
    EXPECT_TRUE(is_live(started));
}

TEST(Csrf, TokensDifferButAllBelongToTheirSecret) {
    SystemRandom random;
    const auto secret = new_csrf_secret(random);
    const auto first = csrf_token(secret, random);
    const auto second = csrf_token(secret, random);
    EXPECT_NE(first, second);
    EXPECT_TRUE(is_csrf_token_of(secret, first));
    EXPECT_TRUE(is_csrf_token_of(secret, second));
    EXPECT_FALSE(is_csrf_token_of(new_csrf_secret(random), first));
    EXPECT_EQ(first.find_first_of("+/=%;, "), std::string::npos) << "fits a cookie as it is";
}

TEST(Csrf, BadTokensAreRefused) {
    SystemRandom random;
    const auto secret = new_csrf_secret(random);
    auto token = csrf_token(secret, random);
    token[10] = token[10] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(is_csrf_token_of(secret, token));
    const std::vector<std::string> bad_tokens{"", "abc", "!!!!", std::string(5000, 'A')};
    for (const auto& bad : bad_tokens) {
        EXPECT_FALSE(is_csrf_token_of(secret, bad)) << bad.size();
    }
    EXPECT_FALSE(is_csrf_token_of(SecretText(), csrf_token(secret, random)));
}

TEST(Csrf, WithoutSessionCookieAndHeaderMustAgree) {
    SystemRandom random;
    const auto token = csrf_token_without_session(random);
    EXPECT_TRUE(is_sent_twice(token, token));
    EXPECT_FALSE(is_sent_twice(token, csrf_token_without_session(random)));
    EXPECT_FALSE(is_sent_twice("", ""));
    EXPECT_FALSE(is_sent_twice("short", "short"));
}

}  // namespace
}  // namespace amparo::access
