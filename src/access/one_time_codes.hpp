#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

/// Codes that an app on a phone shows for half a minute (RFC 6238: HMAC-SHA-1, 30 seconds, six
/// digits), and the codes on paper for whoever has lost the phone.
namespace amparo::access {

/// Bytes of a new key: as many as SHA-1 gives.
inline constexpr std::size_t one_time_key_bytes = 20;
inline constexpr std::size_t one_time_code_digits = 6;
/// How many steps a phone's clock may be ahead of ours or behind it.
inline constexpr std::int64_t one_time_drift = 1;

/// A new key for somebody's phone.
SecretText new_one_time_key(Random& random);
/// The half minute that a moment lies in, counted from 1970.
std::int64_t one_time_step(Instant moment);
/// The code of a half minute.
SecretText one_time_code(const SecretText& key, std::int64_t step);
/// The half minute whose code it is, this one or one beside it; nullopt for a wrong code. Blanks in
/// the code do not count. Takes the same time for every code of six digits.
std::optional<std::int64_t> step_of_code(const SecretText& key, std::string_view code, Instant now);

/// Base32 (RFC 4648 §6) without padding: how apps want a key typed.
std::string base32(std::string_view bytes);
/// The address that the square code holds: "otpauth://totp/…". `issuer` and `account` are names.
SecretText one_time_address(std::string_view issuer, std::string_view account,
                            const SecretText& key);

/// How many of them there are at a time.
inline constexpr std::size_t recovery_code_count = 10;
/// A code for paper, "k3fz-9d2m-qx7t": 60 random bits in letters that are not mixed up.
SecretText new_recovery_code(Random& random);
/// A recovery code as it is compared, however it was typed: lower case, without blanks and
/// hyphens, o as 0, i and l as 1.
SecretText plain_recovery_code(std::string_view typed);

}  // namespace amparo::access
