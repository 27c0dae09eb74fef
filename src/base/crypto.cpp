#include "base/crypto.hpp"

#include <sodium.h>

#include <algorithm>
#include <mutex>
#include <span>
#include <vector>

namespace amparo::crypto {
namespace {

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::string encode(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back();  // libsodium counts the terminating zero
    return text;
}

}  // namespace

void start() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (sodium_init() < 0) throw Outage("libsodium could not start");
    });
}

Key Key::random(Random& random) {
    Key key;
    random.fill(std::as_writable_bytes(std::span(key.bytes_)));
    return key;
}

Result<Key> Key::from_bytes(std::string_view bytes) {
    if (bytes.size() != key_size) return refuse(Errc::invalid, "errors.key_length");
    Key key;
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(key.bytes_.data()));
    return key;
}

std::string_view Key::reveal() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
}

std::string seal(const Key& key, std::string_view associated, std::string_view plain,
                 Random& random) {
    std::string sealed(nonce_size + plain.size() + tag_size, '\0');
    random.fill(std::as_writable_bytes(std::span(sealed.data(), nonce_size)));
    unsigned long long written = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, &written, raw(plain),
                                               plain.size(), raw(associated), associated.size(),
                                               nullptr, raw(sealed), raw(key.reveal()));
    AMPARO_REQUIRE(written == plain.size() + tag_size);
    return sealed;
}

Result<std::string> unseal(const Key& key, std::string_view associated, std::string_view sealed) {
    if (sealed.size() < nonce_size + tag_size) return refuse(Errc::invalid, "errors.seal_broken");
    std::string plain(sealed.size() - nonce_size - tag_size, '\0');
    unsigned long long written = 0;
    const int outcome = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(plain), &written, nullptr, raw(sealed) + nonce_size, sealed.size() - nonce_size,
        raw(associated), associated.size(), raw(sealed), raw(key.reveal()));
    if (outcome != 0) return refuse(Errc::invalid, "errors.seal_broken");
    AMPARO_REQUIRE(written == plain.size());
    return plain;
}

Digest sha256(std::string_view bytes) {
    Digest digest;
    crypto_hash_sha256(digest.data(), raw(bytes), bytes.size());
    return digest;
}

Digest blake2b(std::string_view bytes) {
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), raw(bytes), bytes.size(), nullptr, 0);
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    Digest digest;
    crypto_auth_hmacsha256_final(&state, digest.data());
    return digest;
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
    text.pop_back();
    return text;
}

Result<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t written = 0;
    const char* end = nullptr;
    const int outcome =
        sodium_hex2bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &written, &end);
    if (outcome != 0 || text.size() % 2 != 0 || end != text.data() + text.size())
        return refuse(Errc::invalid, "errors.hexadecimal");
    return bytes;
}

bool equal_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           (left.empty() || sodium_memcmp(left.data(), right.data(), left.size()) == 0);
}

std::string hash_password(const SecretText& password, const PasswordCost& cost) {
    start();
    std::array<char, crypto_pwhash_STRBYTES> phc{};
    const auto& clear = password.reveal();
    if (crypto_pwhash_str_alg(phc.data(), clear.data(), clear.size(), cost.operations,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Outage("not enough memory to hash a password");
    return phc.data();
}

bool verify_password(const SecretText& password, const std::string& phc) {
    start();
    const auto& clear = password.reveal();
    return crypto_pwhash_str_verify(phc.c_str(), clear.data(), clear.size()) == 0;
}

bool needs_rehash(const std::string& phc, const PasswordCost& cost) {
    return crypto_pwhash_str_needs_rehash(phc.c_str(), cost.operations, cost.memory_bytes) != 0;
}

std::string random_token(Random& random, std::size_t bytes) {
    std::string token(bytes, '\0');
    random.fill(std::as_writable_bytes(std::span(token)));
    return base64_url(token);
}

std::string base64(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}

std::string base64_url(std::string_view bytes) {
    return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

Result<std::string> from_base64(std::string_view text) {
    while (!text.empty() && text.back() == '=') text.remove_suffix(1);
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t written = 0;
    const char* end = nullptr;
    const int outcome =
        sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), "\r\n", &written,
                          &end, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    if (outcome != 0 || end != text.data() + text.size())
        return refuse(Errc::invalid, "errors.base64");
    bytes.resize(written);
    return bytes;
}

}  // namespace amparo::crypto
