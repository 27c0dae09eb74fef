#pragma once

#include <memory>
#include <vector>

#include "access/directory.hpp"
#include "access/identity_provider.hpp"
#include "access/passwords.hpp"
#include "access/user_input.hpp"
#include "forms/definitions.hpp"

namespace amparo::access {

/// A user as they will be once the input is applied.
struct UserDraft {
    json::Object attributes;      // the document to store
    User user;                    // the same, as a value
    Directory::RolePointer role;  // null when it is unknown: then there is a problem
    Directory::AgencyPointer agency;
    std::vector<Directory::GroupPointer> added_groups;
    std::vector<Problem> problems;  // model rules, by attribute, in the order of §29
};

/// What a draft is checked against.
struct DraftContext {
    const Directory& directory;
    const forms::Definitions& definitions;
    const Passwords& passwords;
    Instant now{};
    bool enforces_terms_of_use = false;
    IdentityRules identity = {};
};

/// Applies the input to the user as they are (`before` null: a new one), fills in defaults, and
/// finds every problem. Says nothing on rights.
UserDraft draft_user(const DraftContext& context, const User* before, const UserInput& input);

/// Enabled, not duplicate users whose role has no category: what maximum_users counts.
std::size_t count_users(const Directory& directory);
/// system_options.maximum_users; nullopt: no limit.
std::optional<std::int64_t> maximum_users(const forms::Definitions& definitions);

}  // namespace amparo::access
