// What providers say of themselves, and how often they are asked.
#include <gtest/gtest.h>

#include <map>

#include "identity/lookup.hpp"
#include "tests/support/token_signer.hpp"

namespace amparo::identity {
namespace {

using testing::TokenSigner;

const TokenSigner& first() {
    static const TokenSigner signer(TokenSigner::Kind::p256, "first");
    return signer;
}
const TokenSigner& second() {
    static const TokenSigner signer(TokenSigner::Kind::p256, "second");
    return signer;
}

class ProviderLookup : public ::testing::Test {
  protected:
    ProviderLookup() {
        answers["https://id.example.org/.well-known/openid-configuration"] =
            json::Object{{"issuer", "https://id.example.org"},
                         {"authorization_endpoint", "https://id.example.org/authorize"},
                         {"token_endpoint", "https://id.example.org/token"},
                         {"jwks_uri", "https://id.example.org/keys"}};
        answers["https://id.example.org/keys"] = TokenSigner::set_of({&first()});
    }
    access::IdentityProvider provider(json::Object more = {}) const {
        access::IdentityProvider made{.unique_id = "ministry",
                                      .id = 1,
                                      .revision = 1,
                                      .attributes = {{"issuer", "https://id.example.org"}}};
        for (const auto& [key, value] : more) made.attributes[key] = value;
        return made;
    }
    Result<json::Object> exchange(const notify::OutboundCall& call) {
        ++asked[call.url];
        const auto found = answers.find(call.url);
        if (found == answers.end()) return refuse(Errc::busy, "errors.identity.unreachable");
        return found->second;
    }
    int asked_for_keys() { return asked["https://id.example.org/keys"]; }
    /// How many keys there are for a token of that signer; -1 when the provider does not answer.
    int keys_for(const TokenSigner& signer) {
        const auto token = read_token(signer.sign({}, "ES256"));
        const auto keys = lookup.keys_for(*token, provider());
        return keys ? static_cast<int>((*keys)->size()) : -1;
    }
    bool verifies(const TokenSigner& signer) {
        const auto token = read_token(signer.sign({}, "ES256"));
        const auto keys = lookup.keys_for(*token, provider());
        return keys && verify(*token, **keys);
    }

    std::map<std::string, json::Object> answers;
    std::map<std::string, int> asked;
    ManualClock clock{Instant(std::chrono::milliseconds(1'700'000'000'000))};
    Lookup lookup{[this](const notify::OutboundCall& call) { return exchange(call); }, clock};
};

TEST_F(ProviderLookup, AsksOnceInTwelveHours) {
    EXPECT_TRUE(verifies(first()));
    clock.advance(std::chrono::hours(11));
    EXPECT_TRUE(verifies(first()));
    EXPECT_EQ(asked_for_keys(), 1);
    clock.advance(std::chrono::hours(2));
    EXPECT_TRUE(verifies(first()));
    EXPECT_EQ(asked_for_keys(), 2);
}

TEST_F(ProviderLookup, FollowsNewKeysAtOnceButAsksNotEachTimeForUnknownOnes) {
    EXPECT_TRUE(verifies(first()));
    clock.advance(Lookup::refetch_min);
    answers["https://id.example.org/keys"] = TokenSigner::set_of({&second()});
    EXPECT_TRUE(verifies(second()));
    EXPECT_EQ(asked_for_keys(), 2);
    EXPECT_FALSE(verifies(first())) << "withdrawn";
    for (int n = 0; n < 20; ++n) EXPECT_FALSE(verifies(first()));
    EXPECT_EQ(asked_for_keys(), 2) << "nobody can make us hammer the provider";
    clock.advance(Lookup::refetch_min);
    EXPECT_FALSE(verifies(first()));
    EXPECT_EQ(asked_for_keys(), 3);
}

TEST_F(ProviderLookup, LeavesAFailingProviderAloneAndKeepsWhatWasGood) {
    answers.erase("https://id.example.org/keys");
    EXPECT_EQ(keys_for(first()), -1);
    EXPECT_EQ(keys_for(first()), -1);
    EXPECT_EQ(asked_for_keys(), 1);
    clock.advance(Lookup::refetch_min);
    answers["https://id.example.org/keys"] = TokenSigner::set_of({&first()});
    EXPECT_EQ(keys_for(first()), 1);
    clock.advance(std::chrono::hours(13));
    answers.erase("https://id.example.org/keys");
    EXPECT_EQ(keys_for(first()), 1) << "an outage locks nobody out";
}

TEST_F(ProviderLookup, AsksAnewWhenTheProviderIsConfiguredAnew) {
    EXPECT_TRUE(verifies(first()));
    auto changed = provider();
    changed.revision = 2;
    EXPECT_TRUE(lookup.endpoints(changed));
    EXPECT_EQ(asked["https://id.example.org/.well-known/openid-configuration"], 2);
}

TEST_F(ProviderLookup, RefusesAnAnswerThatIsNotTheProviders) {
    const auto problem_of = [&](const char* key, const char* value) {
        auto said = answers["https://id.example.org/.well-known/openid-configuration"];
        said[key] = value;
        Lookup other([&](const notify::OutboundCall&) -> Result<json::Object> { return said; },
                     clock);
        const auto found = other.endpoints(provider());
        return found ? std::string("none") : found.error().message.key;
    };
    EXPECT_EQ(problem_of("x", "y"), "none");
    EXPECT_EQ(problem_of("issuer", "https://evil.example.org"), "errors.identity.other_issuer");
    EXPECT_EQ(problem_of("issuer", "https://id.example.org/"), "errors.identity.other_issuer");
    EXPECT_EQ(problem_of("token_endpoint", ""), "errors.identity.incomplete");
    EXPECT_EQ(problem_of("authorization_endpoint", "javascript:alert(1)"),
              "errors.identity.address");
    EXPECT_EQ(problem_of("authorization_endpoint", "https://a\r\nSet-Cookie: b"),
              "errors.identity.address");
}

TEST_F(ProviderLookup, KnowsTheStandardPlacesWithoutAsking) {
    const auto found =
        lookup.endpoints(provider({{"force_standard_oidc", true},
                                   {"authorization_url", "https://key.example.org/realms/cp/"}}));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->authorization,
              "https://key.example.org/realms/cp/protocol/openid-connect/auth");
    EXPECT_EQ(found->token, "https://key.example.org/realms/cp/protocol/openid-connect/token");
    EXPECT_EQ(found->keys, "https://key.example.org/realms/cp/protocol/openid-connect/certs");
    EXPECT_TRUE(asked.empty());
}

TEST_F(ProviderLookup, ReadsTheDiscoveryDocumentWhereItIs) {
    answers["https://b2c.example.org/policy/.well-known/openid-configuration"] =
        answers["https://id.example.org/.well-known/openid-configuration"];
    EXPECT_TRUE(lookup.endpoints(provider(
        {{"discovery_url", "https://b2c.example.org/policy/.well-known/openid-configuration"}})));
    const auto found = lookup.examine(provider());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->keys, 1U);
}

}  // namespace
}  // namespace amparo::identity
