#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

/// Checks what passkeys and security keys say (WebAuthn level 2), without any state: whether it was
/// made for this deployment, with a person at hand, and signed by the right key. Challenges are the
/// caller's.
namespace amparo::access {

/// Who the keys are made for: a deployment as its pages are seen from a browser.
struct PasskeySite {
    std::string id = {};      // "cases.example.org"
    std::string origin = {};  // "https://cases.example.org"
};
/// The site of an origin: its host without the port.
PasskeySite passkey_site(std::string_view origin);

/// Bounds of what a browser sends; a longer one is no answer of a key.
inline constexpr std::size_t client_data_bytes_max = 4096;
inline constexpr std::size_t key_data_bytes_max = 8192;
inline constexpr std::size_t credential_id_bytes_max = 1023;

/// What a browser got from a new key, as bytes.
struct PasskeyRegistration {
    std::string client_data = {};         // clientDataJSON
    std::string authenticator_data = {};  // getAuthenticatorData()
};
/// A key as it is kept.
struct PasskeyKey {
    std::string credential_id = {};  // bytes
    std::string public_key = {};     // bytes, in the form of the algorithm
    int algorithm = 0;               // COSE: -7 (ES256), -8 (EdDSA), -257 (RS256)
    std::uint32_t sign_count = 0;
};
/// The new key. `invalid` for anything that was not made for this site, with a person at hand.
/// Nothing is known of the maker: keys are asked for without attestation.
Result<PasskeyKey> check_registration(const PasskeySite& site,
                                      const PasskeyRegistration& registration);

/// What a browser got from a key that proves itself, as bytes.
struct PasskeyAssertion {
    std::string credential_id = {};
    std::string client_data = {};
    std::string authenticator_data = {};
    std::string signature = {};
    std::string user_handle = {};  // of a key that knows whose it is

    bool empty() const { return credential_id.empty(); }
};
/// What a proof says besides being right.
struct PasskeyProven {
    std::uint32_t sign_count = 0;
    bool user_verified = false;  // by a PIN, a finger or a face, and not only by touch
};
/// `invalid` unless the key signed it for this site, with a person at hand, and its counter went
/// on: one that went back is of a copy.
Result<PasskeyProven> check_assertion(const PasskeySite& site, const PasskeyKey& key,
                                      const PasskeyAssertion& assertion);

/// The challenge that a browser's answer is about, as base64url; "" when it cannot be read.
std::string challenge_in(std::string_view client_data);

}  // namespace amparo::access
