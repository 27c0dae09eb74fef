#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "store/types.hpp"

/// Who else may say who somebody is (administration.md §7).
namespace amparo::access {

/// The kind of documents that providers are kept in.
inline constexpr std::string_view identity_provider_kind = "identity_provider";

/// A service that people sign in at (OpenID Connect), or the passwords of this deployment.
struct IdentityProvider {
    std::string unique_id = {};
    std::int64_t id = 0;
    std::int64_t revision = 0;
    json::Object attributes = {};  // everything but the secret
    SecretText client_secret = {};

    /// Attributes by their name on the wire; "" and false for what is not set.
    std::string text(std::string_view key) const { return json::string_or(attributes, key); }
    /// As above.
    bool flag(std::string_view key) const { return json::bool_or(attributes, key, false); }
    /// The attributes that are asked for most.
    std::string name() const { return text("name"); }
    std::string issuer() const { return text("issuer"); }
    std::string client_id() const { return text("client_id"); }
    bool is_enabled() const { return !flag("disabled"); }
    /// Passwords of this deployment, for those who are linked to it.
    bool is_local() const { return text("provider_type") == "local"; }
    /// Whether it tells of the same people.
    bool has_issuer_of(const IdentityProvider& other) const {
        return !is_local() && !other.is_local() && issuer() == other.issuer();
    }
};
using IdentityProviderList = std::vector<IdentityProvider>;

/// From and to its document, secret and all; `invalid` for a broken one.
Result<IdentityProvider> identity_provider_of(const store::Document& document);
json::Object to_document(const IdentityProvider& provider);
/// What anybody may see before they sign in.
json::Object to_public_wire(const IdentityProvider& provider);
/// What administrators see: all but the secret.
json::Object to_wire(const IdentityProvider& provider);

/// What administrators wish, laid upon what is stored; null clears. `invalid` with every problem;
/// `check_address` says whether our server may call an address.
Result<IdentityProvider> merge_identity_provider(
    IdentityProvider before, const json::Object& input,
    const std::function<Result<>(const std::string&)>& check_address);

/// How this deployment uses providers, at one moment.
struct IdentityRules {
    bool is_required = false;  // identity.required: passwords are the exception
    std::shared_ptr<const IdentityProviderList> providers = {};

    /// The enabled one of that unique_id; null when there is none.
    const IdentityProvider* find(std::string_view unique_id) const;
    /// Whether anybody's password is of use.
    bool has_passwords() const;
};

struct User;
/// The unique_id of the provider that the user signs in at; "" without one.
std::string identity_provider_id_of(const User& user);
/// Whether the user's password counts: always, unless providers are required; then for service
/// accounts and for those who are linked to an enabled local provider.
bool may_use_password(const IdentityRules& rules, const User& user);

}  // namespace amparo::access
