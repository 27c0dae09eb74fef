// New passwords by mail (administration.md §6.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/receivers.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* request_path = "/api/v2/users/password-reset-request";
constexpr const char* reset_path = "/api/v2/users/password-reset";
constexpr const char* new_password = "seven herons cross the delta";

std::vector<std::string> mail_to(const MailReceiver& receiver) {
    return {"smtp.host=127.0.0.1", "smtp.port=" + std::to_string(receiver.port()),
            "smtp.security=none", "smtp.from=amparo@example.org"};
}

std::string asking(const std::string& email) {
    return json::write(json::Object{{"user", json::Object{{"email", email}}}});
}

std::string setting(const std::string& token, const std::string& password) {
    return json::write(json::Object{{"user", json::Object{{"reset_password_token", token},
                                                          {"password", password},
                                                          {"password_confirmation", password}}}});
}

std::string token_in(const std::string& body) {
    const std::string mark = "reset_password_token=";
    const auto at = body.find(mark);
    if (at == std::string::npos) return "";
    const auto begin = at + mark.size();
    return body.substr(begin, body.find_first_of(" \r\n", begin) - begin);
}

constexpr const char* dead_token = "user.password_reset.errors.reset_password_token";

TEST(PasswordResetsApi, TheMailedTokenSetsAPasswordOnceAndSignsIn) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    auto& before = world.as("worker_b");
    auto client = world.anonymous();
    const auto asked = client.post(request_path, asking("Worker_B@example.org"));
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.text("message"), "user.password_reset.request_submitted");
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 1U);
    const auto mail = receiver.mails()[0];
    EXPECT_THAT(mail.to, HasSubstr("worker_b@example.org"));
    EXPECT_THAT(mail.body, HasSubstr("https://cases.example.org/v2/password_reset?"));
    const auto token = token_in(mail.body);
    ASSERT_GE(token.size(), 40U);

    const auto done = client.post(reset_path, setting(token, new_password));
    ASSERT_EQ(done.status, 200) << done.body;
    const auto reply = done.json().as_object();
    EXPECT_EQ(reply.at("message"), "user.password_reset.success");
    EXPECT_EQ(reply.at("user_name"), "worker_b");
    EXPECT_EQ(client.get("/api/v2/users/me").status, 200);
    EXPECT_EQ(before.get("/api/v2/users/me").status, 401) << "all other sessions end";

    auto again = world.anonymous();
    const auto used = again.post(reset_path, setting(token, "another quiet morning"));
    EXPECT_EQ(used.status, 422);
    EXPECT_EQ(used.message(), dead_token);
    EXPECT_EQ(again.get("/api/v2/users/me").status, 401);
    EXPECT_EQ(again.sign_in("worker_b", World::password()).status, 401);
    EXPECT_EQ(again.sign_in("worker_b", new_password).status, 200);
    const auto audit = json::write(world.audit("user_name=worker_b"));
    EXPECT_THAT(audit, HasSubstr("\"password_reset\""));
    EXPECT_THAT(audit, Not(HasSubstr(token)));
}

TEST(PasswordResetsApi, AnUnknownAddressIsAnsweredAlikeAndGetsNothing) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    auto client = world.anonymous();
    const auto known = client.post(request_path, asking("worker_a@example.org"));
    const auto unknown = client.post(request_path, asking("nobody@example.org"));
    EXPECT_EQ(unknown.status, known.status);
    EXPECT_EQ(unknown.body, known.body);
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 1U);
    EXPECT_THAT(receiver.mails()[0].to, HasSubstr("worker_a@example.org"));
    EXPECT_EQ(client.post(request_path, "{}").status, 422);
    EXPECT_EQ(client.post(request_path, "{no").status, 400);
}

TEST(PasswordResetsApi, WithoutAMailServerNothingBreaks) {
    World world;
    auto client = world.anonymous();
    EXPECT_EQ(client.post(request_path, asking("worker_a@example.org")).status, 200);
    EXPECT_EQ(world.run_jobs(), 1U);
    EXPECT_EQ(client.sign_in("worker_a", World::password()).status, 200);
}

TEST(PasswordResetsApi, SaysOfEachAttributeWhetherItWillDo) {
    World world;
    auto client = world.anonymous();
    const auto reply = client.post(reset_path, setting("guessed", "short"));
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.message(), dead_token) << "without a token nothing is said of passwords";
    EXPECT_EQ(client.post(reset_path, "{}").status, 422);
}

TEST(PasswordResetsApi, TooManyRequestsForOneAddressMustWait) {
    World world({.settings = {"signin.per_name_minute=2"}});
    auto client = world.anonymous();
    EXPECT_EQ(client.post(request_path, asking("worker_a@example.org")).status, 200);
    EXPECT_EQ(client.post(request_path, asking("worker_a@example.org")).status, 200);
    const auto third = client.post(request_path, asking("worker_a@example.org"));
    EXPECT_EQ(third.status, 429);
    EXPECT_FALSE(third.header("Retry-After").empty());
    EXPECT_EQ(client.sign_in("worker_a", World::password()).status, 200)
        << "asking for somebody does not keep them out";
}

TEST(PasswordResetsApi, AnAdministratorMaySendALink) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    const auto path =
        "/api/v2/users/" + std::to_string(world.id_of("worker_a")) + "/password-reset-request";
    const auto wish = R"({"user":{"password_reset":true}})";
    EXPECT_EQ(world.as("worker_b").post(path, wish).status, 403);
    EXPECT_EQ(world.anonymous().post(path, wish).status, 401);
    EXPECT_EQ(world.as("super").post("/api/v2/users/99999/password-reset-request", wish).status,
              404);
    EXPECT_EQ(world.as("super").post(path, R"({"user":{"password_reset":false}})").status, 204);
    EXPECT_EQ(world.as("super").post(path, "{}").status, 422);
    world.run_jobs();
    EXPECT_TRUE(receiver.mails().empty());
    const auto sent = world.as("super").post(path, wish);
    EXPECT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(world.as("worker_a").post(path, wish).status, 200) << "or people themselves";
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 2U);
    auto client = world.anonymous();
    const auto first = token_in(receiver.mails()[0].body);
    EXPECT_EQ(client.post(reset_path, setting(first, new_password)).status, 422)
        << "the second one replaced it";
}

}  // namespace
}  // namespace amparo::testing
