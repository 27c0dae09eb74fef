#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// What a user proves themselves with; kept apart from the user, sealed, never in a reply.
struct Credential {
    std::string hash;          // Argon2id (PHC), or bcrypt of an import
    bool must_change = false;  // somebody else chose it
    Instant changed_at{};
    std::vector<std::string> earlier = {};  // hashes of those before, newest first
    std::int64_t revision = 0;
};

/// Nullopt when the user has no password.
Result<std::optional<Credential>> find_credential(store::Snapshot& snapshot, const UserName& name);
/// Writes it over whatever is there, or only over `credential.revision` when that is not 0.
Result<> put_credential(store::Transaction& transaction, const UserName& name,
                        const Credential& credential, const std::string& actor);
/// Removes it; good when there is none.
Result<> remove_credential(store::Transaction& transaction, const UserName& name,
                           const std::string& actor);

}  // namespace amparo::access
