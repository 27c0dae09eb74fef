// Where identity providers are required: tokens on each request, and whose password still counts
// (administration.md §2, §5.1, §7.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/password_resets.hpp"
#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "store/documents.hpp"
#include "tests/support/fake_provider.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* me = "/api/v2/users/me";

class BearerTokens : public ::testing::Test {
  protected:
    BearerTokens() {
        add_provider(world, provider);
        link_user(world, "worker_a", "ministry");
        link_user(world, "super", "ministry");
    }
    static Extra with(const std::string& token) {
        return {.headers = {{"Authorization", "Bearer " + token}}};
    }
    int status(const std::string& token, const std::string& target = me) {
        return world.anonymous().get(target, with(token)).status;
    }
    std::string token(const std::string& name, json::Object more = {}) {
        return provider.token(name + "@example.org", std::move(more));
    }
    Reply as_super(const std::string& method, const std::string& target, json::Object data) {
        return world.anonymous().send(method, target,
                                      json::write(json::Object{{"data", std::move(data)}}),
                                      with(token("super")));
    }
    int password_status(const std::string& name) {
        return world.anonymous().sign_in(name, World::password()).status;
    }

    FakeProvider provider;
    World world{with_local_providers({"identity.required=true"})};
};

TEST_F(BearerTokens, SayWhoSendsEachRequest) {
    const auto reply = world.anonymous().get(me, with(token("worker_a")));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.text("user_name"), "worker_a@example.org");
    EXPECT_EQ(provider.asked("/keys"), 1);
    EXPECT_EQ(status(token("worker_a", {{"jti", "another"}})), 200);
    EXPECT_EQ(provider.asked("/keys"), 1) << "keys are kept";
    const auto made = world.anonymous().post("/api/v2/cases", R"({"data":{"name_first":"Amal"}})",
                                             with(token("worker_a")));
    EXPECT_EQ(made.status, 200) << "no security token is needed: no cookie gives anybody away"
                                << made.body;
}

TEST_F(BearerTokens, AreRefusedWhenAnythingIsWrong) {
    EXPECT_EQ(status("nonsense"), 401);
    EXPECT_EQ(status(token("worker_a") + "x"), 401);
    EXPECT_EQ(status(token("worker_a", {{"aud", "other"}})), 401);
    EXPECT_EQ(status(token("worker_a", {{"iss", "https://id.example.org"}})), 401);
    EXPECT_EQ(status(token("worker_a", {{"exp", 1'700'000'000}})), 401);
    EXPECT_EQ(status(token("nobody")), 401);
    EXPECT_EQ(status(token("worker_b")), 401) << "linked to no provider";
    const TokenSigner forger(TokenSigner::Kind::rsa, "key-1");
    EXPECT_EQ(status(forger.sign(provider.claims("worker_a@example.org"), "RS256")), 401);
    const auto refused = world.anonymous().get(me, with("nonsense"));
    EXPECT_EQ(refused.header("WWW-Authenticate"), "Bearer realm=\"Primero\" charset=\"UTF8\"");
}

TEST_F(BearerTokens, FollowNewKeysOfTheProvider) {
    provider.change_keys("key-2");
    EXPECT_EQ(status(token("worker_a")), 200);
    EXPECT_EQ(provider.asked("/keys"), 1);
}

TEST_F(BearerTokens, OfADisabledUserOrProviderAreRefusedAtOnce) {
    const auto held = token("worker_a");
    EXPECT_EQ(status(held), 200);
    EXPECT_EQ(
        as_super("PATCH", "/api/v2/users/" + std::to_string(world.id_of("worker_a@example.org")),
                 {{"disabled", true}})
            .status,
        200);
    EXPECT_EQ(status(held), 401);
}

TEST_F(BearerTokens, BeginAndEndLikeASession) {
    const auto held = token("worker_a");
    auto client = world.anonymous();
    const auto begun = client.post("/api/v2/tokens", "", with(held));
    ASSERT_EQ(begun.status, 200) << begun.body;
    const auto body = begun.json().as_object();
    EXPECT_EQ(body.at("token").as_string(), held);
    EXPECT_EQ(body.at("user_name").as_string(), "worker_a@example.org");
    EXPECT_TRUE(client.cookie("_app_session").empty());
    EXPECT_EQ(client.del("/api/v2/tokens", with(held)).status, 200);
    EXPECT_EQ(status(held), 401) << "signed out for good";
    EXPECT_EQ(status(token("worker_a", {{"jti", "next"}})), 200)
        << "the same person with another token";
    EXPECT_EQ(client.post("/api/v2/tokens", "", with("nonsense")).status, 401);
    const auto credentials = R"({"user":{"user_name":"worker_b","password":"x"}})";
    EXPECT_EQ(client.post("/api/v2/tokens", credentials, with(token("worker_a"))).status, 401);
}

TEST_F(BearerTokens, LeaveOpenPagesOpen) {
    EXPECT_EQ(status("nonsense", "/api/v2/primero"), 200);
    const auto list = world.anonymous().get("/api/v2/identity_providers");
    const auto metadata = list.json().as_object().at("metadata").as_object();
    EXPECT_TRUE(metadata.at("use_identity_provider").as_bool());
    EXPECT_FALSE(metadata.at("password_sign_in").as_bool());
}

TEST_F(BearerTokens, TakeThePlaceOfPasswords) {
    EXPECT_EQ(password_status("worker_b"), 401);
    EXPECT_EQ(password_status("worker_a@example.org"), 401);
    auto basic = world.anonymous();
    basic.use_basic("worker_b", World::password());
    EXPECT_EQ(basic.get(me).status, 401);
}

TEST_F(BearerTokens, AreNotGotAroundByANewPassword) {
    const auto reset = [&](const std::string& name) {
        const auto secret =
            access::issue_reset_token(world.deployment().database(), UserName(name)).value();
        auto client = world.anonymous();
        const json::Object user{{"reset_password_token", secret.reveal()},
                                {"password", "a quiet river bends"},
                                {"password_confirmation", "a quiet river bends"}};
        const auto reply =
            client.post("/api/v2/users/password-reset", json::write(json::Object{{"user", user}}));
        EXPECT_TRUE(reply.status == 200 || client.cookie("_app_session").empty());
        return reply.status;
    };
    EXPECT_EQ(reset("worker_b"), 422);
    ASSERT_TRUE(world.deployment().identity_providers().create(
        access::Actor::system(), {{"name", "Local accounts"}, {"provider_type", "local"}}));
    access::Users users(world.deployment().people_parts());
    ASSERT_TRUE(users.update(access::Actor::system(), world.id_of("worker_b"),
                             {.input = {{"identity_provider_unique_id", "primeroims"}}}));
    EXPECT_EQ(reset("worker_b"), 200);
}

TEST_F(BearerTokens, LeaveLocalAccountsAndServiceAccountsTheirPasswords) {
    auto& providers = world.deployment().identity_providers();
    const auto local = providers.create(access::Actor::system(),
                                        {{"name", "Local accounts"}, {"provider_type", "local"}});
    ASSERT_TRUE(local);
    EXPECT_EQ(local->unique_id, "primeroims");
    EXPECT_EQ(password_status("worker_b"), 401);
    access::Users users(world.deployment().people_parts());
    ASSERT_TRUE(users.update(access::Actor::system(), world.id_of("worker_b"),
                             {.input = {{"identity_provider_unique_id", "primeroims"}}}));
    EXPECT_EQ(password_status("worker_b"), 200);
    const auto list = world.anonymous().get("/api/v2/identity_providers");
    EXPECT_TRUE(
        list.json().as_object().at("metadata").as_object().at("password_sign_in").as_bool());
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto user, store::find_document(transaction, "user", "worker_c"));
        user->data["service_account"] = true;
        AMPARO_CHECK(store::put_document(transaction, {.kind = "user",
                                                       .key = "worker_c",
                                                       .expected = user->revision,
                                                       .data = user->data,
                                                       .actor = "test",
                                                       .at = database.clock().now()}));
        return {};
    }));
    auto basic = world.anonymous();
    basic.use_basic("worker_c", World::password());
    EXPECT_EQ(basic.get(me).status, 200);
}

TEST_F(BearerTokens, AskOfNewUsersWhatTheyNeedToSignIn) {
    const json::Object wish{{"user_name", "amina"},
                            {"full_name", "Amina Sy"},
                            {"role_unique_id", "role-cp-case-worker"},
                            {"agency_unique_id", "AGENCY-1"},
                            {"user_group_unique_ids", json::Array{"usergroup-primero-cp"}}};
    const auto details = [&](json::Object more) {
        auto data = wish;
        for (const auto& [key, value] : more) data[key] = value;
        const auto reply = as_super("POST", "/api/v2/users", std::move(data));
        std::string found = reply.status == 200 ? "made" : "";
        for (const auto& error : reply.errors())
            found += json::string_or(error.as_object(), "detail") + " ";
        return found;
    };
    EXPECT_EQ(details({}), "identity_provider user_name email ");
    EXPECT_EQ(details({{"user_name", "amina@example.org"},
                       {"email", "amina@example.org"},
                       {"identity_provider_unique_id", "nowhere"}}),
              "identity_provider ");
    EXPECT_EQ(details({{"user_name", "amina@example.org"},
                       {"email", "amina@example.org"},
                       {"identity_provider_unique_id", "ministry"}}),
              "made");
    const auto providers = world.deployment().identity_providers().all();
    ASSERT_TRUE(world.deployment().identity_providers().update(
        access::Actor::system(), providers->at(0).id, {{"user_domain", "Ministry.example"}}, {}));
    EXPECT_EQ(details({{"user_name", "b@example.org"},
                       {"email", "b@example.org"},
                       {"identity_provider_unique_id", "ministry"}}),
              "user_name ");
    EXPECT_EQ(details({{"user_name", "b@ministry.example"},
                       {"email", "b@example.org"},
                       {"identity_provider_unique_id", "ministry"}}),
              "made");
}

TEST(BearerTokensElsewhere, SayNothingWherePasswordsAreTheRule) {
    FakeProvider provider;
    World world(with_local_providers());
    add_provider(world, provider);
    link_user(world, "worker_a", "ministry");
    const auto token = provider.token("worker_a@example.org");
    const auto reply =
        world.anonymous().get(me, {.headers = {{"Authorization", "Bearer " + token}}});
    EXPECT_EQ(reply.status, 401);
    // Nor do they take a cookie's place or its security token away.
    auto client = world.anonymous();
    client.sign_in("worker_b", World::password());
    EXPECT_EQ(client
                  .post("/api/v2/cases", R"({"data":{}})",
                        {.headers = {{"Authorization", "Bearer " + token}}, .without_csrf = true})
                  .status,
              403);
}

}  // namespace
}  // namespace amparo::testing
