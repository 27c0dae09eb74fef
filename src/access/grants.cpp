#include "access/grants.hpp"

#include <algorithm>

#include "access/user_scope.hpp"

namespace amparo::access {
namespace {

std::unexpected<Error> refuse_member(const char* member) {
    return refuse_field(Errc::forbidden, member, "errors.forbidden");
}

int width_of(ScopeKind scope) {
    switch (scope) {
        case ScopeKind::self:
            return 0;
        case ScopeKind::identified:
            return 1;
        case ScopeKind::group:
            return 2;
        case ScopeKind::agency:
            return 3;
        case ScopeKind::all:
        case ScopeKind::admin_only:
            return 4;
    }
    return 4;
}

/// Super users and user administrators may hand out what they do not have themselves.
bool administers_all(const Actor& actor) {
    return actor.is_system() || actor.role().is_super() || actor.role().is_user_admin();
}

bool is_named(const std::vector<std::string>& limits, const std::string& unique_id) {
    return std::ranges::find(limits, unique_id) != limits.end();
}

bool has_all_actions(const Role& own, std::string_view resource, const ActionSet& actions) {
    return std::ranges::all_of(actions, [&](const std::string& action) {
        return is_restriction(action) || own.can(resource, action);
    });
}

/// A limit list grows when it names more, or when it disappears (no limit at all).
bool widens(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    if (before.empty()) return false;
    return after.empty() || std::ranges::any_of(after, [&](const std::string& name) {
               return !is_named(before, name);
           });
}

/// What the role may do with roles and agencies, as far as the actor may not.
bool widens_limits(const Role& own, const Role* before, const Role& after) {
    const auto may_grow = [](const std::vector<std::string>& mine,
                             const std::vector<std::string>* stored,
                             const std::vector<std::string>& wanted) {
        return widens(mine, wanted) && (stored == nullptr || widens(*stored, wanted));
    };
    const auto uses = [&](const char* resource) { return after.permissions.contains(resource); };
    return (uses("role") &&
            may_grow(own.role_limits, before == nullptr ? nullptr : &before->role_limits,
                     after.role_limits)) ||
           (uses("agency") &&
            may_grow(own.agency_limits, before == nullptr ? nullptr : &before->agency_limits,
                     after.agency_limits));
}

int width_of_insights(const Role& role) {
    if (!role.permissions.contains("managed_report")) return -1;
    constexpr std::string_view widths[] = {"self", "group", "agency", "all"};
    return static_cast<int>(std::ranges::find(widths, role.insight_scope) - std::begin(widths));
}

bool widens_insights(const Role& own, const Role* before, const Role& after) {
    const auto wanted = width_of_insights(after);
    return wanted > width_of_insights(own) &&
           (before == nullptr || wanted > width_of_insights(*before));
}

bool adds_action(const Role& own, const Role* before, const Role& after) {
    return std::ranges::any_of(after.permissions, [&](const auto& entry) {
        const auto& [resource, actions] = entry;
        ActionSet added;
        for (const auto& action : actions) {
            if (before == nullptr || !before->holds(resource, action)) added.insert(action);
        }
        return !has_all_actions(own, resource, added);
    });
}

bool lifts_restriction(const Role& own, const Role& before, const Role& after) {
    return std::ranges::any_of(before.permissions, [&](const auto& entry) {
        const auto& [resource, actions] = entry;
        return std::ranges::any_of(actions, [&](const std::string& action) {
            return is_restriction(action) && !after.lists(resource, action) &&
                   own.lists(resource, action);
        });
    });
}

bool opens_form(const Role& own, const Role* before, const Role& after) {
    const auto allows = [](const Role& role, const std::string& form, const std::string& access) {
        const auto found = role.form_access.find(form);
        return found != role.form_access.end() && (found->second == "rw" || access == "r");
    };
    return std::ranges::any_of(after.form_access, [&](const auto& entry) {
        const auto& [form, access] = entry;
        return !allows(own, form, access) && (before == nullptr || !allows(*before, form, access));
    });
}

}  // namespace

bool exceeds(const Role& target, const Role& own) {
    if (width_of(target.scope) > width_of(own.scope)) return true;
    return std::ranges::any_of(target.permissions, [&](const auto& entry) {
        return !has_all_actions(own, entry.first, entry.second);
    });
}

Result<> check_role_grant(const Actor& actor, const Role& role) {
    if (actor.is_system() || actor.role().is_super()) return {};
    const bool is_allowed =
        actor.holds("role", "assign") && !role.is_super() && is_role_in_scope(actor, role) &&
        (administers_all(actor) || is_named(actor.role().role_limits, role.unique_id.text()) ||
         !exceeds(role, actor.role()));
    if (!is_allowed) return refuse_member("role_unique_id");
    return {};
}

Result<> check_role_sharing(const Actor& actor, const Role& role,
                            const std::vector<std::string>& record_types) {
    AMPARO_CHECK(check_role_grant(actor, role));
    if (administers_all(actor)) return {};
    const auto& own = actor.role();
    const bool reads_all = std::ranges::all_of(
        record_types, [&](const std::string& type) { return own.can(type, "read"); });
    // A role that is given shows its bearer their own records; here it shows those of everybody.
    if (own.scope != ScopeKind::all || !reads_all || opens_form(own, nullptr, role))
        return refuse_member("role_unique_id");
    return {};
}

Result<> check_group_grant(const Actor& actor, const UserGroup& group) {
    if (is_group_in_scope(actor, group)) return {};
    const auto& own = actor.user().groups;
    if (is_named(own, group.unique_id.text()) || actor.holds("user_group", "assign")) return {};
    return refuse_member("user_group_unique_ids");
}

Result<> check_agency_grant(const Actor& actor, const Agency& agency) {
    if (actor.is_system() || agency.unique_id == actor.user().agency) return {};
    if (actor.holds("agency", "assign") && is_agency_in_scope(actor, agency)) return {};
    return refuse_member("agency_id");
}

Result<> check_take_over(const Actor& actor, const Directory& directory, const User& target) {
    if (actor.name() == target.user_name || administers_all(actor)) return {};
    const auto role = directory.role(target.role);
    const bool is_allowed =
        role != nullptr && (is_named(actor.role().role_limits, role->unique_id.text()) ||
                            !exceeds(*role, actor.role()));
    if (!is_allowed) return refuse_member("password");
    return {};
}

Result<> check_role_change(const Actor& actor, const Role* before, const Role& after) {
    if (actor.is_system() || actor.role().is_super()) return {};
    const auto& own = actor.role();
    if (after.is_super() || (after.is_user_admin() && !own.is_user_admin())) {
        return refuse_member("permissions");
    }
    if (own.is_user_admin()) return {};
    const bool is_wider = width_of(after.scope) > width_of(own.scope) &&
                          (before == nullptr || width_of(after.scope) > width_of(before->scope));
    if (is_wider) return refuse_member("group_permission");
    const bool adds = adds_action(own, before, after) || widens_limits(own, before, after) ||
                      widens_insights(own, before, after) ||
                      (before != nullptr && lifts_restriction(own, *before, after));
    if (adds) return refuse_member("permissions");
    // Who designs forms decides who sees them: a new form is in no role yet, not even theirs.
    if (opens_form(own, before, after) && !actor.holds("metadata", "manage")) {
        return refuse_member("form_section_read_write");
    }
    return {};
}

Result<> check_super_user_remains(const Directory& directory, const User& target) {
    const auto is_super_user = [&](const User& user) {
        const auto role = directory.role(user.role);
        return user.is_active() && role != nullptr && role->is_super();
    };
    if (!is_super_user(target)) return {};
    const auto count = std::ranges::count_if(
        directory.users(), [&](const auto& user) { return is_super_user(*user); });
    if (count > 1) return {};
    return refuse(Errc::forbidden, "errors.models.user.last_super_user");
}

}  // namespace amparo::access
