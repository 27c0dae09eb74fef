// Reading tokens and checking who signed them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "identity/keys.hpp"
#include "tests/support/token_signer.hpp"

namespace amparo::identity {
namespace {

using testing::TokenSigner;

const json::Object some_claims{{"iss", "https://id.example.org"}, {"sub", "7"}};

const TokenSigner& rsa() {
    static const TokenSigner signer(TokenSigner::Kind::rsa, "rsa");
    return signer;
}
const TokenSigner& p256() {
    static const TokenSigner signer(TokenSigner::Kind::p256, "ec");
    return signer;
}
PublicKeys both() {
    return read_keys(TokenSigner::set_of({&rsa(), &p256()}));
}
bool is_verified(const std::string& text, const PublicKeys& keys) {
    const auto token = read_token(text);
    return token && verify(*token, keys);
}
bool is_read(const std::string& text) {
    return read_token(text).has_value();
}

TEST(Token, IsVerifiedInEachOfThreeWays) {
    EXPECT_TRUE(is_verified(rsa().sign(some_claims, "RS256"), both()));
    EXPECT_TRUE(is_verified(rsa().sign(some_claims, "PS256"), both()));
    EXPECT_TRUE(is_verified(p256().sign(some_claims, "ES256"), both()));
    const auto token = read_token(rsa().sign(some_claims, "RS256"));
    ASSERT_TRUE(token);
    EXPECT_EQ(token->claims, some_claims);
    EXPECT_EQ(token->key_id, "rsa");
}

TEST(Token, OfNoAlgorithmOrASharedSecretIsNotEvenRead) {
    EXPECT_FALSE(is_read(testing::token_with_secret({{"alg", "none"}}, some_claims, "")));
    EXPECT_FALSE(is_read(testing::token_with_secret({{"alg", "RS256"}}, some_claims, "")));
    EXPECT_FALSE(
        is_read(testing::token_with_secret({{"alg", "HS256"}}, some_claims, rsa().public_pem())));
    EXPECT_FALSE(is_read(rsa().sign(some_claims, "RS512")));
    EXPECT_FALSE(is_read(rsa().sign(some_claims, "rs256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(R"({"typ":"JWT"})", "{}", "RS256")));
}

TEST(Token, SignedWithThePublicKeyAsASecretIsNotVerified) {
    // The confusion of keys: what everybody knows must not sign.
    const auto forged = testing::token_with_secret({{"alg", "RS256"}, {"kid", "rsa"}}, some_claims,
                                                   rsa().public_pem());
    EXPECT_FALSE(is_verified(forged, both()));
}

TEST(Token, NeedsTheKeyOfItsNameAndKind) {
    const TokenSigner other(TokenSigner::Kind::rsa, "rsa");
    EXPECT_FALSE(is_verified(other.sign(some_claims, "RS256"), both()));
    const auto unnamed = rsa().sign_texts(R"({"alg":"RS256"})", "{}", "RS256");
    EXPECT_TRUE(is_verified(unnamed, both())) << "every key may be meant";
    const auto misnamed = rsa().sign_texts(R"({"alg":"RS256","kid":"ec"})", "{}", "RS256");
    EXPECT_FALSE(is_verified(misnamed, both()));
    const auto other_kind = rsa().sign_texts(R"({"alg":"ES256","kid":"rsa"})", "{}", "RS256");
    EXPECT_FALSE(is_verified(other_kind, both()));
    // RS256 and PS256 are told apart by what is signed, and by what the key says it is for.
    const auto other_padding = rsa().sign_texts(R"({"alg":"PS256","kid":"rsa"})", "{}", "RS256");
    EXPECT_FALSE(is_verified(other_padding, both()));
    auto bound = rsa().jwk();
    bound["alg"] = "PS256";
    const auto keys = read_keys({{"keys", json::Array{bound}}});
    EXPECT_FALSE(is_verified(rsa().sign(some_claims, "RS256"), keys));
    EXPECT_TRUE(is_verified(rsa().sign(some_claims, "PS256"), keys));
}

TEST(Token, ThatWasChangedIsNotVerified) {
    const auto good = rsa().sign(some_claims, "RS256");
    const auto first = good.find('.');
    const auto second = good.find('.', first + 1);
    const auto other = crypto::base64_url(R"({"iss":"https://id.example.org","sub":"8"})");
    EXPECT_FALSE(is_verified(good.substr(0, first + 1) + other + good.substr(second), both()));
    for (const auto cut : {good.size() - 1, second + 1, second, first + 1, first, std::size_t{0}}) {
        EXPECT_FALSE(is_verified(good.substr(0, cut), both())) << cut;
    }
    EXPECT_FALSE(is_verified(good + "." + good.substr(second + 1), both()));
    EXPECT_FALSE(is_verified(good + "=", both()));
    EXPECT_FALSE(is_verified(" " + good, both()));
    const auto zeros = p256().sign(some_claims, "ES256");
    EXPECT_FALSE(is_verified(
        zeros.substr(0, zeros.rfind('.') + 1) + crypto::base64_url(std::string(64, '\0')), both()));
}

TEST(Token, ThatSaysSomethingTwiceIsNotRead) {
    const std::string header = R"({"alg":"RS256","kid":"rsa"})";
    EXPECT_TRUE(is_read(rsa().sign_texts(header, R"({"sub":"7","a":{"sub":"8"}})", "RS256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(header, R"({"sub":"7","sub":"8"})", "RS256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(header, R"({"sub":"7","s\u0075b":"8"})", "RS256")));
    EXPECT_FALSE(
        is_read(rsa().sign_texts(R"({"alg":"none","alg":"RS256"})", R"({"sub":"7"})", "RS256")));
    EXPECT_TRUE(is_read(rsa().sign_texts(header, R"({"sub":"a:\"b:{","b":[1,{"c":2}]})", "RS256")));
}

TEST(Token, ThatIsTooMuchOrOfAnotherKindIsNotRead) {
    const auto long_claims = json::Object{{"sub", std::string(token_bytes_max, 'a')}};
    EXPECT_FALSE(is_read(rsa().sign(long_claims, "RS256")));
    std::string deep = R"({"a":)";
    for (int n = 0; n < 40; ++n) deep += '[';
    for (int n = 0; n < 40; ++n) deep += ']';
    EXPECT_FALSE(is_read(rsa().sign_texts(R"({"alg":"RS256"})", deep + "}", "RS256")));
    EXPECT_FALSE(
        is_read(rsa().sign_texts(R"({"alg":"RS256","crit":["exp"]})", R"({"exp":1})", "RS256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(R"({"alg":"RS256","typ":"at+jwt"})", "{}", "RS256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(R"({"alg":"RS256","kid":7})", "{}", "RS256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(R"(["RS256"])", "{}", "RS256")));
    EXPECT_FALSE(is_read(rsa().sign_texts(R"({"alg":"RS256"})", "[]", "RS256")));
    EXPECT_FALSE(is_read("a.b.c"));
    EXPECT_FALSE(is_read(".."));
}

TEST(Keys, ThatAreWeakBrokenOrForOtherThingsAreLeftOut) {
    const TokenSigner small(TokenSigner::Kind::rsa, "small", 1024);
    EXPECT_TRUE(read_keys(TokenSigner::set_of({&small})).empty());
    auto off_the_curve = p256().jwk();
    off_the_curve["y"] = off_the_curve["x"];
    auto other_curve = p256().jwk();
    other_curve["crv"] = "P-384";
    auto for_secrets = rsa().jwk();
    for_secrets["use"] = "enc";
    auto no_exponent = rsa().jwk();
    no_exponent["e"] = crypto::base64_url(std::string(1, '\1'));
    const json::Object shared{{"kty", "oct"}, {"k", "c2VjcmV0"}};
    for (const auto& jwk : {off_the_curve, other_curve, for_secrets, no_exponent, shared}) {
        EXPECT_TRUE(read_keys({{"keys", json::Array{jwk}}}).empty()) << json::write(jwk);
    }
    EXPECT_TRUE(read_keys({}).empty());
    EXPECT_TRUE(read_keys({{"keys", json::Array{7, "x", json::Object()}}}).empty());
}

TEST(Keys, AreReadUpToALimit) {
    json::Array many;
    for (std::size_t n = 0; n < keys_max + 5; ++n) many.push_back(p256().jwk());
    EXPECT_EQ(read_keys({{"keys", many}}).size(), keys_max);
}

}  // namespace
}  // namespace amparo::identity
