#include "access/registration_streams.hpp"

#include <gtest/gtest.h>

#include "access/access_test_support.hpp"

namespace amparo::access {
namespace {

Role role_with(ScopeKind scope, std::map<std::string, ActionSet, std::less<>> permissions) {
    Role role;
    role.unique_id = RoleId("role-strangers");
    role.scope = scope;
    role.permissions = std::move(permissions);
    return role;
}

TEST(RegistrationStreamsTest, StrangersSeeTheirOwnAndAdministerNothing) {
    using enum ScopeKind;
    EXPECT_TRUE(is_fit_for_strangers(role_with(identified, {{"case", {"read", "create"}}})));
    EXPECT_TRUE(is_fit_for_strangers(role_with(self, {{"case", {"read", "write", "add_note"}},
                                                      {"incident", {"read"}},
                                                      {"dashboard", {"dash_tasks"}}})));
    for (const auto wide : {group, agency, all, admin_only})
        EXPECT_FALSE(is_fit_for_strangers(role_with(wide, {{"case", {"read"}}})));
    for (const auto* action :
         {"manage", "search_owned_by_others", "display_view_page", "find_tracing_match", "assign",
          "receive_transfer", "receive_referral", "export_csv", "import", "list_case_names",
          "view_case_relationships", "attribute"})
        EXPECT_FALSE(is_fit_for_strangers(role_with(self, {{"case", {"read", action}}}))) << action;
    for (const auto* resource : {"user", "role", "system", "potential_match", "duplicate",
                                 "registry_record", "family", "audit_log", "report", "later"})
        EXPECT_FALSE(is_fit_for_strangers(role_with(self, {{resource, {"read"}}}))) << resource;
    auto machine = role_with(self, {{"case", {"read"}}});
    machine.user_category = "system";
    EXPECT_FALSE(is_fit_for_strangers(machine));
    auto off = role_with(self, {{"case", {"read"}}});
    off.disabled = true;
    EXPECT_FALSE(is_fit_for_strangers(off));
}

TEST(RegistrationStreamsTest, NoDeliveredRoleIsForStrangers) {
    const testing::World world;
    for (const auto& role : world.now()->roles())
        EXPECT_FALSE(is_fit_for_strangers(*role)) << role->unique_id.text();
}

}  // namespace
}  // namespace amparo::access
