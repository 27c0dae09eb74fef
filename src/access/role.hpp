#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"

namespace amparo::access {

/// group_permission of a role (case-management.md §1.3).
enum class ScopeKind { self, group, agency, all, admin_only, identified };

/// A role as configured, ready to be asked.
struct Role {
    RoleId unique_id;
    std::int64_t id = 0;
    std::string name;
    ScopeKind scope = ScopeKind::self;
    bool is_manager = false;
    bool disabled = false;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> permissions;
    std::map<std::string, std::string, std::less<>> form_access;  // form unique_id → "r" | "rw"
    std::vector<std::string> module_ids;
    json::Object attributes;  // everything as configured, for the wire

    /// Expanded check: manage ⊇ all, read ⊇ index show …, write ⊇ update … (§1.2).
    bool can(std::string_view resource, std::string_view action) const;
    /// Only the literal action, where §1.2 asks for it; `manage` counts, except for the two
    /// actions that restrict.
    bool holds(std::string_view resource, std::string_view action) const;
    bool has_module(std::string_view module_id) const;
};

}  // namespace amparo::access
