#pragma once

#include "access/directory.hpp"
#include "base/clock.hpp"
#include "forms/definitions.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// The configuration of a new deployment: roles.json, agencies.json and user_groups.json.
struct DirectorySeed {
    json::Object roles;
    json::Object agencies;
    json::Object user_groups;
};

/// Writes roles, agencies and user groups that are not there yet; what is there stays as it is,
/// so that it may run at every start. A role whose forms say "all" gets every form of its record
/// types that is not bound to other modules only (case-management.md §2.1). No users: nobody is
/// shipped. `invalid` when the configuration is broken; nothing is written then.
Result<> seed_directory(store::Transaction& transaction, const DirectorySeed& seed,
                        const forms::Definitions& definitions, Instant at);

/// The stored form of a configured role: forms spelled out, limits in permissions.objects, the
/// name in the deployment's language. `invalid` when read_role() would not read it.
Result<json::Object> seeded_role(const json::Object& configured,
                                 const forms::Definitions& definitions);

}  // namespace amparo::access
