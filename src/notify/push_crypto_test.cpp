#include "notify/push_crypto.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/crypto.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace amparo::notify {
namespace {

std::string decode(std::string text) {
    for (auto& c : text) {
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    return crypto::from_base64(text).value();
}

// The example of RFC 8291, appendix A.
constexpr const char* receiver_point =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
constexpr const char* receiver_auth = "BTBZMqHH6r4Tts7J_aSIgg";

TEST(PushCrypto, WritesTheExampleOfTheStandard) {
    const auto receiver = read_receiver(receiver_point, receiver_auth);
    ASSERT_TRUE(receiver);
    const PushFreshness freshness{
        .sender = EcKeys::of(decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).value(),
        .salt = decode("DGv6ra1nlYgDCS1FRnbzlw")};
    EXPECT_EQ(crypto::base64_url(freshness.sender.point),
              "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
              "7A8");
    const auto body =
        encrypt_push(*receiver, freshness, "When I grow up, I want to be a watermelon");
    EXPECT_EQ(crypto::base64_url(body),
              "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
              "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV"
              "WGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(PushCrypto, RefusesKeysThatAreNone) {
    EXPECT_FALSE(read_receiver("", ""));
    EXPECT_FALSE(read_receiver(receiver_point, "AAAA"));
    EXPECT_FALSE(read_receiver("AAAA", receiver_auth));
    std::string off_the_curve(65, 'x');
    off_the_curve[0] = '\x04';
    EXPECT_FALSE(read_receiver(crypto::base64_url(off_the_curve), receiver_auth));
    EXPECT_FALSE(EcKeys::of("short"));
    EXPECT_FALSE(EcKeys::of(std::string(32, '\0')));
    EXPECT_FALSE(EcKeys::of(std::string(32, '\xff'))) << "beyond the order of the curve";
}

TEST(PushCrypto, IsFreshForEachMessage) {
    SystemRandom random;
    const auto receiver = read_receiver(receiver_point, receiver_auth).value();
    EXPECT_NE(encrypt_push(receiver, fresh(random), "x"),
              encrypt_push(receiver, fresh(random), "x"));
}

/// Whether the signature of a token is the key's.
bool is_signed_by(const EcKeys& keys, const std::string& text, const std::string& signature) {
    // A public key of P-256 as OpenSSL reads it (RFC 5480): a fixed head, then the point.
    const auto info =
        crypto::from_hex("3059301306072a8648ce3d020106082a8648ce3d030107034200").value() +
        keys.point;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL wants unsigned bytes
    const auto* read = reinterpret_cast<const unsigned char*>(info.data());
    const auto* raw = reinterpret_cast<const unsigned char*>(signature.data());
    const auto* message = reinterpret_cast<const unsigned char*>(text.data());
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    auto* key = d2i_PUBKEY(nullptr, &read, static_cast<long>(info.size()));
    auto* numbers = ECDSA_SIG_new();
    ECDSA_SIG_set0(numbers, BN_bin2bn(raw, 32, nullptr), BN_bin2bn(raw + 32, 32, nullptr));
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(numbers, &der);
    auto* context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
    const int good =
        EVP_DigestVerify(context, der, static_cast<std::size_t>(size), message, text.size());
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    ECDSA_SIG_free(numbers);
    EVP_PKEY_free(key);
    return good == 1;
}

TEST(Vapid, SaysWhoSendsAndForHowLong) {
    SystemRandom random;
    const auto keys = EcKeys::random(random);
    const auto header =
        vapid_header(keys, {.origin = "https://push.example.org",
                            .contact = "mailto:it@example.org",
                            .until = parse_instant("2026-03-01T12:00:00Z").value()});
    ASSERT_TRUE(header.starts_with("vapid t="));
    const auto comma = header.find(", k=");
    EXPECT_EQ(header.substr(comma + 4), crypto::base64_url(keys.point));
    const auto token = header.substr(8, comma - 8);
    const auto last_dot = token.rfind('.');
    const auto first_dot = token.find('.');
    const auto claims =
        json::parse_object(decode(token.substr(first_dot + 1, last_dot - first_dot - 1))).value();
    EXPECT_EQ(claims.at("aud"), "https://push.example.org");
    EXPECT_EQ(claims.at("sub"), "mailto:it@example.org");
    EXPECT_EQ(claims.at("exp"), 1772366400);
    const auto signature = decode(token.substr(last_dot + 1));
    ASSERT_EQ(signature.size(), 64u);
    EXPECT_TRUE(is_signed_by(keys, token.substr(0, last_dot), signature));
    EXPECT_FALSE(is_signed_by(EcKeys::random(random), token.substr(0, last_dot), signature));
}

}  // namespace
}  // namespace amparo::notify
