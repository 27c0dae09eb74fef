#pragma once

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "access/actor.hpp"

/// The roles of config/roles.json and invented people to act with them.
namespace amparo::access::testing {

/// The JSON object of a file below the project's folder.
inline json::Object read_config(const std::string& path) {
    std::ifstream file(std::string(AMPARO_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    auto object = json::parse_object(text.str());
    if (!object) throw std::runtime_error("cannot read " + path);
    return *object;
}

/// The configured objects of config/roles.json as they are.
inline std::vector<json::Object> configured_roles() {
    std::vector<json::Object> roles;
    const auto config = read_config("config/roles.json");
    for (const auto& role : *json::find_array(config, "roles")) roles.push_back(role.as_object());
    return roles;
}

inline std::shared_ptr<Role> default_role(std::string_view unique_id) {
    for (const auto& configured : configured_roles()) {
        if (json::string_or(configured, "unique_id") != unique_id) continue;
        auto role = read_role(configured);
        if (role) return std::make_shared<Role>(std::move(*role));
    }
    throw std::runtime_error("no such role");
}

/// A user of agency "agency-a" and group "group-a" unless changed.
inline std::shared_ptr<User> invented_user(const std::string& name) {
    auto user = std::make_shared<User>();
    user->user_name = UserName(name);
    user->agency = AgencyId("agency-a");
    user->groups = {"group-a"};
    return user;
}

inline Actor actor_with(const std::shared_ptr<const Role>& role,
                        const std::string& name = "worker") {
    auto user = invented_user(name);
    user->role = role->unique_id;
    return {user, role};
}

/// A role with these permissions on cases and nothing else.
inline std::shared_ptr<Role> role_on(std::string_view resource, ActionSet actions,
                                     ScopeKind scope = ScopeKind::self) {
    auto role = std::make_shared<Role>();
    role->unique_id = RoleId("role-invented");
    role->scope = scope;
    role->permissions.emplace(resource, std::move(actions));
    return role;
}

}  // namespace amparo::access::testing
