#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

/// The cryptography of web push: RFC 8291 (content) and RFC 8292 (who sends).
namespace amparo::notify {

/// A key pair on the curve P-256.
struct EcKeys {
    SecretText secret;  // 32 bytes
    std::string point;  // 65 bytes, uncompressed

    /// A new pair.
    static EcKeys random(Random& random);
    /// The pair of a secret of 32 bytes; `invalid` when it is none.
    static Result<EcKeys> of(std::string_view secret);
};

/// What a browser gave when it subscribed: its public key and a shared secret.
struct PushReceiver {
    std::string point;  // p256dh: 65 bytes
    std::string auth;   // 16 bytes
};
/// Reads URL-safe Base64; `invalid` when the point is not on the curve or a length is wrong.
Result<PushReceiver> read_receiver(std::string_view p256dh, std::string_view auth);

/// What is fresh for each message.
struct PushFreshness {
    EcKeys sender;
    std::string salt;  // 16 bytes
};
PushFreshness fresh(Random& random);

/// The body of a push request (Content-Encoding: aes128gcm): one record that only the browser can
/// open. `plain` holds at most push_bytes_max bytes.
std::string encrypt_push(const PushReceiver& receiver, const PushFreshness& freshness,
                         std::string_view plain);
/// What the smallest push service takes: 4096 bytes with header, padding mark and tag.
inline constexpr std::size_t push_bytes_max = 3993;

/// The Authorization header of a request to the push service at that origin
/// ("https://push.example.org"), good until `until`.
struct VapidClaim {
    std::string origin;
    std::string contact;
    Instant until{};
};
std::string vapid_header(const EcKeys& keys, const VapidClaim& claim);

}  // namespace amparo::notify
