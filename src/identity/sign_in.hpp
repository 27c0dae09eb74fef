#pragma once

#include <optional>
#include <string>

#include "access/identity_provider.hpp"
#include "base/clock.hpp"
#include "base/crypto.hpp"
#include "base/random.hpp"
#include "identity/lookup.hpp"

/// The redirect flow with a code and PKCE (RFC 6749 §4.1, RFC 7636), all of it in the server.
namespace amparo::identity {

/// How long somebody may take at the provider.
inline constexpr std::chrono::minutes sign_in_max{10};

/// A sign-in on its way. It lives sealed in a cookie of the browser that began it, so that nobody
/// else's browser can end it.
struct Attempt {
    std::string provider;   // unique_id
    std::string state;      // what the provider sends back
    std::string nonce;      // what the token must say
    std::string verifier;   // what the code alone is not worth without
    std::string return_to;  // a path of our own
    Instant ends_at{};
};
Attempt new_attempt(const access::IdentityProvider& provider, std::string_view return_to,
                    const Clock& clock, Random& random);
/// From and to the cookie's text; nullopt for what is not ours, or older than sign_in_max.
std::string seal(const Attempt& attempt, const crypto::Key& key, Random& random);
std::optional<Attempt> unseal(std::string_view cookie, const crypto::Key& key, const Clock& clock);

/// The path when it is a page of our own app, else its start: nobody is sent elsewhere.
std::string own_path(std::string_view wished);

/// Where the browser goes to sign in.
std::string authorization_address(const access::IdentityProvider& provider,
                                  const Endpoints& endpoints, const Attempt& attempt,
                                  const std::string& redirect_uri);
/// What a provider gave the browser, for the address it was sent back to.
struct Code {
    std::string text;
    std::string redirect_uri;
};
/// The call that turns a code into a token.
notify::OutboundCall code_exchange(const access::IdentityProvider& provider,
                                   const Endpoints& endpoints, const Attempt& attempt,
                                   const Code& code);

}  // namespace amparo::identity
