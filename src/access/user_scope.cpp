#include "access/user_scope.hpp"

#include <algorithm>

namespace amparo::access {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Super users and user administrators are out of everybody else's reach. A user whose role is
/// gone counts as one of them: what they are is not known.
enum class Rank { ordinary, user_admin, super };

Rank rank_of(const Role* role) {
    if (role == nullptr || role->is_super()) return Rank::super;
    return role->is_user_admin() ? Rank::user_admin : Rank::ordinary;
}

std::vector<Directory::UserPointer> filtered(const Directory& directory, auto&& is_wanted) {
    std::vector<Directory::UserPointer> wanted;
    for (const auto& user : directory.users()) {
        if (is_wanted(*user)) wanted.push_back(user);
    }
    return wanted;
}

}  // namespace

bool shares_any(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::ranges::any_of(left, [&](const auto& name) { return contains(right, name); });
}

bool is_user_in_scope(const Actor& actor, const Directory& directory, const User& target) {
    if (actor.is_system() || actor.name() == target.user_name) return true;
    const auto& own = actor.role();
    if (own.is_super()) return true;
    const auto rank = rank_of(directory.role(target.role).get());
    if (own.is_user_admin()) return rank != Rank::super;
    if (rank != Rank::ordinary) return false;
    // Literally: `manage` gives every action, but agency_read narrows whom it is given over.
    if (own.lists("user", "agency_read")) {
        return !target.agency.empty() && target.agency == actor.user().agency;
    }
    if (own.scope == ScopeKind::group) return shares_any(actor.user().groups, target.groups);
    return own.scope == ScopeKind::all;
}

std::vector<Directory::UserPointer> users_in_scope(const Actor& actor, const Directory& directory) {
    const bool may_read = actor.can("user", "index");
    return filtered(directory, [&](const User& user) {
        if (!may_read) return user.user_name == actor.name();
        return is_user_in_scope(actor, directory, user);
    });
}

bool is_managed_by(const Actor& actor, const User& target) {
    const auto& own = actor.user();
    switch (actor.role().scope) {
        case ScopeKind::all:
            return true;
        case ScopeKind::agency:
            if (!own.agency.empty()) return target.agency == own.agency;
            break;
        case ScopeKind::group:
            if (!own.groups.empty()) return shares_any(own.groups, target.groups);
            break;
        default:
            break;
    }
    return target.user_name == own.user_name;
}

std::vector<Directory::UserPointer> managed_users(const Actor& actor, const Directory& directory) {
    return filtered(directory, [&](const User& user) { return is_managed_by(actor, user); });
}

std::vector<Directory::UserPointer> managers_of(const User& user, const Directory& directory) {
    return filtered(directory, [&](const User& candidate) {
        const auto role = directory.role(candidate.role);
        return candidate.is_active() && role != nullptr && role->is_manager &&
               shares_any(candidate.groups, user.groups);
    });
}

bool is_role_in_scope(const Actor& actor, const Role& target) {
    if (actor.is_system()) return true;
    const auto& own = actor.role();
    const auto rank = rank_of(&target);
    if (rank == Rank::super) return false;
    if (rank == Rank::user_admin && !own.is_super()) return false;
    const bool names_actions =
        own.lists("role", "read") || own.lists("role", "write") || own.lists("role", "assign");
    if (!own.role_limits.empty()) return contains(own.role_limits, target.unique_id.text());
    if (names_actions) return true;
    return own.scope == ScopeKind::all || target.unique_id != own.unique_id;
}

bool is_group_in_scope(const Actor& actor, const UserGroup& target) {
    switch (actor.role().scope) {
        case ScopeKind::all:
        case ScopeKind::admin_only:
            return true;
        case ScopeKind::group:
        case ScopeKind::agency:
            return contains(actor.user().groups, target.unique_id.text());
        default:
            return false;
    }
}

bool is_agency_in_scope(const Actor& actor, const Agency& target) {
    const auto& limits = actor.role().agency_limits;
    return actor.is_system() || limits.empty() || contains(limits, target.unique_id.text());
}

}  // namespace amparo::access
