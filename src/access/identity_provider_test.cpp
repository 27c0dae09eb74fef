// Identity providers as configuration, whose password counts beside them, and whom they know.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/identity_bindings.hpp"
#include "access/identity_providers.hpp"

namespace amparo::access {
namespace {

Result<> anywhere(const std::string&) {
    return {};
}
Result<> nowhere(const std::string&) {
    return refuse(Errc::invalid, "errors.identity.target_refused");
}

const json::Object ministry{{"name", "Ministry"},
                            {"issuer", "https://id.example.org"},
                            {"client_id", "amparo"},
                            {"client_secret", "quite-a-secret"}};

IdentityProvider stored(json::Object more = {}) {
    auto input = ministry;
    for (const auto& [key, value] : more) input[key] = value;
    return merge_identity_provider({}, input, anywhere).value();
}

TEST(IdentityProvider, KeepsItsSecretApartFromWhatIsShown) {
    const auto provider = stored({{"unknown", "dropped"}});
    EXPECT_EQ(provider.client_secret.reveal(), "quite-a-secret");
    EXPECT_EQ(provider.text("provider_type"), "oidc");
    EXPECT_FALSE(provider.attributes.contains("unknown"));
    for (const auto& wire : {to_wire(provider), to_public_wire(provider)})
        EXPECT_THAT(json::write(wire), ::testing::Not(::testing::HasSubstr("quite-a-secret")));
    auto document = to_document(provider);
    document["id"] = 7;
    const auto back = identity_provider_of(
        {.kind = "identity_provider", .key = "ministry", .revision = 3, .data = document});
    ASSERT_TRUE(back);
    EXPECT_EQ(back->client_secret.reveal(), "quite-a-secret");
    EXPECT_FALSE(back->attributes.contains("client_secret"));
}

TEST(IdentityProvider, GivesASecretToTheSameAddressesOnly) {
    const auto secret_after = [](json::Object change) {
        return merge_identity_provider(stored(), change, anywhere).value().client_secret.reveal();
    };
    EXPECT_EQ(secret_after({{"name", "Another name"}}), "quite-a-secret");
    EXPECT_EQ(secret_after({{"client_secret", "next"}}), "next");
    EXPECT_EQ(secret_after({{"client_secret", nullptr}}), "");
    for (const auto* address : {"issuer", "discovery_url", "verification_url"})
        EXPECT_EQ(secret_after({{address, "https://other.example.org"}}), "") << address;
    EXPECT_EQ(secret_after({{"issuer", "https://other.example.org"}, {"client_secret", "next"}}),
              "next");
}

TEST(IdentityProvider, NamesEveryFault) {
    const auto refused =
        merge_identity_provider({}, {{"oidc_prompt", "x"}, {"username_claim", "a b"}}, nowhere);
    ASSERT_FALSE(refused);
    std::vector<std::string> at;
    for (const auto& problem : refused.error().problems) at.push_back(problem.pointer);
    EXPECT_THAT(
        at, ::testing::ElementsAre("name", "client_id", "issuer", "username_claim", "oidc_prompt"));
    const auto elsewhere = merge_identity_provider({}, ministry, nowhere);
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().problems.at(0).pointer, "issuer");
}

TEST(IdentityProvider, OfTheLocalKindNeedsANameOnly) {
    EXPECT_TRUE(
        merge_identity_provider({}, {{"name", "Here"}, {"provider_type", "local"}}, nowhere));
}

TEST(IdentityRules, LetPasswordsCountForLocalAndServiceAccountsOnly) {
    auto local =
        merge_identity_provider({}, {{"name", "Here"}, {"provider_type", "local"}}, anywhere)
            .value();
    local.unique_id = "here";
    auto remote = stored();
    remote.unique_id = "ministry";
    const auto providers =
        std::make_shared<const IdentityProviderList>(IdentityProviderList{local, remote});
    const auto may = [&](bool is_required, const char* provider, bool is_service = false) {
        User user;
        user.service_account = is_service;
        user.attributes["identity_provider_unique_id"] = provider;
        return may_use_password({.is_required = is_required, .providers = providers}, user);
    };
    EXPECT_TRUE(may(false, ""));
    EXPECT_TRUE(may(false, "ministry"));
    EXPECT_FALSE(may(true, ""));
    EXPECT_FALSE(may(true, "ministry"));
    EXPECT_FALSE(may(true, "unknown"));
    EXPECT_TRUE(may(true, "here"));
    EXPECT_TRUE(may(true, "ministry", true));
}

TEST(IdentityBinding, HoldsUntilItIsForgotten) {
    testing::World world;
    auto& database = *world.database;
    const UserName amina("amina");
    const auto binds = [&](const std::string& provider, const std::string& subject) {
        return bind_identity(database, {amina, provider, subject}).has_value();
    };
    EXPECT_TRUE(binds("ministry", "7"));
    EXPECT_TRUE(binds("ministry", "7"));
    EXPECT_FALSE(binds("ministry", "8"));
    EXPECT_TRUE(binds("partner", "8")) << "each provider has names of its own";
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) {
        return forget_identity(transaction, amina, "system");
    }));
    EXPECT_TRUE(binds("ministry", "8"));
}

}  // namespace
}  // namespace amparo::access
