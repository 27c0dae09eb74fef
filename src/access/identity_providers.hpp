#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "access/directory.hpp"
#include "access/identity_provider.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// The providers of the deployment, read again whenever they change. Only super users see and
/// change them whole. Thread-safe.
class IdentityProviders {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        LiveDirectory& directory;
        bool is_required = false;  // identity.required
        /// Whether our server may call an address; `invalid` with the text that says why not.
        std::function<Result<>(const std::string&)> check_address;
    };
    explicit IdentityProviders(Parts parts);

    /// As they are now, in the order they were made; never null.
    std::shared_ptr<const IdentityProviderList> all() const;
    IdentityRules rules() const;
    /// The enabled one of that number, or nullopt.
    std::optional<IdentityProvider> known(std::int64_t id) const;

    /// forbidden.
    Result<IdentityProviderList> list(const Actor& actor) const;
    /// forbidden, not_found; the right is asked first, here and below.
    Result<IdentityProvider> find(const Actor& actor, std::int64_t id) const;
    /// `invalid` with problems.
    Result<IdentityProvider> create(const Actor& actor, const json::Object& input);
    /// What is absent from the input stays. precondition_failed.
    Result<IdentityProvider> update(const Actor& actor, std::int64_t id, const json::Object& input,
                                    std::optional<std::int64_t> expected_revision);
    /// `conflict` while users are linked to it.
    Result<> remove(const Actor& actor, std::int64_t id,
                    std::optional<std::int64_t> expected_revision);
    /// The provider as it would be with the input, checked but not stored; id 0: a new one.
    Result<IdentityProvider> draft(const Actor& actor, std::int64_t id,
                                   const json::Object& input) const;

    static constexpr std::size_t providers_max = 50;

  private:
    Result<IdentityProvider> stored(std::int64_t id) const;
    Result<> check_alone(const IdentityProvider& provider) const;
    Result<IdentityProvider> store(const Actor& actor, const IdentityProvider& provider);

    struct State {
        mutable std::mutex mutex;  // guards current
        std::shared_ptr<const IdentityProviderList> current = {};
        std::atomic<bool> is_stale = true;
    };
    Parts parts_;
    std::shared_ptr<State> state_;  // outlives this, because followers do
};

}  // namespace amparo::access
