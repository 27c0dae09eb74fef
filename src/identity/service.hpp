#pragma once

#include <atomic>
#include <string>

#include "access/identity_providers.hpp"
#include "access/sessions.hpp"
#include "access/sign_in_guard.hpp"
#include "identity/bearers.hpp"
#include "identity/claims.hpp"
#include "identity/lookup.hpp"
#include "identity/sign_in.hpp"

namespace amparo::identity {

/// Why a sign-in at a provider came to nothing, as the sign-in screen is told in its address.
enum class Trouble {
    expired,      // took too long, begun in another browser, or used before
    cancelled,    // the person or the provider said no
    unreachable,  // the provider does not answer as it should
    refused,      // nobody here, disabled, or not proven: which, nobody is told
    too_many,
};
/// "expired", …
std::string_view wire_name(Trouble trouble);

/// Signing in with what an identity provider says (administration.md §7, web-app.md §3.2).
/// Thread-safe.
class Service {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        access::LiveDirectory& directory;
        access::Sessions& sessions;
        access::SignInGuard& guard;
        access::IdentityProviders& providers;
        Exchange exchange;
        std::string public_url;  // where browsers come back to; "": where they say they are
        int parallel_max = 1;    // sessions of one user (session.parallel_max)
    };
    explicit Service(Parts parts);

    /// Who sends this token with a request. unauthenticated, busy. Only where providers are
    /// required; elsewhere every token is refused.
    Result<access::Actor> check_bearer(std::string_view token);
    /// POST /tokens with it: all other sessions of the user end, where only one may be.
    Result<> begin_bearer(std::string_view token, const access::Actor& actor);
    /// DELETE /tokens with a token: every token of the user so far is refused from now on, and all
    /// sessions end.
    Result<> end_bearer(const access::Actor& actor);

    /// Where a browser goes, and what it keeps until it is back.
    struct Departure {
        std::string address;
        std::string cookie;
    };
    /// `origin` is where the browser sees us, for deployments that do not say it themselves.
    std::expected<Departure, Trouble> depart(std::int64_t provider, std::string_view return_to,
                                             const std::string& origin);

    /// What a browser comes back with.
    struct Arrival {
        std::int64_t provider = 0;
        std::string state = {};
        std::string code = {};
        std::string error = {};
        std::string cookie = {};
        std::string origin = {};
        access::ClientInfo client = {};
    };
    struct SignedIn {
        access::Actor actor;
        access::StartedSession started;
        std::string return_to;
    };
    /// A new session like that of a password. The attempt is used up.
    std::expected<SignedIn, Trouble> arrive(const Arrival& arrival);

    /// What a provider says of itself now, for whoever sets it up. busy with the reason.
    Result<Lookup::Finding> examine(const access::IdentityProvider& provider) const {
        return lookup_.examine(provider);
    }
    /// The address that is registered at the provider.
    std::string redirect_uri(std::int64_t provider, const std::string& origin) const;

    /// Calls to token endpoints at once; more are told to try again.
    static constexpr int exchanges_max = 16;

  private:
    struct Proven {
        access::Actor actor;
        Claimed claimed;
    };
    Result<Proven> prove(std::string_view token, const access::IdentityProvider& provider,
                         const std::string& nonce);
    Result<access::Actor> actor_of(const Claimed& claimed,
                                   const access::IdentityProvider& provider) const;
    Result<Proven> exchange_code(const Arrival& arrival, const Attempt& attempt,
                                 const access::IdentityProvider& provider);
    Result<> use_up(const Attempt& attempt);
    Result<access::StartedSession> open_session(const access::Actor& actor,
                                                const access::ClientInfo& client);

    Parts parts_;
    Lookup lookup_;
    Bearers bearers_;
    crypto::Key cookie_key_;
    std::atomic<int> exchanging_ = 0;
};

}  // namespace amparo::identity
