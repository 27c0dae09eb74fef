#include "access/grants.hpp"

#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/default_roles_test_support.hpp"

namespace amparo::access {
namespace {

using testing::refusal;
using testing::World;

/// Somebody in each position, and attempts to become or make more than one is.
class Escalation : public ::testing::Test {
  protected:
    Escalation() {
        world.add("super", {.role = "role-superuser"});
        world.add("admin", {.role = "role-cp-administrator"});
        world.add("usermanager", {.role = "role-cp-user-manager"});
        world.add("agencyadmin", {.role = "role-agency-user-administrator"});
        world.add("worker");
    }
    Result<Directory::UserPointer> make(const std::string& actor, const std::string& role,
                                        const std::string& agency = "AGENCY-1",
                                        const std::string& group = "usergroup-primero-cp") {
        const auto name = "made" + std::to_string(++made_);
        return world.users->create(world.as(actor),
                                   {{"user_name", name},
                                    {"full_name", name},
                                    {"role_unique_id", role},
                                    {"agency_id", world.now()->agency(AgencyId(agency))->id},
                                    {"user_group_unique_ids", json::Array{group}},
                                    {"password", testing::good_password},
                                    {"password_confirmation", testing::good_password}});
    }
    Result<Directory::UserPointer> update(const std::string& actor, const std::string& target,
                                          const json::Object& input) {
        return world.users->update(world.as(actor), world.id_of(target), {.input = input});
    }
    Result<Directory::RolePointer> change_role(const std::string& actor, const std::string& role,
                                               const json::Object& input) {
        return world.roles->update(world.as(actor), world.role_id(role), {.input = input});
    }
    json::Object permissions_of(const std::string& role) {
        const auto stored = world.now()->role(RoleId(role));
        return *json::find_object(stored->attributes, "permissions");
    }

    World world;
    int made_ = 0;
};

TEST_F(Escalation, NobodyButSuperUsersMakesSuperUsers) {
    EXPECT_TRUE(make("super", "role-superuser"));
    for (const auto* actor : {"admin", "usermanager", "agencyadmin"}) {
        const auto made = make(actor, "role-superuser");
        EXPECT_EQ(refusal(made), Errc::forbidden) << actor;
        EXPECT_EQ(made.error().field, "role_unique_id");
    }
}

TEST_F(Escalation, RolesAreGivenWithinTheNamedOnes) {
    EXPECT_TRUE(make("admin", "role-cp-case-worker"));
    EXPECT_EQ(refusal(make("admin", "role-cp-administrator")), Errc::forbidden) << "not named";
    EXPECT_TRUE(make("agencyadmin", "role-cp-administrator")) << "named, though it is more";
    EXPECT_EQ(refusal(make("agencyadmin", "role-cp-service-provider")), Errc::forbidden);
}

TEST_F(Escalation, WithoutNamesNothingBeyondOneselfIsGiven) {
    EXPECT_EQ(refusal(make("usermanager", "role-cp-case-worker")), Errc::forbidden)
        << "case workers write, user managers do not";
    EXPECT_TRUE(make("usermanager", "role-cp-user-manager"));
}

TEST_F(Escalation, AnotherAgencyNeedsTheRightToAssignIt) {
    const auto elsewhere = make("admin", "role-cp-case-worker", "AGENCY-2");
    EXPECT_EQ(refusal(elsewhere), Errc::forbidden);
    EXPECT_EQ(elsewhere.error().field, "agency_id");
    EXPECT_TRUE(make("super", "role-cp-case-worker", "AGENCY-2"));
}

TEST_F(Escalation, AnotherGroupNeedsTheRightToAssignIt) {
    world.rewrite(
        role_kind, "role-agency-user-administrator",
        {{"permissions", json::parse(R"({"role":["read","assign"],"user":["agency_read","create"],
                                    "objects":{"role":["role-cp-case-worker"]}})")
                             .value()}});
    EXPECT_TRUE(make("agencyadmin", "role-cp-case-worker"));
    const auto elsewhere =
        make("agencyadmin", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-ftr");
    EXPECT_EQ(refusal(elsewhere), Errc::forbidden);
    EXPECT_EQ(elsewhere.error().field, "user_group_unique_ids");
    EXPECT_TRUE(make("admin", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-ftr"))
        << "scope all may use any group";
}

TEST_F(Escalation, NobodyTakesOverAStrongerAccount) {
    const json::Object password{{"password", "mine from now on!"},
                                {"password_confirmation", "mine from now on!"}};
    EXPECT_EQ(refusal(update("usermanager", "admin", password)), Errc::forbidden);
    EXPECT_EQ(refusal(update("usermanager", "admin", {{"email", "me@example.org"}})),
              Errc::forbidden);
    EXPECT_EQ(refusal(update("usermanager", "admin", {{"user_name", "mine"}})), Errc::forbidden);
    EXPECT_TRUE(update("usermanager", "admin", {{"phone", "555"}})) << "that gives no power";
    EXPECT_EQ(refusal(update("admin", "super", {{"phone", "555"}})), Errc::forbidden);
    EXPECT_TRUE(update("admin", "worker", password));
    EXPECT_TRUE(update("super", "admin", password));
}

TEST_F(Escalation, TheLastSuperUserStays) {
    EXPECT_EQ(refusal(update("super", "super", {{"disabled", true}})), std::nullopt)
        << "dropped: nobody disables themselves";
    EXPECT_FALSE(world.now()->user("super")->disabled);
    EXPECT_EQ(refusal(world.users->update(world.system(), world.id_of("super"),
                                          {.input = {{"disabled", true}}})),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->update(world.system(), world.id_of("super"),
                                          {.input = {{"role_unique_id", "role-cp-manager"}}})),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.users->remove(world.system(), world.id_of("super"), {})),
              Errc::forbidden);
    world.add("super2", {.role = "role-superuser"});
    EXPECT_TRUE(update("super2", "super", {{"disabled", true}}));
    EXPECT_EQ(refusal(world.users->update(world.system(), world.id_of("super2"),
                                          {.input = {{"disabled", true}}})),
              Errc::forbidden);
}

TEST_F(Escalation, ARoleIsNotMadeStrongerThanItsEditor) {
    auto permissions = permissions_of("role-cp-case-worker");
    permissions["case"].as_array().emplace_back("manage");
    const auto manages =
        change_role("admin", "role-cp-case-worker", {{"permissions", permissions}});
    EXPECT_EQ(refusal(manages), Errc::forbidden);
    EXPECT_EQ(manages.error().field, "permissions");
    permissions = permissions_of("role-cp-case-worker");
    permissions["case"].as_array().emplace_back("close");
    EXPECT_TRUE(change_role("admin", "role-cp-case-worker", {{"permissions", permissions}}))
        << "administrators close cases, and what the role had already may stay";
    permissions["user"] = json::Array{"manage"};
    EXPECT_EQ(refusal(change_role("admin", "role-cp-case-worker", {{"permissions", permissions}})),
              Errc::forbidden);
    EXPECT_TRUE(change_role("super", "role-cp-case-worker", {{"permissions", permissions}}));
}

TEST_F(Escalation, ARolesScopeIsNotWidenedBeyondOnesOwn) {
    auto role = testing::role_on("case", {"read"}, ScopeKind::group);
    role->permissions["role"] = {"read", "write", "create"};
    const auto actor = testing::actor_with(role);
    const auto narrow = testing::role_on("case", {"read"}, ScopeKind::self);
    const auto same = testing::role_on("case", {"read"}, ScopeKind::group);
    const auto wide = testing::role_on("case", {"read"}, ScopeKind::agency);
    EXPECT_TRUE(check_role_change(actor, nullptr, *narrow));
    EXPECT_TRUE(check_role_change(actor, narrow.get(), *same));
    EXPECT_EQ(refusal(check_role_change(actor, nullptr, *wide)), Errc::forbidden);
    EXPECT_EQ(refusal(check_role_change(actor, same.get(), *wide)), Errc::forbidden);
    EXPECT_TRUE(check_role_change(actor, wide.get(), *wide)) << "unchanged";
}

TEST_F(Escalation, LimitsOfARoleAreNotLiftedByThoseTheyBind) {
    const auto admin = world.as("admin");
    const auto limits = admin.role().role_limits;
    auto bound = testing::role_on("role", {"read", "assign"}, ScopeKind::group);
    bound->role_limits = {limits.front()};
    EXPECT_TRUE(check_role_change(admin, nullptr, *bound));
    auto wider = std::make_shared<Role>(*bound);
    wider->role_limits = {"role-superuser"};
    EXPECT_EQ(refusal(check_role_change(admin, bound.get(), *wider)), Errc::forbidden);
    wider->role_limits.clear();
    EXPECT_EQ(refusal(check_role_change(admin, bound.get(), *wider)), Errc::forbidden)
        << "no list means no limit";
    EXPECT_TRUE(check_role_change(world.as("super"), bound.get(), *wider));
}

TEST_F(Escalation, FormsAreOpenedByWhoSeesThemOrDesignsThem) {
    auto role = testing::role_on("role", {"read", "write", "create"}, ScopeKind::all);
    role->permissions["case"] = {"read"};
    role->form_access = {{"notes", "r"}};
    auto wanted = testing::role_on("case", {"read"});
    wanted->form_access = {{"notes", "r"}};
    EXPECT_TRUE(check_role_change(testing::actor_with(role), nullptr, *wanted));
    wanted->form_access = {{"notes", "rw"}};
    EXPECT_EQ(refusal(check_role_change(testing::actor_with(role), nullptr, *wanted)),
              Errc::forbidden);
    auto designer = std::make_shared<Role>(*role);
    designer->permissions["metadata"] = {"manage"};
    EXPECT_TRUE(check_role_change(testing::actor_with(designer), nullptr, *wanted));
}

TEST_F(Escalation, ExceedsComparesActionsAndWidth) {
    const auto small = testing::role_on("case", {"read"});
    const auto large = testing::role_on("case", {"manage"});
    EXPECT_TRUE(exceeds(*large, *small));
    EXPECT_FALSE(exceeds(*small, *large));
    EXPECT_FALSE(exceeds(*testing::role_on("case", {"read", "service_own_entries_only"}), *small))
        << "a restriction is no power";
    EXPECT_TRUE(exceeds(*testing::role_on("case", {"read"}, ScopeKind::group), *large));
    EXPECT_TRUE(exceeds(*testing::role_on("case", {"read"}, ScopeKind::admin_only),
                        *testing::role_on("case", {"read"}, ScopeKind::agency)));
}

}  // namespace
}  // namespace amparo::access
