// Identity providers as configuration (administration.md §7.1, §26).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_provider.hpp"
#include "tests/support/people.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* all = "/api/v2/identity_providers";

class IdentityProviders : public ::testing::Test {
  protected:
    json::Object create(json::Object more = {}) {
        const auto made = world.as("super").post(all, json::write(provider.wish(std::move(more))));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.object();
    }
    std::string one(const json::Object& made) {
        return std::string(all) + "/" + std::to_string(made.at("id").as_int64());
    }
    Reply check(json::Object data) {
        return world.as("super").post(std::string(all) + "/check",
                                      json::write(json::Object{{"data", std::move(data)}}));
    }
    json::Object wished(json::Object more = {}) {
        return provider.wish(std::move(more)).at("data").as_object();
    }
    World world{with_local_providers()};
    FakeProvider provider;
};

TEST_F(IdentityProviders, AreMadeShownChangedAndDeleted) {
    auto& super = world.as("super");
    const auto made = create({{"client_secret", "quite-a-secret"}, {"user_domain", "example.org"}});
    EXPECT_EQ(made.at("unique_id").as_string(), "ministry");
    EXPECT_TRUE(made.at("has_client_secret").as_bool());
    EXPECT_THAT(std::string(made.at("callback_url").as_string()),
                HasSubstr("/identity_providers/1/callback"));
    const auto shown = super.get(one(made));
    EXPECT_EQ(shown.text("issuer"), provider.issuer());
    EXPECT_THAT(shown.body, Not(HasSubstr("quite-a-secret")));
    const auto tag = shown.header("ETag");
    const auto changed = super.patch(one(made), R"({"data":{"name":"The ministry"}})");
    EXPECT_EQ(changed.text("name"), "The ministry");
    EXPECT_TRUE(changed.object().at("has_client_secret").as_bool());
    EXPECT_EQ(
        super.patch(one(made), R"({"data":{"name":"x"}})", {.headers = {{"If-Match", tag}}}).status,
        412);
    EXPECT_EQ(super.del(one(made)).status, 200);
    EXPECT_EQ(super.get(one(made)).status, 404);
    EXPECT_EQ(super.patch(one(made), R"({"data":{"name":"x"}})").status, 404);
    EXPECT_EQ(super.del(one(made)).status, 404);
}

TEST_F(IdentityProviders, TellAnybodyOnlyWhatAClientNeeds) {
    create({{"client_secret", "quite-a-secret"}, {"username_claim", "upn"}});
    create({{"unique_id", "off"}, {"client_id", "other"}, {"disabled", true}});
    const auto reply = world.anonymous().get(all);
    const auto rows = reply.rows();
    ASSERT_EQ(rows.size(), 1U) << "the disabled one is nobody's business";
    const auto row = rows[0].as_object();
    EXPECT_EQ(row.at("client_id").as_string(), FakeProvider::client_id);
    EXPECT_EQ(row.at("provider_type").as_string(), "oidc");
    EXPECT_FALSE(row.contains("issuer"));
    EXPECT_FALSE(row.contains("username_claim"));
    EXPECT_THAT(reply.body, Not(HasSubstr("quite-a-secret")));
    const auto metadata = reply.json().as_object().at("metadata").as_object();
    EXPECT_FALSE(metadata.at("use_identity_provider").as_bool());
    EXPECT_TRUE(metadata.at("password_sign_in").as_bool());
    EXPECT_TRUE(
        world.anonymous().get("/api/v2/primero").object().at("identity_providers").as_bool());
}

TEST_F(IdentityProviders, AreForSuperUsers) {
    const auto made = create();
    for (const auto* who : {"administrator", "worker_a"}) {
        auto& client = world.as(who);
        EXPECT_EQ(client.get(std::string(all) + "?extended=true").status, 403) << who;
        EXPECT_EQ(client.get(one(made)).status, 403) << who;
        EXPECT_EQ(client.post(all, json::write(provider.wish())).status, 403) << who;
        EXPECT_EQ(client.patch(one(made), R"({"data":{"name":"x"}})").status, 403) << who;
        EXPECT_EQ(client.del(one(made)).status, 403) << who;
        EXPECT_EQ(client.post(std::string(all) + "/check", json::write(provider.wish())).status,
                  403);
    }
    auto nobody = world.anonymous();
    EXPECT_EQ(nobody.get(std::string(all) + "?extended=true").status, 401);
    EXPECT_EQ(nobody.get(one(made)).status, 401);
    EXPECT_EQ(nobody.post(all, json::write(provider.wish())).status, 401);
    const auto whole = world.as("super").get(std::string(all) + "?extended=true");
    ASSERT_EQ(whole.rows().size(), 1U);
    EXPECT_EQ(whole.rows().at(0).as_object().at("issuer").as_string(), provider.issuer());
    EXPECT_EQ(whole.header("Cache-Control"), "no-store");
}

TEST_F(IdentityProviders, RefuseWhatCannotWork) {
    const auto detail = [&](json::Object more) {
        const auto reply = world.as("super").post(all, json::write(provider.wish(std::move(more))));
        return reply.status == 422 ? reply.detail() : std::to_string(reply.status);
    };
    EXPECT_EQ(detail({{"name", " "}}), "name");
    EXPECT_EQ(detail({{"client_id", nullptr}}), "client_id");
    EXPECT_EQ(detail({{"client_id", "a b"}}), "client_id");
    EXPECT_EQ(detail({{"issuer", ""}}), "issuer");
    EXPECT_EQ(detail({{"issuer", "http://id.example.org"}}), "issuer");
    EXPECT_EQ(detail({{"issuer", "http://127.example.org"}}), "issuer");
    EXPECT_EQ(detail({{"issuer", "https://10.0.0.7"}}), "issuer");
    EXPECT_EQ(detail({{"issuer", "https://169.254.169.254/latest"}}), "issuer");
    EXPECT_EQ(detail({{"issuer", "https://name:word@id.example.org"}}), "issuer");
    EXPECT_EQ(detail({{"verification_url", "file:///etc/passwd"}}), "verification_url");
    EXPECT_EQ(detail({{"identity_scope", json::Array{"a b"}}}), "identity_scope");
    EXPECT_EQ(detail({{"oidc_prompt", "whatever"}}), "oidc_prompt");
    EXPECT_EQ(detail({{"user_domain", "@example.org"}}), "user_domain");
    EXPECT_EQ(detail({{"identity_sync_connector", "Other"}}), "identity_sync_connector");
    EXPECT_EQ(detail({{"force_standard_oidc", true}}), "authorization_url");
    EXPECT_EQ(detail({{"unique_id", "With Blanks"}}), "unique_id");
    EXPECT_EQ(detail({{"name", 7}}), "/name");
    create();
    EXPECT_EQ(detail({{"client_id", "other"}}), "unique_id");
    EXPECT_EQ(detail({{"unique_id", "other"}}), "client_id") << "the pair must lead to one";
    EXPECT_EQ(detail({{"unique_id", "other"}, {"client_id", "other"}}), "200");
}

TEST_F(IdentityProviders, SendASecretNowhereElse) {
    const auto made = create({{"client_secret", "quite-a-secret"}});
    const auto moved = world.as("super").patch(
        one(made), R"({"data":{"discovery_url":"https://other.example.org/configuration"}})");
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_FALSE(moved.object().at("has_client_secret").as_bool());
}

TEST_F(IdentityProviders, StayWhileSomebodyIsLinkedToThem) {
    const auto made = create();
    link_user(world, "worker_a", "ministry");
    EXPECT_EQ(world.as("super").del(one(made)).status, 409);
}

TEST_F(IdentityProviders, AreAskedWhatTheySayOfThemselves) {
    const auto found = check(wished());
    EXPECT_TRUE(found.object().at("found").as_bool()) << found.body;
    EXPECT_EQ(found.text("token_url"), provider.issuer() + "/token");
    EXPECT_EQ(found.object().at("keys").as_int64(), 1);
    const auto made = create();
    const auto stored = check({{"id", made.at("id")}});
    EXPECT_TRUE(stored.object().at("found").as_bool()) << stored.body;
    provider.fail_with(500);
    const auto failing = check(wished());
    EXPECT_FALSE(failing.object().at("found").as_bool());
    EXPECT_EQ(failing.text("problem"), "The provider answered with an error.");
    EXPECT_EQ(check({{"id", 99}}).status, 404);
    EXPECT_EQ(check(wished({{"issuer", ""}})).status, 422);
}

TEST_F(IdentityProviders, AreWrittenDownInTheAuditLog) {
    create();
    const auto entries = world.audit("resource_type=IdentityProvider");
    ASSERT_FALSE(entries.empty());
    EXPECT_EQ(entries.at(0).as_object().at("action").as_string(), "create");
}

TEST(IdentityProvidersApart, MayNotLieInNetworksThatNobodyAllowed) {
    World world;
    FakeProvider provider;
    const auto reply = world.as("super").post(all, json::write(provider.wish()));
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.detail(), "issuer");
    EXPECT_EQ(provider.asked("/.well-known/openid-configuration"), 0);
}

TEST(IdentityProvidersApart, AreNoneAtFirst) {
    World world;
    const auto reply = world.anonymous().get(all);
    EXPECT_TRUE(reply.rows().empty());
    EXPECT_FALSE(
        world.anonymous().get("/api/v2/primero").object().at("identity_providers").as_bool());
}

}  // namespace
}  // namespace amparo::testing
