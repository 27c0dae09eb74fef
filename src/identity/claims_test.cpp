// What a token must say.
#include <gtest/gtest.h>

#include "identity/claims.hpp"

namespace amparo::identity {
namespace {

constexpr std::int64_t now_seconds = 1'700'000'000;
const Instant now{std::chrono::seconds(now_seconds)};

access::IdentityProvider provider(json::Object more = {}) {
    access::IdentityProvider made{
        .unique_id = "ministry",
        .attributes = {
            {"name", "Ministry"}, {"client_id", "amparo"}, {"issuer", "https://id.example.org"}}};
    for (const auto& [key, value] : more) made.attributes[key] = value;
    return made;
}

json::Object claims(json::Object more = {}) {
    json::Object made{
        {"iss", "https://id.example.org"}, {"aud", "amparo"},    {"sub", "7"},
        {"email", "Amina@Example.org"},    {"iat", now_seconds}, {"exp", now_seconds + 600}};
    for (const auto& [key, value] : more) {
        if (value.is_null()) {
            made.erase(key);
        } else {
            made[key] = value;
        }
    }
    return made;
}

Result<Claimed> check(const json::Object& said, const access::IdentityProvider& by = provider(),
                      const std::string& nonce = "") {
    return check_claims(said, {.provider = by, .now = now, .nonce = nonce});
}
bool holds(json::Object more) {
    return check(claims(std::move(more))).has_value();
}
std::string name_in(json::Object more, const access::IdentityProvider& by = provider()) {
    const auto claimed = check(claims(std::move(more)), by);
    return claimed ? claimed->user_name : "refused";
}

TEST(Claims, SayWhoItIs) {
    const auto claimed = check(claims());
    ASSERT_TRUE(claimed);
    EXPECT_EQ(claimed->subject, "7");
    EXPECT_EQ(claimed->user_name, "amina@example.org");
    EXPECT_EQ(claimed->expires_at, now + std::chrono::seconds(600));
}

TEST(Claims, MustNameIssuerAndAudienceOfOneProvider) {
    EXPECT_FALSE(holds({{"iss", "https://other.example.org"}}));
    EXPECT_FALSE(holds({{"iss", "https://id.example.org/"}})) << "to the letter";
    EXPECT_FALSE(holds({{"iss", nullptr}}));
    EXPECT_FALSE(holds({{"aud", "somebody-else"}}));
    EXPECT_FALSE(holds({{"aud", nullptr}}));
    EXPECT_FALSE(holds({{"aud", 7}}));
    EXPECT_FALSE(holds({{"aud", json::Array{"amparo", 7}}}));
    EXPECT_TRUE(holds({{"aud", json::Array{"amparo"}}}));
    // The pair counts: this is one provider's issuer with another one's audience.
    EXPECT_FALSE(check(claims(), provider({{"client_id", "other"}})));
    EXPECT_FALSE(check(claims(), provider({{"issuer", "https://other.example.org"}})));
}

TEST(Claims, ForSeveralMustSayThatTheyWereMadeForUs) {
    const json::Array both{"amparo", "other"};
    EXPECT_FALSE(holds({{"aud", both}}));
    EXPECT_FALSE(holds({{"aud", both}, {"azp", "other"}}));
    EXPECT_TRUE(holds({{"aud", both}, {"azp", "amparo"}}));
    EXPECT_FALSE(holds({{"azp", "other"}}));
}

TEST(Claims, HoldInTheirTimeWithAMinuteOfLeeway) {
    EXPECT_TRUE(holds({{"exp", now_seconds - 59}}));
    EXPECT_FALSE(holds({{"exp", now_seconds - 60}}));
    EXPECT_FALSE(holds({{"exp", nullptr}}));
    EXPECT_FALSE(holds({{"exp", "tomorrow"}}));
    EXPECT_FALSE(holds({{"exp", 1e300}}));
    EXPECT_FALSE(holds({{"exp", -1}}));
    EXPECT_TRUE(holds({{"exp", static_cast<double>(now_seconds) + 0.5}}));
    EXPECT_TRUE(holds({{"iat", now_seconds + 60}}));
    EXPECT_FALSE(holds({{"iat", now_seconds + 61}}));
    EXPECT_FALSE(holds({{"iat", nullptr}}));
    EXPECT_TRUE(holds({{"nbf", now_seconds + 60}}));
    EXPECT_FALSE(holds({{"nbf", now_seconds + 61}}));
    EXPECT_FALSE(holds({{"nbf", "soon"}}));
}

TEST(Claims, AreTheAnswerToOneSignIn) {
    EXPECT_TRUE(check(claims({{"nonce", "n1"}}), provider(), "n1"));
    EXPECT_FALSE(check(claims({{"nonce", "n2"}}), provider(), "n1"));
    EXPECT_FALSE(check(claims(), provider(), "n1"));
}

TEST(Claims, NeedASubject) {
    EXPECT_FALSE(holds({{"sub", nullptr}}));
    EXPECT_FALSE(holds({{"sub", ""}}));
    EXPECT_FALSE(holds({{"sub", 7}}));
    EXPECT_FALSE(holds({{"sub", std::string(256, 'a')}}));
}

TEST(Claims, NameTheUserByTheClaimOrTheFirstAddress) {
    EXPECT_EQ(name_in({{"emails", json::Array{"First@example.org", "second@example.org"}}}),
              "first@example.org");
    EXPECT_EQ(name_in({{"email", nullptr}}), "refused");
    EXPECT_EQ(name_in({{"email", "  "}}), "refused");
    const auto by_claim = provider({{"username_claim", "preferred_username"}});
    EXPECT_EQ(name_in({{"preferred_username", "Amina.S"}}, by_claim), "amina.s");
    EXPECT_EQ(name_in({}, by_claim), "refused") << "not by another claim";
}

TEST(Claims, OfAnAddressThatIsNotVerifiedCountForNothing) {
    EXPECT_EQ(name_in({{"email_verified", false}}), "refused");
    EXPECT_EQ(name_in({{"email_verified", "false"}}), "refused");
    EXPECT_EQ(name_in({{"email_verified", true}}), "amina@example.org");
    EXPECT_EQ(name_in({{"email_verified", "true"}}), "amina@example.org");
}

TEST(Claims, OfALocalProviderThereAreNone) {
    EXPECT_FALSE(check(claims(), provider({{"provider_type", "local"}})));
    EXPECT_FALSE(check(claims({{"iss", ""}}), provider({{"issuer", ""}})));
}

}  // namespace
}  // namespace amparo::identity
