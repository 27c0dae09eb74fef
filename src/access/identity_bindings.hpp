#pragma once

#include <string>

#include "access/identity_provider.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// Who at a provider a user is, by the provider's own name for them (`sub`), which is never given
/// to somebody else as an address may be.
struct IdentityBinding {
    UserName user;
    std::string provider;  // unique_id
    std::string subject;
};
/// Binds the user at the first sign-in. `unauthenticated` when the user is bound to somebody else
/// there.
Result<> bind_identity(store::Database& database, const IdentityBinding& binding);
/// Forgets who somebody is at every provider, so that the next sign-in binds anew.
Result<> forget_identity(store::Transaction& transaction, const UserName& user,
                         const std::string& actor);

}  // namespace amparo::access
