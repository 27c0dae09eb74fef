#include "access/directory.hpp"

#include <gtest/gtest.h>

#include "access/access_test_support.hpp"
#include "access/default_roles_test_support.hpp"
#include "access/numbering.hpp"
#include "access/seed.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

using testing::World;

TEST(Directory, IsSeededFromTheDefaultConfiguration) {
    const World world;
    const auto directory = world.now();
    EXPECT_EQ(directory->roles().size(), testing::configured_roles().size());
    EXPECT_EQ(directory->agencies().size(), 2U);
    EXPECT_EQ(directory->groups().size(), 3U);
    EXPECT_TRUE(directory->users().empty());
    const auto role = directory->role(RoleId("role-cp-administrator"));
    ASSERT_NE(role, nullptr);
    EXPECT_EQ(directory->role(role->id), role);
    EXPECT_FALSE(role->role_limits.empty());
    EXPECT_EQ(directory->role(RoleId("role-unknown")), nullptr);
    EXPECT_EQ(directory->role(std::int64_t{999}), nullptr);
}

TEST(Directory, SpellsOutTheFormsOfARole) {
    const World world;
    const auto directory = world.now();
    const auto worker = directory->role(RoleId("role-cp-case-worker"));
    EXPECT_EQ(worker->form_access.at("basic_identity"), "rw");
    EXPECT_TRUE(worker->form_access.contains("services_section")) << "subforms included";
    EXPECT_FALSE(worker->form_access.contains("family_overview")) << "no right on families";
    const auto provider = directory->role(RoleId("role-cp-service-provider"));
    EXPECT_EQ(provider->form_access.size(), 4U);
}

TEST(Directory, SeedingAgainChangesNothing) {
    World world;
    world.rewrite(agency_kind, "AGENCY-1", {{"telephone", "555"}});
    const auto before = world.now()->agency(AgencyId("AGENCY-1"));
    const DirectorySeed seed{.roles = testing::read_config("config/roles.json"),
                             .agencies = testing::read_config("config/agencies.json"),
                             .user_groups = testing::read_config("config/user_groups.json")};
    const auto seeded = world.database->write([&](store::Transaction& transaction) {
        return seed_directory(transaction, seed, *world.definitions, world.clock.now());
    });
    ASSERT_TRUE(seeded);
    const auto after = world.now()->agency(AgencyId("AGENCY-1"));
    EXPECT_EQ(after->id, before->id);
    EXPECT_EQ(after->revision, before->revision);
    EXPECT_EQ(json::string_or(after->attributes, "telephone"), "555");
}

TEST(Directory, RefusesABrokenSeedWhole) {
    World world;
    const auto broken = json::parse_object(R"({"roles": [
        {"unique_id": "role-new", "name": "New", "permissions": {"case": ["read"]}},
        {"unique_id": "role-bad", "name": "Bad", "permissions": {"case": ["fly"]}}]})");
    const auto seeded = world.database->write([&](store::Transaction& transaction) {
        return seed_directory(transaction, {.roles = *broken, .agencies = {}, .user_groups = {}},
                              *world.definitions, world.clock.now());
    });
    EXPECT_EQ(testing::refusal(seeded), Errc::invalid);
    EXPECT_EQ(world.now()->role(RoleId("role-new")), nullptr);
}

TEST(Directory, ShowsACommitAtOnceButLeavesOldSnapshotsAlone) {
    World world;
    world.add("ana");
    const auto before = world.now();
    world.rewrite(user_kind, "ana", {{"full_name", "Ana Other"}});
    EXPECT_EQ(before->user("ana")->full_name, "Person ana");
    EXPECT_EQ(world.now()->user("ana")->full_name, "Ana Other");
    EXPECT_EQ(world.now()->agency(AgencyId("AGENCY-1")), before->agency(AgencyId("AGENCY-1")))
        << "unchanged kinds are kept";
}

TEST(Directory, MakesActorsOnlyOfActiveUsersWithARole) {
    World world;
    world.add("ana");
    EXPECT_TRUE(world.now()->actor(UserName("ana")));
    EXPECT_EQ(testing::refusal(world.now()->actor(UserName("nobody"))), Errc::unauthenticated);
    world.rewrite(user_kind, "ana", {{"disabled", true}});
    EXPECT_EQ(testing::refusal(world.now()->actor(UserName("ana"))), Errc::unauthenticated);
    world.rewrite(user_kind, "ana", {{"disabled", false}, {"unverified", true}});
    EXPECT_EQ(testing::refusal(world.now()->actor(UserName("ana"))), Errc::unauthenticated);
    world.rewrite(user_kind, "ana", {{"unverified", false}, {"role_unique_id", "role-gone"}});
    EXPECT_EQ(testing::refusal(world.now()->actor(UserName("ana"))), Errc::unauthenticated);
}

TEST(Directory, LeavesABrokenDocumentOut) {
    World world;
    world.add("ana");
    world.rewrite(role_kind, "role-cp-case-worker", {{"group_permission", "everything"}});
    EXPECT_EQ(world.now()->role(RoleId("role-cp-case-worker")), nullptr);
    EXPECT_EQ(testing::refusal(world.now()->actor(UserName("ana"))), Errc::unauthenticated);
    EXPECT_NE(world.now()->role(RoleId("role-cp-manager")), nullptr);
}

TEST(Directory, CarriesTheScopePolicyToActors) {
    World world;
    world.add("ana");
    EXPECT_EQ(world.as("ana").policy().registry, ScopePolicy::Registry::all);
    world.directory->set_policy({.registry = ScopePolicy::Registry::owned});
    EXPECT_EQ(world.as("ana").policy().registry, ScopePolicy::Registry::owned);
    ASSERT_TRUE(world.directory->refresh());
    EXPECT_EQ(world.as("ana").policy().registry, ScopePolicy::Registry::owned);
}

TEST(Numbering, NeverGivesANumberTwice) {
    World world;
    const auto at = world.clock.now();
    const auto next = [&] {
        return world.database->write(
            [&](store::Transaction& transaction) { return next_number(transaction, "toy", at); });
    };
    const auto take = [&](std::int64_t number) {
        return world.database->write([&](store::Transaction& transaction) {
            return take_number(transaction, "toy", {number, at});
        });
    };
    EXPECT_EQ(next().value(), 1);
    EXPECT_EQ(next().value(), 2);
    EXPECT_TRUE(take(10));
    EXPECT_EQ(next().value(), 11);
    EXPECT_EQ(testing::refusal(take(11)), Errc::conflict);
    EXPECT_EQ(testing::refusal(take(5)), Errc::conflict);
    EXPECT_EQ(testing::refusal(take(0)), Errc::invalid);
    EXPECT_EQ(testing::refusal(take(3'000'000'000)), Errc::invalid);
}

}  // namespace
}  // namespace amparo::access
