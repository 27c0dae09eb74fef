#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

/// Thin, typed access to libsodium. Everything here is thread-safe.
namespace amparo::crypto {

/// Must run before libsodium is used; calls after the first do nothing.
void start();

/// Bytes of a key.
inline constexpr std::size_t key_size = 32;
using Digest = std::array<std::uint8_t, 32>;

/// A 256-bit key; wiped when it goes.
class Key {
  public:
    Key() = default;
    /// A new one.
    static Key random(Random& random);
    /// From 32 raw bytes; `invalid` for another length.
    static Result<Key> from_bytes(std::string_view bytes);
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key() { wipe_memory(bytes_.data(), bytes_.size()); }
    /// The raw bytes. Each use is looked at in review.
    std::string_view reveal() const;

  private:
    std::array<std::uint8_t, key_size> bytes_{};
};

/// XChaCha20-Poly1305: a random 24-byte nonce, then the ciphertext with its tag. `associated` is
/// authenticated but not stored.
std::string seal(const Key& key, std::string_view associated, std::string_view plain,
                 Random& random);
/// The plain bytes; `invalid` when the seal is broken, the key wrong or `associated` another.
Result<std::string> unseal(const Key& key, std::string_view associated, std::string_view sealed);

/// SHA-256, BLAKE2b-256 and HMAC-SHA-256 (RFC 2104).
Digest sha256(std::string_view bytes);
Digest blake2b(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);
/// A digest as raw bytes / 64 lower-case hexadecimal digits.
std::string_view bytes_of(const Digest& digest);
std::string hex(std::string_view bytes);
inline std::string hex(const Digest& digest) {
    return hex(bytes_of(digest));
}
/// The bytes of hexadecimal digits; `invalid` otherwise.
Result<std::string> from_hex(std::string_view text);

/// Equal, in a time that depends on the lengths only.
bool equal_constant_time(std::string_view left, std::string_view right);

/// How much work a password hash costs.
struct PasswordCost {
    std::uint64_t operations = 3;
    std::size_t memory_bytes = 64U << 20;
};
/// An Argon2id hash in the PHC string form.
std::string hash_password(const SecretText& password, const PasswordCost& cost = {});
/// Whether the password belongs to the PHC string. Costs as much as hashing.
bool verify_password(const SecretText& password, const std::string& phc);
/// Whether the PHC string was made with another cost and should be made anew.
bool needs_rehash(const std::string& phc, const PasswordCost& cost);

/// `bytes` random bytes as URL-safe text without padding.
std::string random_token(Random& random, std::size_t bytes = 32);
/// Standard Base64 (RFC 4648 §4). Decoding accepts missing padding, refuses other characters.
std::string base64(std::string_view bytes);
std::string base64_url(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);

}  // namespace amparo::crypto
