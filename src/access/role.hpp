#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"

namespace amparo::access {

/// group_permission of a role (case-management.md §1.3).
enum class ScopeKind { self, group, agency, all, admin_only, identified };
/// The wire name of a scope, and back; `invalid` for any other text.
std::string_view wire_name(ScopeKind scope);
Result<ScopeKind> parse_scope_kind(std::string_view name);

using ActionSet = std::set<std::string, std::less<>>;

/// Attribute of delivered roles: their name by language. Whoever renames a role takes it away.
inline constexpr std::string_view role_names_key = "name_i18n";

/// The longest time without anybody after which the app locks itself.
inline constexpr int session_lock_minutes_max = 30;

/// A role as configured, ready to be asked.
struct Role {
    RoleId unique_id;
    std::int64_t id = 0;
    std::int64_t revision = 0;  // of its document; 0 for the system's own role
    std::string name;
    ScopeKind scope = ScopeKind::self;
    bool is_manager = false;
    bool disabled = false;
    bool referral = false;
    bool transfer = false;
    bool referral_authorization = false;
    std::optional<int> reporting_location_level;
    std::optional<int> session_lock_minutes;  // the app locks itself sooner than elsewhere
    bool second_factor_required = false;      // who has none does nothing else before
    std::string user_category;  // "", "limited", "system", "maintenance", "identified"
    std::map<std::string, ActionSet, std::less<>> permissions;
    std::vector<std::string> role_limits;    // permissions.objects.role; empty: no limit
    std::vector<std::string> agency_limits;  // permissions.objects.agency; empty: no limit
    std::string insight_scope = "all";       // permissions.objects.managed_report.scope
    std::map<std::string, std::string, std::less<>> form_access;  // form unique_id → "r" | "rw"
    std::vector<std::string> module_ids;
    /// Fields readable besides those of the forms. No role is configured with any: they belong
    /// to roles that a transition has narrowed (shared_view.hpp).
    std::set<std::string, std::less<>> preview_fields;
    json::Object attributes;  // everything as configured, for the wire

    /// Expanded check: manage ⊇ all but the two actions that restrict, read ⊇ index show …,
    /// write ⊇ update …, create ⊇ new (§1.2). On families search_and_select_family_record
    /// counts as index and show; on users agency_read counts as read.
    bool can(std::string_view resource, std::string_view action) const;
    /// Only the literal action, where §1.2 asks for it; `manage` counts, except for the two
    /// actions that restrict.
    bool holds(std::string_view resource, std::string_view action) const;
    /// The very action in the role, `manage` or not.
    bool lists(std::string_view resource, std::string_view action) const;
    bool has_module(std::string_view module_id) const;
    /// Whether the role is a super role / a user administrator's role (§1.3 user scope).
    bool is_super() const;
    bool is_user_admin() const;
};

/// The role of a configured JSON object (role attributes of administration.md §8.1). `invalid`
/// with all problems for an unknown scope, resource, action or access level.
Result<Role> read_role(const json::Object& configured);

/// service_own_entries_only and manage_restricted: they take away, so `manage` never means them.
bool is_restriction(std::string_view action);

}  // namespace amparo::access
