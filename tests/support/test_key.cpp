#include "tests/support/test_key.hpp"

#include <array>
#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "base/crypto.hpp"
#include "base/random.hpp"

namespace amparo::testing {
namespace {

void require(bool condition) {
    if (!condition) throw std::runtime_error("the test's key");
}

/// One coordinate of the public key, 32 bytes.
std::string coordinate(EVP_PKEY* key, const char* name) {
    BIGNUM* number = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &number) == 1);
    std::array<unsigned char, 32> bytes{};
    require(BN_bn2binpad(number, bytes.data(), static_cast<int>(bytes.size())) == 32);
    BN_free(number);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

struct TestKey::Pair {
    EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");

    Pair() { require(key != nullptr); }
    ~Pair() { EVP_PKEY_free(key); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
};

TestKey::TestKey() : pair_(std::make_unique<Pair>()) {
    SystemRandom random;
    credential_id_ = crypto::random_token(random, 12);  // 16 letters, which are bytes as well
}

TestKey::~TestKey() = default;

std::string TestKey::client_data(const std::string& type, const PasskeySite& site,
                                 const std::string& challenge) const {
    return R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" +
           site.origin + R"("})";
}

std::string TestKey::head(const PasskeySite& site) {
    std::string head(crypto::bytes_of(crypto::sha256(site.id)));
    head += static_cast<char>(flags);
    if (counts) ++sign_count;
    const auto count = counts ? sign_count : 0;
    for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>((count >> shift) & 0xFF);
    return head;
}

PasskeyRegistration TestKey::registration(const PasskeySite& site, const std::string& challenge) {
    auto data = head(site);
    if ((flags & 0x40) != 0) {
        data += std::string(16, '\0');  // AAGUID
        data += '\0';
        data += static_cast<char>(credential_id_.size());
        data += credential_id_;
        // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
        data += std::string("\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10) +
                coordinate(pair_->key, OSSL_PKEY_PARAM_EC_PUB_X);
        data += std::string("\x22\x58\x20", 3) + coordinate(pair_->key, OSSL_PKEY_PARAM_EC_PUB_Y);
    }
    return {.client_data = client_data("webauthn.create", site, challenge),
            .authenticator_data = std::move(data)};
}

PasskeyAssertion TestKey::assertion(const PasskeySite& site, const std::string& challenge) {
    const auto kept = flags;
    flags = flags & 0x05;
    auto data = head(site);
    flags = kept;
    auto client = client_data("webauthn.get", site, challenge);
    const auto signed_bytes = data + std::string(crypto::bytes_of(crypto::sha256(client)));
    std::string signature(80, '\0');
    auto size = signature.size();
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    require(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, pair_->key) == 1);
    require(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(signed_bytes.data()),
                           signed_bytes.size()) == 1);
    EVP_MD_CTX_free(context);
    signature.resize(size);
    return {.credential_id = credential_id_,
            .client_data = std::move(client),
            .authenticator_data = std::move(data),
            .signature = std::move(signature),
            .user_handle = user_handle};
}

}  // namespace amparo::testing
