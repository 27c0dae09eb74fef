// The redirect flow, as far as it needs no server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "identity/sign_in.hpp"

namespace amparo::identity {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class SignInFlow : public ::testing::Test {
  protected:
    access::IdentityProvider provider(json::Object more = {}) const {
        access::IdentityProvider made{
            .unique_id = "ministry", .id = 1, .attributes = {{"client_id", "amparo"}}};
        for (const auto& [name, value] : more) made.attributes[name] = value;
        return made;
    }
    std::string address(json::Object more = {}) {
        const auto by = provider(std::move(more));
        return authorization_address(by, endpoints, attempt, "https://cases.example.org/back");
    }
    SystemRandom random;
    ManualClock clock{Instant(std::chrono::milliseconds(1'700'000'000'000))};
    crypto::Key key = crypto::Key::random(random);
    Endpoints endpoints{.issuer = "https://id.example.org",
                        .authorization = "https://id.example.org/authorize",
                        .token = "https://id.example.org/token",
                        .keys = "https://id.example.org/keys"};
    Attempt attempt = new_attempt(provider(), "/v2/cases/7?tab=notes", clock, random);
};

TEST_F(SignInFlow, KeepsAnAttemptSealedForTenMinutes) {
    const auto cookie = seal(attempt, key, random);
    EXPECT_THAT(cookie, Not(HasSubstr(attempt.verifier)));
    const auto back = unseal(cookie, key, clock);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->state, attempt.state);
    EXPECT_EQ(back->verifier, attempt.verifier);
    EXPECT_EQ(back->return_to, "/v2/cases/7?tab=notes");
    EXPECT_FALSE(unseal(cookie, crypto::Key::random(random), clock));
    auto torn = cookie;
    torn[torn.size() / 2] = torn[torn.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(unseal(torn, key, clock));
    EXPECT_FALSE(unseal("", key, clock));
    clock.advance(sign_in_max);
    EXPECT_FALSE(unseal(cookie, key, clock));
}

TEST_F(SignInFlow, NeverRepeatsASecret) {
    const auto other = new_attempt(provider(), "/v2/", clock, random);
    EXPECT_NE(other.state, attempt.state);
    EXPECT_NE(other.nonce, attempt.nonce);
    EXPECT_NE(other.verifier, attempt.verifier);
    EXPECT_NE(attempt.state, attempt.nonce);
    EXPECT_GE(attempt.verifier.size(), 43U) << "RFC 7636 asks for as many";
}

TEST_F(SignInFlow, SendsTheBrowserWithAChallengeButNotWithTheVerifier) {
    const auto url = address();
    EXPECT_THAT(url, HasSubstr("https://id.example.org/authorize?response_type=code&"));
    EXPECT_THAT(url, HasSubstr("&client_id=amparo&"));
    EXPECT_THAT(url, HasSubstr("redirect_uri=https%3A%2F%2Fcases.example.org%2Fback"));
    EXPECT_THAT(url, HasSubstr("scope=openid%20profile%20email"));
    EXPECT_THAT(url, HasSubstr("code_challenge_method=S256"));
    EXPECT_THAT(url, HasSubstr("prompt=select_account"));
    EXPECT_THAT(url, HasSubstr("state=" + attempt.state));
    EXPECT_THAT(url, Not(HasSubstr(attempt.verifier)));
    EXPECT_THAT(url, Not(HasSubstr("domain_hint")));
}

TEST_F(SignInFlow, AsksAsTheProviderIsConfigured) {
    EXPECT_THAT(address({{"oidc_prompt", "login"}}), HasSubstr("prompt=login"));
    EXPECT_THAT(address({{"skip_oidc_prompt", true}}), Not(HasSubstr("prompt=")));
    EXPECT_THAT(address({{"domain_hint", "example.org"}}), HasSubstr("domain_hint=example.org"));
    EXPECT_THAT(address({{"identity_scope", json::Array{"email"}}}),
                HasSubstr("scope=openid%20email"));
    endpoints.authorization += "?p=policy";
    EXPECT_THAT(address(), HasSubstr("authorize?p=policy&response_type=code"));
}

TEST_F(SignInFlow, LandsOnlyOnPagesOfItsOwn) {
    EXPECT_EQ(own_path("/v2/cases?page=2"), "/v2/cases?page=2");
    EXPECT_EQ(own_path("/v2"), "/v2");
    for (const auto* elsewhere :
         {"", "https://evil.example.org", "//evil.example.org", "/v2//evil.example.org",
          "/\\evil.example.org", "/v2/\\evil", "/api/v2/tokens", "/v2evil", "/v2/../api",
          "/v2/a\r\nb", "javascript:alert(1)", "/v2/login", "/v2/login?problem=refused"}) {
        EXPECT_EQ(own_path(elsewhere), "/v2/") << elsewhere;
    }
    EXPECT_EQ(own_path("/v2/" + std::string(1000, 'a')), "/v2/");
}

TEST_F(SignInFlow, ExchangesTheCodeWithTheVerifier) {
    const auto call = code_exchange(provider(), endpoints, attempt,
                                    {"the&code", "https://cases.example.org/back"});
    EXPECT_EQ(call.url, endpoints.token);
    ASSERT_TRUE(call.body);
    EXPECT_THAT(*call.body, HasSubstr("grant_type=authorization_code&code=the%26code&"));
    EXPECT_THAT(*call.body, HasSubstr("code_verifier=" + attempt.verifier));
    EXPECT_THAT(*call.body, Not(HasSubstr("client_secret")));
}

TEST_F(SignInFlow, ProvesTheClientAsTheProviderTakesIt) {
    auto secret = provider();
    secret.client_secret = SecretText("a:b c");
    const Code code{"code", "https://cases.example.org/back"};
    const auto basic = code_exchange(secret, endpoints, attempt, code);
    const auto expected = "Authorization: Basic " + crypto::base64("amparo:a%3Ab%20c");
    EXPECT_THAT(basic.headers, Contains(expected));
    EXPECT_THAT(*basic.body, Not(HasSubstr("client_secret")));
    endpoints.client_authentication = {"client_secret_post"};
    const auto in_form = code_exchange(secret, endpoints, attempt, code);
    EXPECT_THAT(*in_form.body, HasSubstr("client_secret=a%3Ab%20c"));
    EXPECT_THAT(in_form.headers, Not(Contains(expected)));
}

}  // namespace
}  // namespace amparo::identity
