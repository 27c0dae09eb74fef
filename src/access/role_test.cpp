#include "access/role.hpp"

#include <gtest/gtest.h>

#include "access/default_roles_test_support.hpp"
#include "access/permission_catalogue.hpp"

namespace amparo::access {
namespace {

using testing::role_on;

TEST(Role, ReadSatisfiesLookingAndNothingElse) {
    const auto role = role_on("case", {"read"});
    for (const auto* action : {"read", "index", "show", "view", "list", "export"}) {
        EXPECT_TRUE(role->can("case", action)) << action;
    }
    for (const auto* action : {"write", "update", "create", "destroy", "flag", "export_csv"}) {
        EXPECT_FALSE(role->can("case", action)) << action;
    }
    EXPECT_FALSE(role->can("incident", "read"));
    EXPECT_FALSE(role->holds("case", "index"));
}

TEST(Role, WriteSatisfiesChangingButNotReading) {
    const auto role = role_on("case", {"write"});
    for (const auto* action : {"write", "edit", "update", "destroy", "disable"}) {
        EXPECT_TRUE(role->can("case", action)) << action;
    }
    for (const auto* action : {"read", "index", "create", "enable_disable_record", "close"}) {
        EXPECT_FALSE(role->can("case", action)) << action;
    }
}

TEST(Role, CreateSatisfiesNewOnly) {
    const auto role = role_on("case", {"create"});
    EXPECT_TRUE(role->can("case", "new"));
    EXPECT_FALSE(role->can("case", "update"));
    EXPECT_FALSE(role->can("case", "read"));
}

TEST(Role, ManageMeansEveryActionButNotTheRestrictions) {
    const auto role = role_on("case", {"manage"});
    EXPECT_TRUE(role->can("case", "update"));
    EXPECT_TRUE(role->holds("case", "receive_referral"));
    EXPECT_TRUE(role->holds("case", "display_view_page"));
    EXPECT_FALSE(role->can("case", "service_own_entries_only"));
    EXPECT_FALSE(role->holds("case", "service_own_entries_only"));
    EXPECT_FALSE(role->lists("case", "update"));
    EXPECT_FALSE(role_on("metadata", {"manage"})->can("metadata", "manage_restricted"));
    EXPECT_TRUE(role_on("case", {"read", "service_own_entries_only"})
                    ->holds("case", "service_own_entries_only"));
}

TEST(Role, DeleteDeletesOnlyWhereItIsListed) {
    EXPECT_TRUE(role_on("role", {"delete"})->can("role", "destroy"));
    EXPECT_TRUE(role_on("user_group", {"write"})->can("user_group", "destroy"));
    EXPECT_FALSE(role_on("role", {"delete"})->can("role", "update"));
    EXPECT_FALSE(role_on("user", {"delete"})->can("user", "destroy"));
}

TEST(Role, SelectingFamiliesListsAndOpensThemAndNoMore) {
    const auto role = role_on("family", {"search_and_select_family_record"});
    EXPECT_TRUE(role->can("family", "index"));
    EXPECT_TRUE(role->can("family", "show"));
    EXPECT_FALSE(role->can("family", "read"));
    EXPECT_FALSE(role->can("family", "update"));
    EXPECT_FALSE(role->can("family", "export"));
    EXPECT_FALSE(role_on("case", {"search_and_select_family_record"})->can("case", "index"));
}

TEST(Role, AgencyReadReadsUsers) {
    const auto role = role_on("user", {"agency_read"});
    EXPECT_TRUE(role->can("user", "index"));
    EXPECT_FALSE(role->can("user", "update"));
    EXPECT_FALSE(role->can("user", "export"));
}

TEST(Role, SuperNeedsManageEverywhereAndTheWholeScope) {
    auto role = testing::default_role("role-superuser");
    EXPECT_TRUE(role->is_super());
    EXPECT_FALSE(role->is_user_admin());
    role->scope = ScopeKind::group;
    EXPECT_FALSE(role->is_super());
    role->scope = ScopeKind::admin_only;
    EXPECT_TRUE(role->is_user_admin());
    role->permissions.at("metadata") = {"manage", "manage_restricted"};
    EXPECT_FALSE(role->is_user_admin());
    EXPECT_FALSE(testing::default_role("role-cp-administrator")->is_super());
}

TEST(RoleReader, FindsEveryProblemWithItsPlace) {
    const auto configured = json::parse_object(R"({
        "unique_id": "role-x", "group_permission": "everything", "reporting_location_level": "two",
        "session_lock_minutes": 31,
        "permissions": {"case": ["read", "fly"], "spell": ["cast"],
                        "objects": {"managed_report": {"scope": "moon"}}},
        "form_section_read_write": {"notes": "w"}, "user_category": "vip"})");
    ASSERT_TRUE(configured);
    const auto role = read_role(*configured);
    ASSERT_FALSE(role);
    std::vector<std::string> pointers;
    for (const auto& problem : role.error().problems) pointers.push_back(problem.pointer);
    EXPECT_EQ(pointers,
              (std::vector<std::string>{
                  "/group_permission", "/reporting_location_level", "/session_lock_minutes",
                  "/user_category", "/permissions/case/1", "/permissions/spell",
                  "/permissions/objects/managed_report/scope", "/form_section_read_write/notes"}));
}

TEST(RoleReader, TakesAStricterLockWithinItsBounds) {
    const auto minutes_of = [](std::string_view minutes) {
        const auto configured = json::parse_object(
            R"({"unique_id": "role-x", "session_lock_minutes": )" + std::string(minutes) + "}");
        const auto role = read_role(*configured);
        return role ? role->session_lock_minutes : std::optional<int>(-1);
    };
    EXPECT_EQ(minutes_of("1"), 1);
    EXPECT_EQ(minutes_of("30"), 30);
    EXPECT_EQ(minutes_of("null"), std::nullopt);
    for (const auto* refused : {"0", "31", "\"5\"", "2.5"}) EXPECT_EQ(minutes_of(refused), -1);
}

TEST(RoleReader, ReadsEveryDefaultRole) {
    const auto roles = testing::configured_roles();
    ASSERT_GE(roles.size(), 12U);
    for (const auto& configured : roles) {
        const auto role = read_role(configured);
        ASSERT_TRUE(role) << json::write(configured);
        EXPECT_EQ(role->name, json::string_or(configured, "name"));
    }
}

TEST(PermissionCatalogue, NamesEveryResourceOnce) {
    const auto wire = permission_catalogue_to_wire();
    const auto* resources = json::find_object(wire, "resource_actions");
    ASSERT_NE(resources, nullptr);
    EXPECT_EQ(resources->size(), permission_catalogue().size());
    EXPECT_TRUE(is_known_action("agency", "create"));
    EXPECT_TRUE(is_known_action("incident", "flag_multiple"));
    EXPECT_FALSE(is_known_action("case", "fly"));
    EXPECT_FALSE(is_known_action("spell", "manage"));
}

}  // namespace
}  // namespace amparo::access
