#include "access/roles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/thing_input.hpp"

namespace amparo::access {
namespace {

using ::testing::ElementsAre;
using testing::problems;
using testing::refusal;
using testing::World;

class RolesTest : public ::testing::Test {
  protected:
    RolesTest() {
        world.add("super", {.role = "role-superuser"});
        world.add("admin", {.role = "role-cp-administrator"});
        world.add("manager", {.role = "role-cp-manager"});
        world.add("worker");
    }
    json::Object body(const std::string& name) const {
        return {{"name", name},
                {"group_permission", "self"},
                {"module_unique_ids", json::Array{"primeromodule-cp"}},
                {"form_section_read_write", json::Object{{"notes", "rw"}}},
                {"permissions", json::Object{{"case", json::Array{"read"}}}}};
    }
    std::int64_t id(const std::string& role) const { return world.role_id(role); }

    World world;
};

TEST_F(RolesTest, CreateGivesNameNumberAndRights) {
    const auto made = world.roles->create(world.as("super"), body("Night Worker"));
    ASSERT_TRUE(made);
    EXPECT_THAT((*made)->unique_id.text(),
                ::testing::MatchesRegex("role-night-worker-[0-9a-f]{7}"));
    EXPECT_TRUE((*made)->can("case", "read"));
    EXPECT_EQ(world.now()->role((*made)->id), *made);
    for (const auto* name : {"worker", "manager"}) {
        EXPECT_EQ(refusal(world.roles->create(world.as(name), body("Other"))), Errc::forbidden);
    }
}

TEST_F(RolesTest, CreateFindsWhatIsWrong) {
    EXPECT_THAT(
        problems(world.roles->create(world.as("super"),
                                     {{"name", " "}, {"reporting_location_level", 7}})),
        ElementsAre("name errors.models.role.name_present",
                    "permissions errors.models.role.permission_presence",
                    "reporting_location_level errors.models.role.reporting_location_level"));
    EXPECT_THAT(problems(world.roles->create(world.as("super"), body("CP Manager"))),
                ElementsAre("name errors.models.role.unique_name"));
    auto unknown = body("New");
    unknown["permissions"] = json::Object{{"spell", json::Array{"cast"}}};
    EXPECT_THAT(problems(world.roles->create(world.as("super"), unknown)),
                ElementsAre("/permissions/spell errors.models.role.unknown_resource"));
    auto typed = body("New");
    typed["is_manager"] = "yes";
    EXPECT_THAT(problems(world.roles->create(world.as("super"), typed)),
                ElementsAre("/is_manager errors.invalid_record"));
    auto taken = body("New");
    taken["unique_id"] = "role-cp-manager";
    EXPECT_EQ(refusal(world.roles->create(world.as("super"), taken)), Errc::conflict);
}

TEST_F(RolesTest, CreateTakesAWishedNumberOnce) {
    auto wished = body("New");
    wished["id"] = 500;
    EXPECT_EQ((*world.roles->create(world.as("super"), wished))->id, 500);
    auto again = body("Newer");
    again["id"] = 500;
    EXPECT_EQ(refusal(world.roles->create(world.as("super"), again)), Errc::conflict);
}

TEST_F(RolesTest, FormsOfOtherModulesAreDropped) {
    auto foreign = body("New");
    foreign["module_unique_ids"] = json::Array();
    const auto made = world.roles->create(world.as("super"), foreign);
    ASSERT_TRUE(made);
    EXPECT_TRUE((*made)->form_access.empty()) << "notes belong to a module that is not the role's";
}

TEST_F(RolesTest, UpdateReplacesWhatIsSentAndKeepsTheRest) {
    const auto before = world.now()->role(RoleId("role-referral"));
    const auto changed = world.roles->update(
        world.as("super"), before->id,
        {.input = {{"permissions", json::Object{{"case", json::Array{"read", "flag"}}}},
                   {"unique_id", "role-other"}}});
    ASSERT_TRUE(changed);
    EXPECT_EQ((*changed)->unique_id, before->unique_id) << "the key stays";
    EXPECT_FALSE((*changed)->can("case", "update"));
    EXPECT_EQ((*changed)->form_access, before->form_access);
    EXPECT_EQ((*changed)->name, before->name);
    EXPECT_EQ(refusal(world.roles->update(world.as("super"), before->id,
                                          {.input = {}, .expected_revision = before->revision})),
              Errc::precondition_failed);
}

TEST_F(RolesTest, ARenamedRoleLosesTheNamesOfTheOldOne) {
    const auto number = id("role-referral");
    const auto has_names = [](const Role& role) {
        return json::find_object(role.attributes, role_names_key) != nullptr;
    };
    ASSERT_TRUE(has_names(*world.now()->role(number)));
    const auto same =
        world.roles->update(world.as("super"), number, {.input = {{"description", "New"}}});
    ASSERT_TRUE(same);
    EXPECT_TRUE(has_names(**same));
    const auto renamed =
        world.roles->update(world.as("super"), number, {.input = {{"name", "Partner"}}});
    ASSERT_TRUE(renamed);
    EXPECT_FALSE(has_names(**renamed));
}

TEST_F(RolesTest, ARunningUserFeelsAChangeAtOnce) {
    EXPECT_TRUE(world.as("worker").can("case", "flag"));
    const auto changed = world.roles->update(
        world.as("super"), id("role-cp-case-worker"),
        {.input = {{"permissions", json::Object{{"case", json::Array{"read"}}}}}});
    ASSERT_TRUE(changed);
    EXPECT_FALSE(world.as("worker").can("case", "flag"));
}

TEST_F(RolesTest, SuperRolesAreOutOfReachOneByOne) {
    const auto super_role = id("role-superuser");
    EXPECT_EQ(refusal(world.roles->find(world.as("super"), super_role)), Errc::forbidden);
    EXPECT_EQ(refusal(world.roles->update(world.as("super"), super_role, {.input = {}})),
              Errc::forbidden);
    EXPECT_EQ(refusal(world.roles->remove(world.as("super"), super_role, {})), Errc::forbidden);
    EXPECT_EQ(refusal(world.roles->find(world.as("super"), 999)), Errc::not_found);
    EXPECT_EQ(refusal(world.roles->find(world.as("worker"), 999)), Errc::forbidden);
    EXPECT_TRUE(world.roles->find(world.as("admin"), id("role-cp-case-worker")));
    EXPECT_EQ(refusal(world.roles->find(world.as("admin"), id("role-cp-service-provider"))),
              Errc::forbidden)
        << "not in objects.role";
}

TEST_F(RolesTest, ARoleInUseIsNeitherRemovedNorDisabled) {
    EXPECT_EQ(refusal(world.roles->remove(world.as("super"), id("role-cp-case-worker"), {})),
              Errc::conflict);
    EXPECT_EQ(refusal(world.roles->update(world.as("super"), id("role-cp-case-worker"),
                                          {.input = {{"disabled", true}}})),
              Errc::conflict);
    EXPECT_EQ(refusal(world.roles->remove(world.as("manager"), id("role-referral"), {})),
              Errc::forbidden);
    ASSERT_TRUE(world.roles->remove(world.as("super"), id("role-referral"), {}));
    EXPECT_EQ(world.now()->role(RoleId("role-referral")), nullptr);
}

TEST_F(RolesTest, ListIsForEverybodyButNotInFull) {
    const auto names = [&](const std::string& actor, const RoleQuery& query) {
        std::vector<std::string> found;
        const auto page = world.roles->list(world.as(actor), query);
        for (const auto& role : page->things) found.push_back(role->unique_id.text());
        return found;
    };
    EXPECT_EQ(names("worker", {}).size(), world.now()->roles().size());
    EXPECT_THAT(names("worker", {.external = true}),
                ::testing::UnorderedElementsAre("role-referral", "role-transfer",
                                                "role-cp-service-provider"));
    EXPECT_THAT(names("admin", {.managed = true}), ::testing::SizeIs(7));
    EXPECT_THAT(names("admin", {.group_permissions = {"group"}, .page = {.order_by = "name"}}),
                ElementsAre("role-agency-user-administrator", "role-cp-ftr-manager",
                            "role-cp-manager", "role-cp-manager-families", "role-cp-user-manager"));
    EXPECT_EQ(refusal(world.roles->list(world.as("admin"), {.page = {.order_by = "x"}})),
              Errc::invalid);
    const auto& manager_role = *world.now()->role(RoleId("role-cp-manager"));
    const auto& worker_role = *world.now()->role(RoleId("role-cp-case-worker"));
    EXPECT_FALSE(Roles::may_read_fully(world.as("worker"), manager_role));
    EXPECT_TRUE(Roles::may_read_fully(world.as("worker"), worker_role)) << "their own";
    EXPECT_TRUE(Roles::may_read_fully(world.as("manager"), worker_role));
    EXPECT_TRUE(
        Roles::may_read_fully(world.as("super"), *world.now()->role(RoleId("role-superuser"))));
}

TEST_F(RolesTest, TheCategoryIsForSuperUsers) {
    auto input = body("Counted");
    input["user_category"] = "system";
    EXPECT_EQ((*world.roles->create(world.as("super"), input))->user_category, "system");
    input["name"] = "Other";
    EXPECT_EQ((*world.roles->create(world.as("admin"), input))->user_category, "");
}

class AgenciesTest : public RolesTest {
  protected:
    std::int64_t agency_id(const std::string& id) const {
        return world.now()->agency(AgencyId(id))->id;
    }
};

TEST_F(AgenciesTest, CreateNeedsCodeAndNameOnce) {
    EXPECT_THAT(problems(world.agencies->create(world.as("super"), {})),
                ElementsAre("agency_code errors.models.agency.code_present",
                            "name errors.models.agency.name_present"));
    const json::Object input{{"agency_code", "AID"}, {"name", json::Object{{"en", "Aid"}}}};
    const auto made = world.agencies->create(world.as("super"), input);
    ASSERT_TRUE(made);
    EXPECT_EQ((*made)->unique_id.text(), "AID");
    EXPECT_FALSE((*made)->disabled);
    EXPECT_EQ(refusal(world.agencies->create(world.as("super"), input)), Errc::conflict);
    EXPECT_EQ(refusal(world.agencies->create(world.as("worker"), input)), Errc::forbidden);
    EXPECT_EQ(refusal(world.agencies->create(world.as("manager"), input)), Errc::forbidden);
}

TEST_F(AgenciesTest, UpdateMergesTextsPerLanguage) {
    const auto changed =
        world.agencies->update(world.as("admin"), agency_id("AGENCY-1"),
                               {.input = {{"name", json::Object{{"fr", "Aide"}}}}});
    ASSERT_TRUE(changed);
    EXPECT_EQ((*changed)->name.at("fr"), "Aide");
    EXPECT_FALSE((*changed)->name.at("en").empty());
    EXPECT_EQ(
        refusal(world.agencies->update(world.as("manager"), agency_id("AGENCY-1"), {.input = {}})),
        Errc::forbidden);
}

TEST_F(AgenciesTest, KeysStayWhileSomebodyRefersToThem) {
    const auto rename = [&](const char* agency, const char* member) {
        return refusal(world.agencies->update(world.as("super"), agency_id(agency),
                                              {.input = {{member, "OTHER"}}}));
    };
    EXPECT_EQ(rename("AGENCY-1", "agency_code"), Errc::conflict);
    EXPECT_EQ(rename("AGENCY-1", "unique_id"), Errc::conflict);
    EXPECT_EQ(rename("AGENCY-2", "agency_code"), std::nullopt);
}

TEST_F(AgenciesTest, DeleteOnlyDisables) {
    const auto id = agency_id("AGENCY-1");
    EXPECT_EQ(refusal(world.agencies->disable(world.as("worker"), id, {})), Errc::forbidden);
    ASSERT_TRUE(world.agencies->disable(world.as("admin"), id, {}));
    EXPECT_TRUE(world.now()->agency(id)->disabled);
    EXPECT_EQ(world.now()->user("worker")->agency.text(), "AGENCY-1");
}

TEST_F(AgenciesTest, LimitsOfTheRoleHold) {
    auto permissions = *json::find_object(
        world.now()->role(RoleId("role-cp-administrator"))->attributes, "permissions");
    permissions["objects"].as_object()["agency"] = json::Array{"AGENCY-2"};
    world.rewrite(role_kind, "role-cp-administrator", {{"permissions", permissions}});
    EXPECT_EQ(refusal(world.agencies->find(world.as("admin"), agency_id("AGENCY-1"))),
              Errc::forbidden);
    EXPECT_TRUE(world.agencies->find(world.as("admin"), agency_id("AGENCY-2")));
}

TEST_F(AgenciesTest, ListIsForReaders) {
    EXPECT_EQ(refusal(world.agencies->list(world.as("worker"), {})), Errc::forbidden);
    EXPECT_EQ(world.agencies->list(world.as("manager"), {})->total, 2U);
    EXPECT_EQ(world.agencies->list(world.as("manager"), {.managed = true})->total, 1U);
    EXPECT_EQ(world.agencies->list(world.as("admin"), {.managed = true})->total, 2U);
    EXPECT_EQ(world.agencies->list(world.as("admin"), {.disabled = true})->total, 0U);
    const auto sorted = world.agencies->list(
        world.as("admin"),
        {.page = {.per = 1, .order_by = "order", .order = PageRequest::Order::descending}});
    EXPECT_EQ(sorted->things.at(0)->unique_id.text(), "AGENCY-2");
}

class UserGroupsTest : public RolesTest {
  protected:
    UserGroupsTest() { world.add("usermanager", {.role = "role-cp-user-manager"}); }
    std::int64_t group_id(const std::string& id) const {
        return world.now()->group(GroupId(id))->id;
    }
};

TEST_F(UserGroupsTest, CreatingOneJoinsIt) {
    const auto made = world.groups->create(world.as("usermanager"), {{"name", "Night shift"}});
    ASSERT_TRUE(made);
    EXPECT_THAT((*made)->unique_id.text(),
                ::testing::MatchesRegex("usergroup-night-shift-[0-9a-f]{7}"));
    EXPECT_THAT(world.now()->user("usermanager")->groups,
                ElementsAre("usergroup-primero-cp", (*made)->unique_id.text()));
    ASSERT_TRUE(world.groups->create(world.as("admin"), {{"name", "Day shift"}}));
    EXPECT_THAT(world.now()->user("admin")->groups, ElementsAre("usergroup-primero-cp"))
        << "scope all uses any group anyway";
}

TEST_F(UserGroupsTest, CreateChecksRightAndInput) {
    EXPECT_EQ(refusal(world.groups->create(world.as("worker"), {{"name", "X"}})), Errc::forbidden);
    EXPECT_EQ(refusal(world.groups->create(world.as("manager"), {{"name", "X"}})), Errc::forbidden);
    EXPECT_THAT(problems(world.groups->create(world.as("admin"),
                                              {{"agency_unique_ids", json::Array{"NOWHERE"}}})),
                ElementsAre("name errors.models.user_group.name_present",
                            "agency_unique_ids errors.models.user_group.agency_unique_ids"));
    EXPECT_EQ(refusal(world.groups->create(world.as("admin"),
                                           {{"name", "X"}, {"unique_id", "usergroup-primero-cp"}})),
              Errc::conflict);
}

TEST_F(UserGroupsTest, OnlyOwnGroupsAreInReachOfAGroupScope) {
    const auto change = [&](const std::string& actor, const char* group) {
        return refusal(world.groups->update(world.as(actor), group_id(group),
                                            {.input = {{"description", "x"}}}));
    };
    EXPECT_EQ(change("usermanager", "usergroup-primero-cp"), std::nullopt);
    EXPECT_EQ(change("usermanager", "usergroup-primero-ftr"), Errc::forbidden);
    EXPECT_EQ(change("manager", "usergroup-primero-cp"), Errc::forbidden) << "reads only";
    EXPECT_EQ(change("admin", "usergroup-primero-ftr"), std::nullopt);
}

TEST_F(UserGroupsTest, OneWithMembersOrRecordsStays) {
    EXPECT_EQ(
        refusal(world.groups->remove(world.as("admin"), group_id("usergroup-primero-cp"), {})),
        Errc::conflict);
    world.named_in_records = {"usergroup-primero-ftr"};
    const auto ftr = group_id("usergroup-primero-ftr");
    EXPECT_EQ(refusal(world.groups->remove(world.as("admin"), ftr, {})), Errc::conflict);
    world.named_in_records.clear();
    EXPECT_EQ(refusal(world.groups->remove(world.as("worker"), ftr, {})), Errc::forbidden);
    ASSERT_TRUE(world.groups->remove(world.as("admin"), ftr, {}));
    EXPECT_EQ(world.now()->group(GroupId("usergroup-primero-ftr")), nullptr);
}

TEST_F(UserGroupsTest, ListIsForReadersAndForWideInsights) {
    EXPECT_EQ(refusal(world.groups->list(world.as("worker"), {})), Errc::forbidden);
    EXPECT_EQ(world.groups->list(world.as("manager"), {})->total, 3U);
    EXPECT_EQ(world.groups->list(world.as("manager"), {.managed = true})->total, 1U);
    EXPECT_EQ(world.groups->list(world.as("manager"), {.agencies = {"AGENCY-1"}})->total, 1U);
    auto permissions = *json::find_object(
        world.now()->role(RoleId("role-cp-case-worker"))->attributes, "permissions");
    permissions["managed_report"] = json::Array{"workflow_report"};
    world.rewrite(role_kind, "role-cp-case-worker", {{"permissions", permissions}});
    EXPECT_EQ(world.groups->list(world.as("worker"), {})->total, 3U);
    permissions["objects"] = json::Object{{"managed_report", json::Object{{"scope", "group"}}}};
    world.rewrite(role_kind, "role-cp-case-worker", {{"permissions", permissions}});
    EXPECT_EQ(refusal(world.groups->list(world.as("worker"), {})), Errc::forbidden);
}

TEST(UniqueIds, AreMadeOfLatinLettersOfTheName) {
    SystemRandom random;
    EXPECT_THAT(new_unique_id("role", "Équipe A/B 2", random),
                ::testing::MatchesRegex("role-equipe-ab-2-[0-9a-f]{7}"));
    EXPECT_NE(new_unique_id("role", "x", random), new_unique_id("role", "x", random));
}

}  // namespace
}  // namespace amparo::access
