#include "notify/push_crypto.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>

#include <array>
#include <memory>

#include "base/crypto.hpp"
#include "base/json.hpp"

namespace amparo::notify {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t point_bytes = 65;
constexpr std::size_t auth_bytes = 16;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t tag_bytes = 16;
constexpr const char* curve = "prime256v1";

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* thing) const {
        Free(thing);
    }
};
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using PKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Kdf = std::unique_ptr<EVP_KDF, Freed<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Freed<EVP_KDF_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

const unsigned char* bytes(std::string_view text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL wants unsigned bytes
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as above
    return reinterpret_cast<unsigned char*>(text.data());
}

Group new_group() {
    Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    if (!group) throw Outage("openssl has no memory");
    return group;
}

std::string random_bytes(Random& random, std::size_t count) {
    std::string made(count, '\0');
    random.fill(std::as_writable_bytes(std::span(made)));
    return made;
}

Number number_of(std::string_view secret) {
    return Number(BN_bin2bn(bytes(secret), static_cast<int>(secret.size()), nullptr));
}

/// A key for OpenSSL; without a secret only the point. Null when the point is not on the curve.
PKey key_of(const std::string& point, const SecretText* secret) {
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
    const Number number = secret == nullptr ? nullptr : number_of(secret->reveal());
    if (number) OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    const int selection = secret == nullptr ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1) {
        return nullptr;
    }
    return PKey(key);
}

std::string shared_secret(const EcKeys& mine, const std::string& their_point) {
    const auto own = key_of(mine.point, &mine.secret);
    const auto their = key_of(their_point, nullptr);
    AMPARO_REQUIRE(own && their);
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.get(), nullptr));
    std::size_t size = secret_bytes;
    std::string secret(size, '\0');
    AMPARO_REQUIRE(EVP_PKEY_derive_init(context.get()) == 1 &&
                   EVP_PKEY_derive_set_peer(context.get(), their.get()) == 1 &&
                   EVP_PKEY_derive(context.get(), bytes(secret), &size) == 1);
    return secret;
}

/// HKDF with SHA-256 (RFC 5869), extract and expand.
struct HkdfInput {
    std::string_view salt;
    std::string_view secret;
    std::string_view info;
    std::size_t size;
};
std::string hkdf(const HkdfInput& input) {
    const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const KdfContext context(EVP_KDF_CTX_new(kdf.get()));
    std::string digest = "SHA256";
    std::string salt(input.salt);
    std::string secret(input.secret);
    std::string info(input.info);
    const std::array<OSSL_PARAM, 5> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
        OSSL_PARAM_construct_end()};
    std::string derived(input.size, '\0');
    AMPARO_REQUIRE(
        EVP_KDF_derive(context.get(), bytes(derived), derived.size(), parameters.data()) == 1);
    return derived;
}

std::string aes_gcm(std::string_view key, std::string_view nonce, std::string_view plain) {
    const Cipher cipher(EVP_CIPHER_CTX_new());
    std::string sealed(plain.size() + tag_bytes, '\0');
    int written = 0;
    int rest = 0;
    auto* out = bytes(sealed);
    AMPARO_REQUIRE(EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, bytes(key),
                                      bytes(nonce)) == 1 &&
                   EVP_EncryptUpdate(cipher.get(), out, &written, bytes(plain),
                                     static_cast<int>(plain.size())) == 1 &&
                   EVP_EncryptFinal_ex(cipher.get(), out + written, &rest) == 1 &&
                   EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes,
                                       out + plain.size()) == 1);
    return sealed;
}

/// ES256: the two numbers of the signature, 32 bytes each (RFC 7518).
std::string sign(const EcKeys& keys, std::string_view text) {
    const auto key = key_of(keys.point, &keys.secret);
    AMPARO_REQUIRE(key != nullptr);
    const Digest context(EVP_MD_CTX_new());
    std::size_t size = 0;
    AMPARO_REQUIRE(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) ==
                       1 &&
                   EVP_DigestSign(context.get(), nullptr, &size, bytes(text), text.size()) == 1);
    std::string der(size, '\0');
    AMPARO_REQUIRE(EVP_DigestSign(context.get(), bytes(der), &size, bytes(text), text.size()) == 1);
    const auto* from = bytes(std::string_view(der));
    const Signature signature(d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(size)));
    AMPARO_REQUIRE(signature != nullptr);
    std::string raw(2 * secret_bytes, '\0');
    constexpr int half = static_cast<int>(secret_bytes);
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes(raw), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes(raw) + half, half);
    return raw;
}

/// URL-safe Base64, as browsers send it.
Result<std::string> from_base64_url(std::string_view text) {
    std::string standard(text);
    for (auto& c : standard) {
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    return crypto::from_base64(standard);
}

}  // namespace

Result<EcKeys> EcKeys::of(std::string_view secret) {
    const auto group = new_group();
    const auto number = number_of(secret);
    const bool fits = secret.size() == secret_bytes && !BN_is_zero(number.get()) &&
                      BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) < 0;
    if (!fits) return refuse(Errc::invalid, "errors.notify.vapid_key");
    const Point point(EC_POINT_new(group.get()));
    std::string text(point_bytes, '\0');
    AMPARO_REQUIRE(
        EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) == 1 &&
        EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes(text),
                           text.size(), nullptr) == point_bytes);
    return EcKeys{.secret = SecretText(std::string(secret)), .point = std::move(text)};
}

EcKeys EcKeys::random(Random& random) {
    while (true) {  // one secret in 2^32 is not below the order of the curve
        auto keys = EcKeys::of(random_bytes(random, secret_bytes));
        if (keys) return std::move(*keys);
    }
}

Result<PushReceiver> read_receiver(std::string_view p256dh, std::string_view auth) {
    const auto point = from_base64_url(p256dh);
    const auto secret = from_base64_url(auth);
    const bool fits = point && secret && point->size() == point_bytes &&
                      secret->size() == auth_bytes && key_of(*point, nullptr) != nullptr;
    if (!fits) return refuse_field(Errc::invalid, "p256dh", "errors.notify.push_keys");
    return PushReceiver{.point = *point, .auth = *secret};
}

PushFreshness fresh(Random& random) {
    return {.sender = EcKeys::random(random), .salt = random_bytes(random, salt_bytes)};
}

std::string encrypt_push(const PushReceiver& receiver, const PushFreshness& freshness,
                         std::string_view plain) {
    AMPARO_REQUIRE(plain.size() <= push_bytes_max && freshness.salt.size() == salt_bytes);
    const auto& sender = freshness.sender;
    std::string key_info("WebPush: info");
    key_info += '\0';
    key_info += receiver.point + sender.point;
    const auto secret = hkdf({.salt = receiver.auth,
                              .secret = shared_secret(sender, receiver.point),
                              .info = key_info,
                              .size = 32});
    using namespace std::string_view_literals;
    const auto key = hkdf({.salt = freshness.salt,
                           .secret = secret,
                           .info = "Content-Encoding: aes128gcm\0"sv,
                           .size = 16});
    const auto nonce = hkdf({.salt = freshness.salt,
                             .secret = secret,
                             .info = "Content-Encoding: nonce\0"sv,
                             .size = 12});
    std::string body = freshness.salt;
    body += "\x00\x00\x10\x00"sv;  // the size of a record: 4096
    body += static_cast<char>(sender.point.size());
    body += sender.point;
    body += aes_gcm(key, nonce, std::string(plain) + '\x02');  // the mark of the last record
    return body;
}

std::string vapid_header(const EcKeys& keys, const VapidClaim& claim) {
    const auto until =
        std::chrono::duration_cast<std::chrono::seconds>(claim.until.time_since_epoch());
    json::Object claims{{"aud", claim.origin}, {"exp", until.count()}};
    if (!claim.contact.empty()) claims["sub"] = claim.contact;
    const auto text = crypto::base64_url(R"({"typ":"JWT","alg":"ES256"})") + "." +
                      crypto::base64_url(json::write(claims));
    const auto signature = crypto::base64_url(sign(keys, text));
    return "vapid t=" + text + "." + signature + ", k=" + crypto::base64_url(keys.point);
}

}  // namespace amparo::notify
