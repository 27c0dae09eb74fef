#pragma once

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
/// Gives the role of the person other permissions instead.
void set_permissions(World& world, const std::string& user_name, json::Object permissions);

}  // namespace amparo::testing
