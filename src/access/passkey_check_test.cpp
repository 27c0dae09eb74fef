#include "access/passkey_check.hpp"

#include <gtest/gtest.h>

#include "tests/support/test_key.hpp"

namespace amparo::access {
namespace {

using amparo::testing::TestKey;

const PasskeySite site{.id = "cases.example.org", .origin = "https://cases.example.org"};
constexpr const char* challenge = "dGhlIGNoYWxsZW5nZQ";

class PasskeyCheck : public ::testing::Test {
  protected:
    PasskeyKey registered() {
        return check_registration(site, key.registration(site, challenge)).value();
    }

    TestKey key;
};

TEST_F(PasskeyCheck, TakesANewKeyOfThisSite) {
    const auto found = check_registration(site, key.registration(site, challenge));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->credential_id, key.credential_id());
    EXPECT_EQ(found->algorithm, -7);
    EXPECT_EQ(found->public_key.size(), 64U);
}

TEST_F(PasskeyCheck, RefusesANewKeyOfAnythingElse) {
    const auto why = [&](const PasskeyRegistration& registration) {
        const auto found = check_registration(site, registration);
        return found ? std::string("taken") : found.error().internal;
    };
    const PasskeySite other{.id = "evil.example", .origin = "https://evil.example"};
    EXPECT_EQ(why(key.registration(other, challenge)), "another origin");
    EXPECT_EQ(why(key.registration({.id = other.id, .origin = site.origin}, challenge)),
              "another site");
    auto as_proof = key.registration(site, challenge);
    as_proof.client_data = key.client_data("webauthn.get", site, challenge);
    EXPECT_EQ(why(as_proof), "another type");
    key.flags = 0x40;
    EXPECT_EQ(why(key.registration(site, challenge)), "nobody was there");
    key.flags = 0x01;
    auto without_key = key.registration(site, challenge);
    EXPECT_EQ(why(without_key), "no key in it");
    key.flags = 0x41;
    auto cut = key.registration(site, challenge);
    cut.authenticator_data.resize(60);
    EXPECT_EQ(why(cut), "parts that do not fit");
    cut.authenticator_data.resize(20);
    EXPECT_EQ(why(cut), "authenticator data");
    auto boasting = key.registration(site, challenge);
    const auto key_at = 37 + 18 + key.credential_id().size();
    boasting.authenticator_data.replace(key_at, 5, "\x9a\xc9\x46\x88\xeb");
    EXPECT_EQ(why(boasting), "parts that do not fit") << "it claims three billion others";
    auto no_json = key.registration(site, challenge);
    no_json.client_data = "{";
    EXPECT_EQ(why(no_json), "client data unreadable");
    no_json.client_data = std::string(client_data_bytes_max + 1, ' ');
    EXPECT_EQ(why(no_json), "client data too long");
    auto framed = key.registration(site, challenge);
    framed.client_data.insert(1, R"("crossOrigin":true,)");
    EXPECT_EQ(why(framed), "in a frame of another page");
}

TEST_F(PasskeyCheck, TakesAProofOfTheKeyAndSaysWhetherThePersonWasVerified) {
    const auto known = registered();
    key.flags = 0x01;
    const auto touched = check_assertion(site, known, key.assertion(site, challenge));
    ASSERT_TRUE(touched);
    EXPECT_FALSE(touched->user_verified);
    key.flags = 0x05;
    const auto verified = check_assertion(site, known, key.assertion(site, challenge));
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->user_verified);
    EXPECT_GT(verified->sign_count, touched->sign_count);
}

TEST_F(PasskeyCheck, RefusesAnyOtherProof) {
    const auto known = registered();
    const auto why = [&](const PasskeyAssertion& assertion) {
        const auto proven = check_assertion(site, known, assertion);
        return proven ? std::string("taken") : proven.error().internal;
    };
    TestKey stranger;
    EXPECT_EQ(why(stranger.assertion(site, challenge)), "not signed by the key");
    auto changed = key.assertion(site, challenge);
    changed.client_data = key.client_data("webauthn.get", site, "YW5vdGhlcg");
    EXPECT_EQ(why(changed), "not signed by the key");
    auto raised = key.assertion(site, challenge);
    raised.authenticator_data[32] ^= 0x04;
    EXPECT_EQ(why(raised), "not signed by the key");
    key.flags = 0x00;
    EXPECT_EQ(why(key.assertion(site, challenge)), "nobody was there");
    key.flags = 0x01;
    const PasskeySite other{.id = "evil.example", .origin = "https://evil.example"};
    EXPECT_EQ(why(key.assertion(other, challenge)), "another origin");
    EXPECT_EQ(why({}), "client data unreadable");
}

TEST_F(PasskeyCheck, RefusesACounterThatDoesNotGoOn) {
    auto known = registered();
    known.sign_count = 7;
    key.sign_count = 6;  // the next is 7
    EXPECT_EQ(check_assertion(site, known, key.assertion(site, challenge)).error().internal,
              "the counter went back");
    EXPECT_TRUE(check_assertion(site, known, key.assertion(site, challenge)));
    known.sign_count = 0;
    key.counts = false;
    EXPECT_TRUE(check_assertion(site, known, key.assertion(site, challenge)))
        << "keys without a counter";
}

TEST(PasskeySites, AreTheHostOfTheOrigin) {
    EXPECT_EQ(passkey_site("https://Cases.example.org").id, "cases.example.org");
    EXPECT_EQ(passkey_site("https://cases.example.org:8443").id, "cases.example.org");
    EXPECT_EQ(passkey_site("https://cases.example.org:8443").origin,
              "https://cases.example.org:8443");
    EXPECT_EQ(passkey_site("http://[::1]:8080").id, "[::1]");
}

TEST(PasskeyChallenges, AreReadFromWhatTheBrowserSays) {
    EXPECT_EQ(challenge_in(R"({"type":"webauthn.get","challenge":"abc"})"), "abc");
    EXPECT_EQ(challenge_in("{"), "");
    EXPECT_EQ(challenge_in(std::string(client_data_bytes_max + 1, ' ')), "");
}

}  // namespace
}  // namespace amparo::access
