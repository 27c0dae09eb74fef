#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/identity_provider.hpp"
#include "base/clock.hpp"
#include "identity/keys.hpp"
#include "notify/outbound.hpp"

namespace amparo::identity {

/// Where a provider does what.
struct Endpoints {
    std::string issuer;
    std::string authorization;
    std::string token;
    std::string keys;
    /// As the provider says (`token_endpoint_auth_methods_supported`); empty: it does not say.
    std::vector<std::string> client_authentication = {};
};

/// An answer of a provider that is JSON, as the body of a GET or of a form that is posted.
using Exchange = std::function<Result<json::Object>(const notify::OutboundCall& wanted)>;
/// Over HTTPS, with limits on time, size and targets; no redirects. `busy` with a text of
/// errors.identity when the provider does not answer, or not as it should.
Exchange exchange_over(notify::OutboundTargets targets);

/// Whether our server may call the address; `invalid` with the text that says why not.
std::function<Result<>(const std::string&)> address_check(notify::OutboundTargets targets);

/// What providers say of themselves: their endpoints (OpenID Connect Discovery) and keys, asked for
/// once in 12 hours. An unknown key makes it ask once more, but not more often than once in
/// `refetch_min`, whatever is sent to us; a failing provider is left alone as long. Thread-safe.
class Lookup {
  public:
    Lookup(Exchange exchange, const Clock& clock);
    ~Lookup();
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;

    /// busy.
    Result<Endpoints> endpoints(const access::IdentityProvider& provider);
    /// Those that may have signed the token. busy.
    Result<std::shared_ptr<const PublicKeys>> keys_for(const SentToken& token,
                                                       const access::IdentityProvider& provider);

    /// Asks now, whatever is known, and remembers nothing: for whoever sets a provider up.
    struct Finding {
        Endpoints endpoints;
        std::size_t keys = 0;
    };
    Result<Finding> examine(const access::IdentityProvider& provider) const;

    static constexpr std::chrono::hours kept{12};
    static constexpr std::chrono::seconds refetch_min{30};
    static constexpr std::size_t known_max = 200;  // providers in memory; then forget all

  private:
    struct Known;
    std::shared_ptr<Known> known(const access::IdentityProvider& provider);
    Result<Endpoints> ask_endpoints(const access::IdentityProvider& provider) const;
    Result<std::shared_ptr<const PublicKeys>> ask_keys(const Endpoints& endpoints) const;

    Exchange exchange_;
    const Clock& clock_;
    std::mutex mutex_;  // guards known_
    std::unordered_map<std::string, std::shared_ptr<Known>> known_;
};

}  // namespace amparo::identity
