#include "identity/keys.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace amparo::identity {
namespace {

template <class T, void (*Free)(T*)>
struct Freed {
    void operator()(T* thing) const { Free(thing); }
};
using Number = std::unique_ptr<BIGNUM, Freed<BIGNUM, BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM, OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Digester = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Pair = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG, ECDSA_SIG_free>>;
using Key = std::shared_ptr<EVP_PKEY>;

constexpr int rsa_bits_min = 2048;
constexpr int rsa_bits_max = 8192;  // a larger one would only make us work
constexpr std::size_t coordinate_bytes = 32;
constexpr std::size_t exponent_bytes_max = 8;

const unsigned char* bytes_of(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(const std::string& bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string member(const json::Object& key, std::string_view name) {
    return from_base64_url(json::string_or(key, name)).value_or(std::string());
}

Key made_of(const char* type, OSSL_PARAM_BLD* builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    const bool is_made =
        parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
    return is_made ? Key(key, &EVP_PKEY_free) : nullptr;
}

Key rsa_key(const json::Object& jwk) {
    const auto modulus = member(jwk, "n");
    const auto exponent = member(jwk, "e");
    if (modulus.empty() || modulus.size() > rsa_bits_max / 8 || exponent.empty() ||
        exponent.size() > exponent_bytes_max)
        return nullptr;
    const auto n = number_of(modulus);
    const auto e = number_of(exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < rsa_bits_min || !BN_is_odd(e.get()) ||
        BN_is_one(e.get()))
        return nullptr;
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    return made_of("RSA", builder.get());
}

Key p256_key(const json::Object& jwk) {
    if (json::string_or(jwk, "crv") != "P-256") return nullptr;
    const auto x = member(jwk, "x");
    const auto y = member(jwk, "y");
    if (x.size() != coordinate_bytes || y.size() != coordinate_bytes) return nullptr;
    const auto point = "\x04" + x + y;  // uncompressed (SEC 1 §2.3.3)
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder) return nullptr;
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
    auto key = made_of("EC", builder.get());
    if (key == nullptr) return nullptr;
    // A point that is not on the curve is no key.
    const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    return context && EVP_PKEY_public_check(context.get()) == 1 ? key : nullptr;
}

std::optional<PublicKey> key_of(const json::Object& jwk) {
    const auto use = json::string_or(jwk, "use", "sig");
    if (use != "sig") return std::nullopt;
    PublicKey key{.id = json::string_or(jwk, "kid"), .algorithm = json::string_or(jwk, "alg")};
    const auto type = json::string_or(jwk, "kty");
    if (type == "RSA") {
        key.key = rsa_key(jwk);
    } else if (type == "EC") {
        key.kind = PublicKey::Kind::p256;
        key.key = p256_key(jwk);
    }
    if (key.key == nullptr) return std::nullopt;
    return key;
}

bool is_meant(const SentToken& token, const PublicKey& key) {
    const auto kind =
        token.algorithm == Algorithm::es256 ? PublicKey::Kind::p256 : PublicKey::Kind::rsa;
    const bool is_named = token.key_id.empty() || token.key_id == key.id;
    const bool is_for_it = key.algorithm.empty() || key.algorithm == name_of(token.algorithm);
    return key.kind == kind && is_named && is_for_it;
}

/// The pair of numbers of a JWS (RFC 7518 §3.4) as OpenSSL wants it; "" when it is none.
std::string der_of(const std::string& signature) {
    if (signature.size() != 2 * coordinate_bytes) return {};
    auto r = number_of(signature.substr(0, coordinate_bytes));
    auto s = number_of(signature.substr(coordinate_bytes));
    const Pair pair(ECDSA_SIG_new());
    if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
    (void)r.release();  // the pair owns them now
    (void)s.release();
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
    if (size <= 0) return {};
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

bool has_signed(const SentToken& token, const PublicKey& key) {
    const auto signature =
        token.algorithm == Algorithm::es256 ? der_of(token.signature) : token.signature;
    const Digester digester(EVP_MD_CTX_new());
    EVP_PKEY_CTX* context = nullptr;  // the digester owns it
    if (signature.empty() || !digester ||
        EVP_DigestVerifyInit(digester.get(), &context, EVP_sha256(), nullptr, key.key.get()) != 1)
        return false;
    if (token.algorithm == Algorithm::ps256 &&
        (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) != 1 ||
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(digester.get(), bytes_of(signature), signature.size(),
                            bytes_of(token.signed_part), token.signed_part.size()) == 1;
}

}  // namespace

PublicKeys read_keys(const json::Object& set) {
    PublicKeys keys;
    const auto* array = json::find_array(set, "keys");
    if (array == nullptr) return keys;
    for (const auto& element : *array) {
        if (keys.size() == keys_max) break;
        if (!element.is_object()) continue;
        if (auto key = key_of(element.get_object())) keys.push_back(std::move(*key));
    }
    return keys;
}

bool has_key_for(const SentToken& token, const PublicKeys& keys) {
    return std::ranges::any_of(keys, [&](const PublicKey& key) { return is_meant(token, key); });
}

bool verify(const SentToken& token, const PublicKeys& keys) {
    return std::ranges::any_of(
        keys, [&](const PublicKey& key) { return is_meant(token, key) && has_signed(token, key); });
}

}  // namespace amparo::identity
