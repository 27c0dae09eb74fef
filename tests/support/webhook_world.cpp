#include "tests/support/webhook_world.hpp"

#include <gtest/gtest.h>

#include "access/roles.hpp"
#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"

namespace amparo::testing {

void add_role(World& world, const Grant& grant) {
    access::Roles roles(world.deployment().people_parts());
    const auto made = roles.create(access::Actor::system(),
                                   {{"unique_id", "role-" + grant.user_name},
                                    {"name", "Role of " + grant.user_name},
                                    {"group_permission", grant.scope},
                                    {"permissions", grant.permissions},
                                    {"form_section_read_write", grant.forms},
                                    {"module_unique_ids", json::to_array(grant.modules)}});
    if (!made) {
        const auto& problems = made.error().problems;
        throw std::runtime_error("role: " + made.error().message.key + " " +
                                 (problems.empty() ? "" : problems[0].pointer));
    }
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
    if (!made) throw std::runtime_error("user: " + made.error().message.key);
}

WorldOptions with_local_receivers(std::vector<std::string> more) {
    WorldOptions options{.settings = {"webhooks.allow_http=true",
                                      "webhooks.private_targets=127.0.0.0/8",
                                      "webhooks.timeout_seconds=1"}};
    options.settings.insert(options.settings.end(), more.begin(), more.end());
    return options;
}

void set_module_option(World& world, const std::string& option, json::Value value) {
    auto& database = world.deployment().database();
    const auto stored = database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto module,
                   store::find_document(transaction, records::module_kind, "primeromodule-cp"));
        AMPARO_REQUIRE(module.has_value());
        module->data["module_options"].as_object()[option] = value;
        AMPARO_CHECK(store::put_document(transaction, {.kind = module->kind,
                                                       .key = module->key,
                                                       .expected = module->revision,
                                                       .data = module->data,
                                                       .actor = "test",
                                                       .at = database.clock().now()}));
        return {};
    });
    ASSERT_TRUE(stored) << stored.error().message.key;
}

}  // namespace amparo::testing
