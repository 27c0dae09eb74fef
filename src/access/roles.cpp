#include "access/roles.hpp"

#include <algorithm>

#include "access/grants.hpp"
#include "access/thing_input.hpp"
#include "access/thing_store.hpp"
#include "access/user_scope.hpp"
#include "base/text.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

constexpr Member role_members[] = {
    {"unique_id", MemberKind::text},
    {"name", MemberKind::text},
    {"description", MemberKind::text},
    {"group_permission", MemberKind::text},
    {"referral", MemberKind::boolean},
    {"transfer", MemberKind::boolean},
    {"referral_authorization", MemberKind::boolean},
    {"is_manager", MemberKind::boolean},
    {"disabled", MemberKind::boolean},
    {"reporting_location_level", MemberKind::integer},
    {"session_lock_minutes", MemberKind::integer},
    {"second_factor_required", MemberKind::boolean},
    {"module_unique_ids", MemberKind::texts},
    {"form_section_read_write", MemberKind::object},
    {"permissions", MemberKind::object},
    {"user_category", MemberKind::text},
};

bool is_wanted(const Actor& actor, const RoleQuery& query, const Role& role) {
    if (query.external) return !role.disabled && (role.referral || role.transfer);
    if (query.referral_authorization) return !role.disabled && role.referral_authorization;
    const auto& limits = actor.role().role_limits;
    const auto& scopes = query.group_permissions;
    if (query.managed && !limits.empty() &&
        std::ranges::find(limits, role.unique_id.text()) == limits.end()) {
        return false;
    }
    return (!query.disabled || *query.disabled == role.disabled) &&
           (scopes.empty() || std::ranges::find(scopes, wire_name(role.scope)) != scopes.end());
}

std::optional<std::string> order_key(const Role& role, const std::string& attribute) {
    if (attribute == "id") return "";
    if (attribute == "name") return text::collation_key(role.name);
    constexpr std::string_view plain[] = {"unique_id", "description", "group_permission",
                                          "disabled"};
    if (std::ranges::find(plain, attribute) == std::end(plain)) return std::nullopt;
    if (attribute == "disabled") return role.disabled ? "1" : "0";
    return text::collation_key(json::string_or(role.attributes, attribute));
}

/// Forms that belong to modules, none of which is the role's, are dropped (§8.1).
void drop_foreign_forms(json::Object& role, const forms::Definitions& definitions) {
    const auto modules = json::string_list(role, "module_unique_ids");
    const auto* access = json::find_object(role, "form_section_read_write");
    if (access == nullptr) return;
    json::Object kept;
    for (const auto& [form_id, permission] : *access) {
        const auto* form = definitions.form(form_id);
        const bool is_foreign =
            form != nullptr && !form->module_ids.empty() && !shares_any(form->module_ids, modules);
        if (!is_foreign) kept.emplace(form_id, permission);
    }
    role["form_section_read_write"] = std::move(kept);
}

bool has_level(const forms::Definitions& definitions, int level) {
    const auto* config =
        json::find_object(definitions.system_settings(), "reporting_location_config");
    const auto* levels =
        config == nullptr ? nullptr : json::find_object(*config, "admin_level_map");
    return levels == nullptr || levels->contains(std::to_string(level));
}

}  // namespace

bool Roles::may_read_fully(const Actor& actor, const Role& role) {
    if (role.unique_id == actor.role().unique_id) return true;
    const bool has_right = actor.can("role", "read") || actor.holds("role", "assign");
    return has_right && (actor.role().is_super() || is_role_in_scope(actor, role));
}

Result<Page<Role>> Roles::list(const Actor& actor, const RoleQuery& query) const {
    auto roles = parts_.directory.snapshot()->roles();
    std::erase_if(roles, [&](const auto& role) { return !is_wanted(actor, query, *role); });
    return page_of<Role>(std::move(roles), query.page,
                         [&](const Role& role) { return order_key(role, query.page.order_by); });
}

Result<Directory::RolePointer> Roles::find(const Actor& actor, std::int64_t id) const {
    return find_for(actor, "read", id);
}

Result<Directory::RolePointer> Roles::find_for(const Actor& actor, std::string_view action,
                                               std::int64_t id) const {
    if (!actor.can("role", action)) return refuse(Errc::forbidden, "errors.forbidden");
    auto role = parts_.directory.snapshot()->role(id);
    if (role == nullptr) return refuse(Errc::not_found, "errors.not_found");
    if (!is_role_in_scope(actor, *role)) return refuse(Errc::forbidden, "errors.forbidden");
    return role;
}

Result<Role> Roles::draft(const Actor& actor, const Role* before, const json::Object& input) const {
    const auto definitions = parts_.definitions();
    auto attributes = before == nullptr ? json::Object() : before->attributes;
    AMPARO_TRY(attributes, merge_members(attributes, input, role_members));
    if (before != nullptr) attributes["unique_id"] = before->unique_id.text();
    // A new name is said in the words of whoever gave it; the old translations are not its own.
    if (before != nullptr && json::string_or(attributes, "name") != before->name)
        attributes.erase(role_names_key);
    // Who counts towards maximum_users is decided by super users alone (§8.1).
    const auto category = before == nullptr ? std::string() : before->user_category;
    if (!actor.is_system() && !actor.role().is_super()) attributes["user_category"] = category;
    if (json::string_or(attributes, "unique_id").empty()) {
        attributes["unique_id"] =
            new_unique_id("role", json::string_or(attributes, "name"), parts_.database.random());
    }
    drop_foreign_forms(attributes, *definitions);
    return read_role(attributes);
}

std::vector<Problem> Roles::problems_of(const Role& role) const {
    std::vector<Problem> problems;
    const auto directory = parts_.directory.snapshot();
    const bool is_taken = std::ranges::any_of(directory->roles(), [&](const auto& other) {
        return other->name == role.name && other->unique_id != role.unique_id;
    });
    if (text::trim(role.name).empty()) {
        problems.push_back({"name", "errors.models.role.name_present"});
    } else if (is_taken) {
        problems.push_back({"name", "errors.models.role.unique_name"});
    }
    if (role.permissions.empty()) {
        problems.push_back({"permissions", "errors.models.role.permission_presence"});
    }
    const auto level = role.reporting_location_level;
    if (level && !has_level(*parts_.definitions(), *level)) {
        problems.push_back(
            {"reporting_location_level", "errors.models.role.reporting_location_level"});
    }
    const auto definitions = parts_.definitions();
    for (const auto& module_id : role.module_ids) {
        if (definitions->module(module_id) == nullptr) {
            problems.push_back({"module_unique_ids", "errors.models.role.module_unique_ids"});
            break;
        }
    }
    return problems;
}

Result<Directory::RolePointer> Roles::create(const Actor& actor, const json::Object& input) {
    if (!actor.can("role", "create")) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(auto role, draft(actor, nullptr, input));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_CHECK(check_role_change(actor, nullptr, role));
    if (auto problems = problems_of(role); !problems.empty()) {
        return invalid_thing(std::move(problems));
    }
    const auto stored = parts_.database.write([&](store::Transaction& transaction) {
        return create_thing(transaction, {.kind = role_kind,
                                          .actor = actor,
                                          .attributes = role.attributes,
                                          .at = parts_.database.clock().now(),
                                          .wished_id = json::find_integer(input, "id")});
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->role(role.unique_id);
}

Result<Directory::RolePointer> Roles::update(const Actor& actor, std::int64_t id,
                                             const ChangeRequest& change) {
    AMPARO_CHECK(find_for(actor, "update", id));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto before, find_for(actor, "update", id));
    AMPARO_CHECK(check_revision(before->revision, change.expected_revision));
    AMPARO_TRY(auto role, draft(actor, before.get(), change.input));
    AMPARO_CHECK(check_role_change(actor, before.get(), role));
    if (auto problems = problems_of(role); !problems.empty()) {
        return invalid_thing(std::move(problems));
    }
    const auto directory = parts_.directory.snapshot();
    const bool has_users = std::ranges::any_of(directory->users(), [&](const auto& user) {
        return user->role == before->unique_id && !user->disabled;
    });
    if (role.disabled && !before->disabled && has_users) {
        return refuse(Errc::conflict, "errors.in_use");
    }
    const auto stored = parts_.database.write([&](store::Transaction& transaction) {
        return update_thing(transaction, {.kind = role_kind,
                                          .actor = actor,
                                          .attributes = role.attributes,
                                          .at = parts_.database.clock().now(),
                                          .revision = before->revision});
    });
    AMPARO_CHECK(stored);
    return parts_.directory.snapshot()->role(id);
}

Result<> Roles::remove(const Actor& actor, std::int64_t id,
                       std::optional<std::int64_t> expected_revision) {
    AMPARO_CHECK(find_for(actor, "destroy", id));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto role, find_for(actor, "destroy", id));
    AMPARO_CHECK(check_revision(role->revision, expected_revision));
    const auto directory = parts_.directory.snapshot();
    const bool has_users = std::ranges::any_of(
        directory->users(), [&](const auto& user) { return user->role == role->unique_id; });
    if (has_users) return refuse(Errc::conflict, "errors.in_use");
    return parts_.database.write([&](store::Transaction& transaction) {
        return store::remove_document(transaction, role_kind, role->unique_id.text(),
                                      actor.name().text());
    });
}

}  // namespace amparo::access
