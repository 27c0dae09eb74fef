// Signing in and out, and what protects it (administration.md §§2, 3).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(TokensApi, SignsInWithNameAndPasswordAndGivesCookies) {
    World world;
    auto client = world.anonymous();
    const auto reply = client.sign_in(" Worker_A ", World::password());
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto body = reply.json().as_object();
    EXPECT_EQ(body.at("user_name").as_string(), "worker_a");
    EXPECT_EQ(body.at("id").as_int64(), world.id_of("worker_a"));
    EXPECT_EQ(body.at("group_permission").as_string(), "self");
    EXPECT_FALSE(client.cookie("_app_session").empty());
    EXPECT_FALSE(client.cookie("CSRF-TOKEN").empty());
    EXPECT_EQ(client.get("/api/v2/users/me").status, 200);
}

TEST(TokensApi, KeepsTheSessionCookieFromScriptsAndOtherSites) {
    World world;
    auto client = world.anonymous();
    const auto reply = client.sign_in("worker_a", World::password());
    for (const auto& [name, value] : reply.headers) {
        if (name == "Set-Cookie" && value.starts_with("_app_session=")) {
            EXPECT_THAT(value, HasSubstr("HttpOnly"));
            EXPECT_THAT(value, HasSubstr("SameSite=Lax"));
        }
    }
    EXPECT_EQ(reply.header("Cache-Control"), "no-store");
}

TEST(TokensApi, AnswersUnknownNameAndWrongPasswordAlike) {
    World world;
    auto client = world.anonymous();
    const auto wrong = client.sign_in("worker_a", "not the password");
    const auto unknown = client.sign_in("nobody_here", "not the password");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.header("WWW-Authenticate"), "Bearer realm=\"Primero\" charset=\"UTF8\"");
    EXPECT_TRUE(wrong.json().as_object().contains("error"));
    EXPECT_TRUE(wrong.json().as_object().contains("errors"));
    EXPECT_TRUE(client.cookie("_app_session").empty());
}

TEST(TokensApi, RefusesCredentialsThatAreNotTexts) {
    World world;
    auto client = world.anonymous();
    for (const auto* body : {R"({"user":{"user_name":7,"password":"x"}})",
                             R"({"user":{"user_name":"worker_a"}})", R"({"user":[]})", "{}", ""}) {
        EXPECT_EQ(client.post("/api/v2/tokens", body).status, 401) << body;
    }
    EXPECT_EQ(client.post("/api/v2/tokens", "{not json").status, 400);
    EXPECT_EQ(client.post("/api/v2/tokens", "\"\xff\"").status, 400);
}

TEST(TokensApi, TakesFormsWithBracketKeys) {
    World world;
    auto client = world.anonymous();
    const auto reply = client.post(
        "/api/v2/tokens", "user[user_name]=worker_a&user[password]=correct+horse+battery",
        {.headers = {{"Content-Type", "application/x-www-form-urlencoded"}}});
    EXPECT_EQ(reply.status, 200) << reply.body;
}

TEST(TokensApi, RenewsALiveSessionWithoutABody) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.post("/api/v2/tokens", "").status, 200);
}

TEST(TokensApi, SignsOutForGood) {
    World world;
    auto client = world.anonymous();
    client.sign_in("worker_a", World::password());
    const auto session = client.cookie("_app_session");
    EXPECT_EQ(client.del("/api/v2/tokens").body, "{}");
    EXPECT_TRUE(client.cookie("_app_session").empty());
    client.set_cookie("_app_session", session);
    EXPECT_EQ(client.get("/api/v2/users/me").status, 401);
}

TEST(TokensApi, SigningOutWithoutASessionIsNoFault) {
    World world;
    auto client = world.anonymous();
    const auto reply = client.del("/api/v2/tokens");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "{}");
}

TEST(TokensApi, EndsTheOlderSessionWhenOnlyOneIsAllowed) {
    World world({.settings = {"session.parallel_max=1"}});
    auto first = world.anonymous();
    first.sign_in("worker_a", World::password());
    auto second = world.anonymous();
    second.sign_in("worker_a", World::password());
    EXPECT_EQ(second.get("/api/v2/users/me").status, 200);
    EXPECT_EQ(first.get("/api/v2/users/me").status, 401);
}

TEST(TokensApi, RefusesChangesWithoutTheSecurityToken) {
    World world;
    auto& worker = world.as("worker_a");
    const std::string target = "/api/v2/users/" + std::to_string(world.id_of("worker_a"));
    const auto body = R"({"data":{"position":"Social worker"}})";
    const auto missing = worker.patch(target, body, {.without_csrf = true});
    EXPECT_EQ(missing.status, 403);
    EXPECT_THAT(missing.message(), Not(HasSubstr("Forbidden")));
    EXPECT_EQ(
        worker.patch(target, body, {.headers = {{"X-CSRF-Token", "AAAA"}}, .without_csrf = true})
            .status,
        403);
    EXPECT_EQ(worker.patch(target, body).status, 200);
}

TEST(TokensApi, RefusesTheTokenOfAnotherSession) {
    World world;
    auto& worker = world.as("worker_a");
    const auto foreign = world.as("worker_b").cookie("CSRF-TOKEN");
    const std::string target = "/api/v2/users/" + std::to_string(world.id_of("worker_a"));
    EXPECT_EQ(worker
                  .patch(target, R"({"data":{}})",
                         {.headers = {{"X-CSRF-Token", foreign}}, .without_csrf = true})
                  .status,
              403);
}

TEST(TokensApi, RefusesChangesFromPagesOfOtherSites) {
    World world;
    auto& worker = world.as("worker_a");
    const std::string target = "/api/v2/users/" + std::to_string(world.id_of("worker_a"));
    const auto with_origin = [](const char* origin) {
        return Extra{.headers = {{"Origin", origin}}};
    };
    EXPECT_EQ(worker.patch(target, R"({"data":{}})", with_origin("https://evil.example")).status,
              403);
    EXPECT_EQ(worker.patch(target, R"({"data":{}})", with_origin("null")).status, 403);
    EXPECT_EQ(worker.patch(target, R"({"data":{}})", with_origin("http://localhost")).status, 200);
}

TEST(TokensApi, TakesBasicAuthenticationWithoutCookiesOrToken) {
    World world;
    auto client = world.anonymous();
    client.use_basic("worker_a", World::password());
    const auto reply = client.get("/api/v2/users/me");
    EXPECT_EQ(reply.status, 200);
    EXPECT_TRUE(client.cookie("_app_session").empty());
    const std::string target = "/api/v2/users/" + std::to_string(world.id_of("worker_a"));
    EXPECT_EQ(client.patch(target, R"({"data":{"position":"x"}})").status, 200);
}

TEST(TokensApi, RefusesBadBasicHeaders) {
    World world;
    auto client = world.anonymous();
    client.use_basic("worker_a", "wrong password");
    EXPECT_EQ(client.get("/api/v2/users/me").status, 401);
    for (const auto* header :
         {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic /w==", "Bearer abc", "Digest x"}) {
        auto other = world.anonymous();
        EXPECT_EQ(other.get("/api/v2/users/me", {.headers = {{"Authorization", header}}}).status,
                  401)
            << header;
    }
}

TEST(TokensApi, RefusesForgedAndBrokenSessionCookies) {
    World world;
    for (const auto* value : {"x", "%00", "\"\"", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        auto client = world.anonymous();
        client.set_cookie("_app_session", value);
        EXPECT_EQ(client.get("/api/v2/users/me").status, 401) << value;
    }
}

TEST(TokensApi, LocksANameAfterTooManyFailures) {
    World world({.settings = {"signin.failures_max=3"}});
    auto client = world.anonymous();
    for (int n = 0; n < 3; ++n) client.sign_in("worker_a", "wrong");
    EXPECT_EQ(client.sign_in("worker_a", World::password()).status, 401);
    EXPECT_EQ(client.sign_in("worker_b", World::password()).status, 200);
}

TEST(TokensApi, SlowsDownAttemptsForOneName) {
    World world({.settings = {"signin.per_name_minute=2"}});
    auto client = world.anonymous();
    client.sign_in("worker_a", "wrong");
    client.sign_in("worker_a", "wrong");
    const auto reply = client.sign_in("worker_a", "wrong");
    EXPECT_EQ(reply.status, 429);
    EXPECT_FALSE(reply.header("Retry-After").empty());
}

TEST(TokensApi, ListsAndEndsOnesOwnSessionsOnly) {
    World world;
    auto first = world.anonymous();
    first.sign_in("worker_a", World::password());
    auto second = world.anonymous();
    second.sign_in("worker_a", World::password());
    const auto sessions = second.get("/api/v2/sessions").rows();
    ASSERT_EQ(sessions.size(), 2U);
    std::string other;
    for (const auto& session : sessions) {
        const auto& row = session.as_object();
        if (!row.at("current").as_bool()) other = row.at("id").as_string();
    }
    EXPECT_EQ(world.as("worker_b").del("/api/v2/sessions/" + other).status, 404);
    EXPECT_EQ(second.del("/api/v2/sessions/" + other).status, 200);
    EXPECT_EQ(first.get("/api/v2/sessions").status, 401);
}

}  // namespace
}  // namespace amparo::testing
