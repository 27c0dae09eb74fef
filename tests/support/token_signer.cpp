#include "tests/support/token_signer.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <stdexcept>

#include "base/crypto.hpp"

namespace amparo::testing {
namespace {

void demand(bool holds) {
    if (!holds) throw std::runtime_error("OpenSSL");
}

std::string bytes_of(const BIGNUM* number, std::size_t size) {
    std::string bytes(size, '\0');
    demand(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()),
                        static_cast<int>(size)) > 0);
    return bytes;
}

std::string parameter(EVP_PKEY* key, const char* name, std::size_t size) {
    BIGNUM* number = nullptr;
    demand(EVP_PKEY_get_bn_param(key, name, &number) == 1);
    auto bytes =
        bytes_of(number, size == 0 ? static_cast<std::size_t>(BN_num_bytes(number)) : size);
    BN_free(number);
    return crypto::base64_url(bytes);
}

/// The pair of numbers as a JWS has it.
std::string joined(const std::string& der) {
    const auto* begin = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size()));
    demand(pair != nullptr);
    auto text = bytes_of(ECDSA_SIG_get0_r(pair), 32) + bytes_of(ECDSA_SIG_get0_s(pair), 32);
    ECDSA_SIG_free(pair);
    return text;
}

}  // namespace

TokenSigner::TokenSigner(Kind kind, std::string key_id, unsigned bits)
    : kind_(kind), key_id_(std::move(key_id)) {
    auto* key = kind == Kind::rsa ? EVP_RSA_gen(bits) : EVP_EC_gen("P-256");
    demand(key != nullptr);
    key_ = std::shared_ptr<EVP_PKEY>(key, &EVP_PKEY_free);
}

json::Object TokenSigner::jwk() const {
    json::Object jwk{{"kid", key_id_}, {"use", "sig"}};
    if (kind_ == Kind::rsa) {
        jwk["kty"] = "RSA";
        jwk["n"] = parameter(key_.get(), OSSL_PKEY_PARAM_RSA_N, 0);
        jwk["e"] = parameter(key_.get(), OSSL_PKEY_PARAM_RSA_E, 0);
        return jwk;
    }
    jwk["kty"] = "EC";
    jwk["crv"] = "P-256";
    jwk["x"] = parameter(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32);
    jwk["y"] = parameter(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32);
    return jwk;
}

std::string TokenSigner::public_pem() const {
    BIO* memory = BIO_new(BIO_s_mem());
    demand(PEM_write_bio_PUBKEY(memory, key_.get()) == 1);
    char* text = nullptr;
    const auto size = BIO_get_mem_data(memory, &text);
    std::string pem(text, static_cast<std::size_t>(size));
    BIO_free(memory);
    return pem;
}

std::string TokenSigner::signature_of(const std::string& text, const std::string& algorithm) const {
    EVP_MD_CTX* digester = EVP_MD_CTX_new();
    EVP_PKEY_CTX* context = nullptr;
    demand(EVP_DigestSignInit(digester, &context, EVP_sha256(), nullptr, key_.get()) == 1);
    if (algorithm == "PS256") {
        demand(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1);
        demand(EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1);
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t size = 0;
    demand(EVP_DigestSign(digester, nullptr, &size, bytes, text.size()) == 1);
    std::string signature(size, '\0');
    demand(EVP_DigestSign(digester, reinterpret_cast<unsigned char*>(signature.data()), &size,
                          bytes, text.size()) == 1);
    signature.resize(size);
    EVP_MD_CTX_free(digester);
    return kind_ == Kind::p256 ? joined(signature) : signature;
}

std::string TokenSigner::sign(const json::Object& claims, const std::string& algorithm) const {
    const json::Object header{{"typ", "JWT"}, {"alg", algorithm}, {"kid", key_id_}};
    return sign_texts(json::write(header), json::write(claims), algorithm);
}

std::string TokenSigner::sign_texts(const std::string& header, const std::string& claims,
                                    const std::string& algorithm) const {
    const auto text = crypto::base64_url(header) + "." + crypto::base64_url(claims);
    return text + "." + crypto::base64_url(signature_of(text, algorithm));
}

json::Object TokenSigner::set_of(std::initializer_list<const TokenSigner*> signers) {
    json::Array keys;
    for (const auto* signer : signers) keys.push_back(signer->jwk());
    return {{"keys", std::move(keys)}};
}

std::string token_with_secret(const json::Object& header, const json::Object& claims,
                              const std::string& secret) {
    const auto text =
        crypto::base64_url(json::write(header)) + "." + crypto::base64_url(json::write(claims));
    if (secret.empty()) return text + ".";
    return text + "." + crypto::base64_url(crypto::bytes_of(crypto::hmac_sha256(secret, text)));
}

}  // namespace amparo::testing
