#pragma once

#include <memory>
#include <vector>

#include "access/directory.hpp"

namespace amparo::access {

/// Whether the user (with that role) lies in the actor's user scope (administration.md §5.3):
/// themselves always; super users and user administrators only for their like. No type check.
bool is_user_in_scope(const Actor& actor, const Directory& directory, const User& target);
/// The users in scope, in the order of their numbers; nobody without `user: read`, but oneself.
std::vector<Directory::UserPointer> users_in_scope(const Actor& actor, const Directory& directory);
/// Whose work the actor oversees (case-management.md §1.3): all, the agency's, those of the
/// actor's groups, or only the actor. In the order of their numbers.
std::vector<Directory::UserPointer> managed_users(const Actor& actor, const Directory& directory);
bool is_managed_by(const Actor& actor, const User& target);
/// Active users with a manager's role who share a group with the user.
std::vector<Directory::UserPointer> managers_of(const User& user, const Directory& directory);

/// Whether the actor may act on one role (administration.md §8.4), given the type check: super
/// roles never, administrators' roles only for super users; then objects.role, or with manage
/// alone every role but one's own.
bool is_role_in_scope(const Actor& actor, const Role& target);
/// Whether one user group is in scope (§1.3): any for all and admin_only, own ones for group and
/// agency, none else.
bool is_group_in_scope(const Actor& actor, const UserGroup& target);
/// Whether objects.agency lets the actor act on the agency.
bool is_agency_in_scope(const Actor& actor, const Agency& target);

/// Whether two lists of names share one.
bool shares_any(const std::vector<std::string>& left, const std::vector<std::string>& right);

}  // namespace amparo::access
