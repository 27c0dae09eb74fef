#pragma once

#include "access/directory.hpp"

/// Guards against privilege escalation (administration.md §5.5): nobody makes somebody else more
/// than they are themselves. Each check is `forbidden` with the member that is at fault.
namespace amparo::access {

/// Whether `target` grants an action `own` lacks, or a wider scope
/// (self < identified < group < agency < all; admin_only counts as all).
bool exceeds(const Role& target, const Role& own);

/// Giving a role to a user: needs `role: assign`, a role in reach (objects.role), and one that
/// grants nothing the actor lacks unless objects.role names it or the actor administers all.
Result<> check_role_grant(const Actor& actor, const Role& role);
/// Letting another system see what the role sees of every record of the types, whoever owns them:
/// as giving the role, and who neither administers all must read all of that themselves.
Result<> check_role_sharing(const Actor& actor, const Role& role,
                            const std::vector<std::string>& record_types);
/// Adding a group to a user: one the actor may use, or `user_group: assign`.
Result<> check_group_grant(const Actor& actor, const UserGroup& group);
/// Placing a user in an agency: the actor's own, or `agency: assign` within objects.agency.
Result<> check_agency_grant(const Actor& actor, const Agency& agency);
/// Setting what somebody signs in with is like acting as them, so they must not be able to do
/// more than the actor may hand out.
Result<> check_take_over(const Actor& actor, const Directory& directory, const User& target);
/// Writing a role: what it has more than `before` (null for a new one) must be the actor's own.
Result<> check_role_change(const Actor& actor, const Role* before, const Role& after);
/// The last enabled super user can be neither disabled, deleted nor demoted.
Result<> check_super_user_remains(const Directory& directory, const User& target);

}  // namespace amparo::access
