#pragma once

#include "access/identity_provider.hpp"
#include "base/clock.hpp"
#include "identity/token.hpp"

namespace amparo::identity {

/// Clocks of two houses differ.
inline constexpr std::chrono::seconds leeway{60};

/// What a token must say besides being signed.
struct Expected {
    const access::IdentityProvider& provider;
    Instant now{};
    /// Of the sign-in this is the answer to; "" for a token that a client sends by itself.
    std::string nonce = {};
};

/// What a token says of somebody.
struct Claimed {
    std::string subject;
    std::string user_name;  // lower case
    Instant expires_at{};
};

/// Whether the claims name the provider as issuer and, in the same breath, its client as audience.
bool is_from(const json::Object& claims, const access::IdentityProvider& provider);

/// Checks issuer, audience, times, nonce and who it is about. `unauthenticated`; `internal` says
/// why.
Result<Claimed> check_claims(const json::Object& claims, const Expected& expected);

}  // namespace amparo::identity
