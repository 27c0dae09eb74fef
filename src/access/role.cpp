#include "access/role.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace amparo::access {
namespace {

struct ScopeName {
    ScopeKind scope;
    std::string_view name;
};
constexpr std::array scope_names{
    ScopeName{ScopeKind::self, "self"},
    ScopeName{ScopeKind::group, "group"},
    ScopeName{ScopeKind::agency, "agency"},
    ScopeName{ScopeKind::all, "all"},
    ScopeName{ScopeKind::admin_only, "admin_only"},
    ScopeName{ScopeKind::identified, "identified"},
};

/// A granted action that satisfies checks for others; `resource` empty means every resource.
struct Implication {
    std::string_view resource;
    std::string_view granted;
    std::string_view satisfied;
};
constexpr std::array implications{
    Implication{"", "read", "index"},
    Implication{"", "read", "show"},
    Implication{"", "read", "view"},
    Implication{"", "read", "list"},
    Implication{"", "read", "export"},
    Implication{"", "write", "edit"},
    Implication{"", "write", "update"},
    Implication{"", "write", "destroy"},
    Implication{"", "write", "disable"},
    Implication{"", "create", "new"},
    // Beyond Primero v2: the listed action delete means what it says.
    Implication{"role", "delete", "destroy"},
    Implication{"user_group", "delete", "destroy"},
    Implication{"webhook", "delete", "destroy"},
    // Beyond Primero v2: who may read an agency's users may list them.
    Implication{"user", "agency_read", "read"},
    Implication{"user", "agency_read", "index"},
    Implication{"user", "agency_read", "show"},
    Implication{"user", "agency_read", "view"},
    Implication{"user", "agency_read", "list"},
    Implication{"family", "search_and_select_family_record", "index"},
    Implication{"family", "search_and_select_family_record", "list"},
    Implication{"family", "search_and_select_family_record", "show"},
};

constexpr std::array<std::string_view, 9> super_resources{
    "case", "incident", "report", "role", "user", "user_group", "agency", "metadata", "system"};
constexpr std::array<std::string_view, 6> user_admin_resources{"role",   "user",     "user_group",
                                                               "agency", "metadata", "system"};

/// `manage` and nothing that restricts it. Primero v2 asks for exactly ["manage"]; an action
/// beside it adds nothing, so such a role deserves the same protection.
bool manages_all(const Role& role, std::span<const std::string_view> resources) {
    return std::ranges::all_of(resources, [&](std::string_view resource) {
        const auto found = role.permissions.find(resource);
        return found != role.permissions.end() && found->second.contains("manage") &&
               std::ranges::none_of(found->second, is_restriction);
    });
}

}  // namespace

std::string_view wire_name(ScopeKind scope) {
    return std::ranges::find(scope_names, scope, &ScopeName::scope)->name;
}

Result<ScopeKind> parse_scope_kind(std::string_view name) {
    const auto found = std::ranges::find(scope_names, name, &ScopeName::name);
    if (found == scope_names.end()) {
        return refuse_field(Errc::invalid, "group_permission",
                            "errors.models.role.group_permission");
    }
    return found->scope;
}

bool is_restriction(std::string_view action) {
    return action == "service_own_entries_only" || action == "manage_restricted";
}

bool Role::can(std::string_view resource, std::string_view action) const {
    if (holds(resource, action)) return true;
    return std::ranges::any_of(implications, [&](const Implication& implication) {
        return implication.satisfied == action &&
               (implication.resource.empty() || implication.resource == resource) &&
               lists(resource, implication.granted);
    });
}

bool Role::holds(std::string_view resource, std::string_view action) const {
    if (lists(resource, action)) return true;
    return !is_restriction(action) && lists(resource, "manage");
}

bool Role::lists(std::string_view resource, std::string_view action) const {
    const auto found = permissions.find(resource);
    return found != permissions.end() && found->second.contains(action);
}

bool Role::has_module(std::string_view module_id) const {
    return std::ranges::find(module_ids, module_id) != module_ids.end();
}

bool Role::is_super() const {
    return scope == ScopeKind::all && manages_all(*this, super_resources);
}

bool Role::is_user_admin() const {
    return scope == ScopeKind::admin_only && manages_all(*this, user_admin_resources);
}

}  // namespace amparo::access
