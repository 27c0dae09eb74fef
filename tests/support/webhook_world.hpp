#pragma once

#include "access/role.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {

/// Somebody invented for one test, with just the rights it is about.
struct Grant {
    std::string user_name;
    json::Object permissions;    // {"webhook": ["read"]}
    std::string scope = "self";  // group_permission
    std::string agency = "AGENCY-1";
    std::string group = "usergroup-primero-cp";
    json::Object forms = {};  // {"basic_identity": "rw"}
    std::vector<std::string> modules = {"primeromodule-cp"};
};
/// Makes the person with a role of their own, "role-<user_name>".
void add_person(World& world, const Grant& grant);
/// Only the role.
void add_role(World& world, const Grant& grant);

/// A deployment that may tell systems on this machine.
WorldOptions with_local_receivers(std::vector<std::string> more = {});
/// Sets an option of the module of child protection as the configuration would.
void set_module_option(World& world, const std::string& option, json::Value value);

}  // namespace amparo::testing
