#include "access/user_scope.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"

namespace amparo::access {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using testing::World;

std::vector<std::string> names(const std::vector<Directory::UserPointer>& users) {
    std::vector<std::string> found;
    for (const auto& user : users) found.push_back(user->user_name.text());
    return found;
}

/// Two agencies, two groups, and everybody who may look after users.
class UserScope : public ::testing::Test {
  protected:
    UserScope() {
        add_role("role-user-admin", "admin_only",
                 R"({"role":["manage"],"user":["manage"],"user_group":["manage"],
                     "agency":["manage"],"metadata":["manage"],"system":["manage"]})");
        add_role("role-agency-reader", "group", R"({"user":["agency_read","manage"]})");
        world.add("super", {.role = "role-superuser"});
        world.add("useradmin", {.role = "role-user-admin"});
        world.add("admin", {.role = "role-cp-administrator"});
        world.add("manager", {.role = "role-cp-manager"});
        world.add("worker");
        world.add("ftr", {.groups = {"usergroup-primero-ftr"}, .agency = "AGENCY-2"});
        world.add("both", {.groups = {"usergroup-primero-cp", "usergroup-primero-ftr"},
                           .agency = "AGENCY-2"});
        world.add("agencyadmin", {.role = "role-agency-reader", .agency = "AGENCY-2"});
    }
    void add_role(const std::string& id, const char* scope, const char* permissions) {
        const auto made = world.roles->create(
            world.system(), {{"unique_id", id},
                             {"name", id},
                             {"group_permission", scope},
                             {"module_unique_ids", json::Array{"primeromodule-cp"}},
                             {"permissions", json::parse(permissions).value()}});
        ASSERT_TRUE(made);
    }
    std::vector<std::string> seen_by(const std::string& name) {
        return names(users_in_scope(world.as(name), *world.now()));
    }

    World world;
};

TEST_F(UserScope, OfASuperUserIsEverybody) {
    EXPECT_EQ(seen_by("super").size(), world.now()->users().size());
}

TEST_F(UserScope, OfAUserAdministratorLeavesSuperUsersOut) {
    const auto seen = seen_by("useradmin");
    EXPECT_EQ(seen.size(), world.now()->users().size() - 1);
    EXPECT_THAT(seen, ::testing::Not(::testing::Contains("super")));
}

TEST_F(UserScope, OfTheWholeDeploymentLeavesSuperUsersAndAdministratorsOut) {
    EXPECT_THAT(seen_by("admin"),
                UnorderedElementsAre("admin", "manager", "worker", "ftr", "both", "agencyadmin"));
}

TEST_F(UserScope, OfAGroupIsWhoSharesOneListedOnce) {
    EXPECT_THAT(seen_by("manager"),
                UnorderedElementsAre("admin", "manager", "worker", "both", "agencyadmin"));
}

TEST_F(UserScope, OfAgencyReadIsTheAgencyWhateverManageSays) {
    EXPECT_THAT(seen_by("agencyadmin"), UnorderedElementsAre("ftr", "both", "agencyadmin"));
}

TEST_F(UserScope, WithoutTheRightIsOneself) {
    EXPECT_THAT(seen_by("worker"), ElementsAre("worker"));
    const auto directory = world.now();
    EXPECT_TRUE(is_user_in_scope(world.as("worker"), *directory, *directory->user("worker")));
    EXPECT_FALSE(is_user_in_scope(world.as("worker"), *directory, *directory->user("both")));
}

TEST_F(UserScope, CountsUsersOfALostRoleAsSuper) {
    world.rewrite(user_kind, "both", {{"role_unique_id", "role-gone"}});
    EXPECT_THAT(seen_by("admin"), ::testing::Not(::testing::Contains("both")));
    EXPECT_THAT(seen_by("super"), ::testing::Contains("both"));
}

TEST_F(UserScope, ManagedUsersFollowTheRecordScope) {
    const auto managed = [&](const std::string& name) {
        return names(managed_users(world.as(name), *world.now()));
    };
    EXPECT_EQ(managed("admin").size(), world.now()->users().size());
    EXPECT_THAT(managed("manager"), ::testing::Contains("super")) << "no user right is involved";
    EXPECT_THAT(managed("manager"), ::testing::Not(::testing::Contains("ftr")));
    EXPECT_THAT(managed("worker"), ElementsAre("worker"));
}

TEST_F(UserScope, ManagersShareAGroupAndAreActive) {
    const auto managers = [&](const std::string& name) {
        return names(managers_of(*world.now()->user(name), *world.now()));
    };
    EXPECT_THAT(managers("worker"), UnorderedElementsAre("super", "admin", "manager"));
    EXPECT_THAT(managers("ftr"), ElementsAre());
    world.rewrite(user_kind, "manager", {{"disabled", true}});
    EXPECT_THAT(managers("worker"), UnorderedElementsAre("super", "admin"));
}

TEST_F(UserScope, RolesInReachFollowTheirLimits) {
    const auto reaches = [&](const std::string& name, const std::string& role) {
        return is_role_in_scope(world.as(name), *world.now()->role(RoleId(role)));
    };
    EXPECT_FALSE(reaches("super", "role-superuser"));
    EXPECT_TRUE(reaches("super", "role-user-admin"));
    EXPECT_FALSE(reaches("useradmin", "role-user-admin")) << "manage alone: not one's own";
    EXPECT_TRUE(reaches("useradmin", "role-cp-manager"));
    EXPECT_FALSE(reaches("admin", "role-user-admin"));
    EXPECT_TRUE(reaches("admin", "role-cp-case-worker")) << "named in objects.role";
    EXPECT_FALSE(reaches("admin", "role-cp-administrator-families"));
    EXPECT_TRUE(reaches("manager", "role-cp-manager"));
}

TEST_F(UserScope, GroupsInReachAreOnesOwn) {
    const auto reaches = [&](const std::string& name, const std::string& group) {
        return is_group_in_scope(world.as(name), *world.now()->group(GroupId(group)));
    };
    EXPECT_TRUE(reaches("admin", "usergroup-primero-ftr"));
    EXPECT_TRUE(reaches("useradmin", "usergroup-primero-ftr"));
    EXPECT_TRUE(reaches("manager", "usergroup-primero-cp"));
    EXPECT_FALSE(reaches("manager", "usergroup-primero-ftr"));
    EXPECT_FALSE(reaches("worker", "usergroup-primero-cp")) << "scope self has none";
}

}  // namespace
}  // namespace amparo::access
