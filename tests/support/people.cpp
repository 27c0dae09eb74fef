#include "tests/support/people.hpp"

#include "access/roles.hpp"
#include "access/users.hpp"
#include "cli/deployment.hpp"

namespace amparo::testing {
namespace {

std::runtime_error failure(const std::string& what, const Error& error) {
    const auto& problems = error.problems;
    return std::runtime_error(what + ": " + error.message.key + " " +
                              (problems.empty() ? error.field : problems[0].pointer));
}

}  // namespace

void add_role(World& world, const Grant& grant) {
    access::Roles roles(world.deployment().people_parts());
    const auto made = roles.create(access::Actor::system(),
                                   {{"unique_id", "role-" + grant.user_name},
                                    {"name", "Role of " + grant.user_name},
                                    {"group_permission", grant.scope},
                                    {"permissions", grant.permissions},
                                    {"form_section_read_write", grant.forms},
                                    {"module_unique_ids", json::to_array(grant.modules)}});
    if (!made) throw failure("role", made.error());
}

void add_person(World& world, const Grant& grant) {
    add_role(world, grant);
    access::Users users(world.deployment().people_parts());
    const auto made =
        users.ensure_user(access::Actor::system(), {.user_name = grant.user_name,
                                                    .full_name = "Invented " + grant.user_name,
                                                    .role = RoleId("role-" + grant.user_name),
                                                    .agency = AgencyId(grant.agency),
                                                    .groups = {grant.group},
                                                    .locale = "en",
                                                    .location = "EX01",
                                                    .password = SecretText(World::password())});
    if (!made) throw failure("user", made.error());
}

void set_permissions(World& world, const std::string& user_name, json::Object permissions) {
    const auto parts = world.deployment().people_parts();
    const auto role = parts.directory.snapshot()->role(RoleId("role-" + user_name));
    if (role == nullptr) throw std::runtime_error("no role of " + user_name);
    const auto changed = access::Roles(parts).update(
        access::Actor::system(), role->id, {.input = {{"permissions", std::move(permissions)}}});
    if (!changed) throw failure("permissions", changed.error());
}

}  // namespace amparo::testing
