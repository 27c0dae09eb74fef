// Users, roles, agencies, user groups (administration.md §§5, 8–10).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string user_path(const World& world, const std::string& name) {
    return "/api/v2/users/" + std::to_string(world.id_of(name));
}

std::string new_user(const std::string& name, const std::string& more = "") {
    return R"({"data":{"user_name":")" + name + R"(","full_name":"Ngozi Eze",)" + R"("email":")" +
           name + R"(@example.org","password":"a long enough phrase",)" +
           R"("password_confirmation":"a long enough phrase",)" +
           R"("role_unique_id":"role-cp-case-worker","agency_id":1,)" +
           R"("user_group_unique_ids":["usergroup-primero-cp"])" + more + "}}";
}

TEST(UsersApi, ShowsOneselfWithEverythingAClientNeeds) {
    World world;
    const auto reply = world.as("worker_a").get("/api/v2/users/me?extended=true");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto user = reply.object();
    EXPECT_EQ(json::string_or(user, "user_name"), "worker_a");
    for (const auto* member : {"permissions", "permitted_form", "filters", "list_headers",
                               "user_groups", "module_unique_ids", "agency_unique_id"}) {
        EXPECT_TRUE(user.contains(member)) << member;
    }
    EXPECT_EQ(world.as("worker_a").get(user_path(world, "worker_a") + "?extended=true").data(),
              reply.data());
}

TEST(UsersApi, NeverTellsPasswordsOrWhatIsInside) {
    World world;
    const auto reply = world.as("super").get("/api/v2/users?extended=true&per=1000");
    EXPECT_EQ(reply.status, 200);
    for (const auto* secret : {"argon2", "password", "unlock", "service_account", "csrf"}) {
        EXPECT_THAT(reply.body, Not(HasSubstr(secret)));
    }
}

TEST(UsersApi, ListsOnlyWhomOneMaySee) {
    World world;
    const auto names = [&](const std::string& who, const std::string& query) {
        const auto reply =
            world.as(who).get("/api/v2/users?per=1000&order_by=user_name&order=asc" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::string all;
        for (const auto& row : reply.rows()) {
            all += json::string_or(row.as_object(), "user_name") + " ";
        }
        return all;
    };
    EXPECT_THAT(names("super", ""), HasSubstr("worker_b"));
    EXPECT_THAT(names("supervisor", ""), HasSubstr("worker_a"));
    EXPECT_THAT(names("supervisor", ""), Not(HasSubstr("worker_b")));
    EXPECT_THAT(names("supervisor", ""), Not(HasSubstr("super ")));
    EXPECT_EQ(names("super", "&query=AMINA"), "worker_a ");
    EXPECT_EQ(world.as("worker_a").get("/api/v2/users").status, 403);
}

TEST(UsersApi, ShowsOthersOnlyToThoseWhoMayReadThem) {
    World world;
    EXPECT_EQ(world.as("super").get(user_path(world, "worker_a")).status, 200);
    EXPECT_EQ(world.as("worker_a").get(user_path(world, "worker_b")).status, 403);
    EXPECT_EQ(world.as("supervisor").get(user_path(world, "worker_b")).status, 403);
    EXPECT_EQ(world.as("super").get("/api/v2/users/999999").status, 404);
    EXPECT_EQ(world.as("super").get("/api/v2/users/nonsense").status, 404);
}

TEST(UsersApi, CreatesAUserWhoCanSignIn) {
    World world;
    const auto reply = world.as("super").post("/api/v2/users", new_user("ngozi"));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.text("user_name"), "ngozi");
    EXPECT_THAT(reply.body, HasSubstr("total_enabled"));
    auto client = world.anonymous();
    EXPECT_EQ(client.sign_in("ngozi", "a long enough phrase").status, 200);
}

TEST(UsersApi, AnswersWithoutBodyWhenTheClientSendsAnId) {
    World world;
    const auto reply = world.as("super").post("/api/v2/users", new_user("ngozi", R"(,"id":4)"));
    EXPECT_EQ(reply.status, 204);
    EXPECT_TRUE(reply.body.empty());
    EXPECT_NE(world.id_of("ngozi"), 4);
}

TEST(UsersApi, RefusesUsersThatAreIncompleteOrTaken) {
    World world;
    auto& super = world.as("super");
    const auto empty = super.post("/api/v2/users", R"({"data":{"user_name":"x y"}})");
    EXPECT_EQ(empty.status, 422);
    for (const auto* key : {"errors.models.user.full_name", "errors.models.user.role_ids",
                            "errors.models.user.organization"}) {
        EXPECT_THAT(empty.body, HasSubstr(key));
    }
    EXPECT_THAT(super.post("/api/v2/users", new_user("worker_a")).body,
                HasSubstr("user_name_uniqueness"));
    const auto wrong = super.post("/api/v2/users", R"({"data":{"full_name":7}})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.message(), "Invalid Record JSON");
    EXPECT_EQ(wrong.detail(), "/full_name");
    EXPECT_EQ(super.post("/api/v2/users", "{}").status, 422);
    EXPECT_EQ(world.as("worker_a").post("/api/v2/users", new_user("ngozi")).status, 403);
    EXPECT_EQ(world.id_of("ngozi"), 0);
}

TEST(UsersApi, LetsOneChangeOnlyWhatIsOnesOwn) {
    World world;
    const auto reply =
        world.as("worker_a")
            .patch(user_path(world, "worker_a"),
                   R"({"data":{"position":"Team lead","role_unique_id":"role-superuser",
                    "user_name":"boss"}})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.text("position"), "Team lead");
    EXPECT_EQ(reply.text("role_unique_id"), "role-cp-case-worker");
    EXPECT_EQ(reply.text("user_name"), "worker_a");
}

TEST(UsersApi, LetsNobodyGiveMoreThanTheyHave) {
    World world;
    const auto reply =
        world.as("administrator")
            .patch(user_path(world, "worker_a"), R"({"data":{"role_unique_id":"role-superuser"}})");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(world.as("super").get(user_path(world, "worker_a")).text("role_unique_id"),
              "role-cp-case-worker");
}

TEST(UsersApi, RefusesAChangeOfAnOldVersion) {
    World world;
    auto& super = world.as("super");
    const auto path = user_path(world, "worker_a");
    const auto etag = super.get(path).header("ETag");
    const auto change = [&](const std::string& value) {
        return super.patch(path, R"({"data":{"code":")" + value + R"("}})",
                           {.headers = {{"If-Match", etag}}});
    };
    EXPECT_EQ(change("one").status, 200);
    EXPECT_EQ(change("two").status, 412);
    EXPECT_EQ(super.get(path).text("code"), "one");
}

TEST(UsersApi, ShutsOutADisabledUserAtOnce) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get("/api/v2/users/me").status, 200);
    EXPECT_EQ(world.as("super")
                  .patch(user_path(world, "worker_a"), R"({"data":{"disabled":true}})")
                  .status,
              200);
    EXPECT_EQ(worker.get("/api/v2/users/me").status, 401);
    EXPECT_EQ(world.anonymous().sign_in("worker_a", World::password()).status, 401);
}

TEST(UsersApi, DeletesOnlyUsersWithoutRecords) {
    World world;
    auto& super = world.as("super");
    super.post("/api/v2/users", new_user("ngozi"));
    const auto path = user_path(world, "ngozi");
    EXPECT_EQ(world.as("supervisor").del(path).status, 403);
    EXPECT_EQ(super.del(path).status, 200);
    EXPECT_EQ(super.get(path).status, 404);
    world.create_case("worker_a", {{"name_first", "Invented"}});
    EXPECT_EQ(super.del(user_path(world, "worker_a")).status, 409);
}

TEST(RolesApi, TellsEverybodyTheNamesAndAdministratorsTheRest) {
    World world;
    const auto rows = world.as("worker_a").get("/api/v2/roles").rows();
    EXPECT_GT(rows.size(), 5U);
    for (const auto& row : rows) {
        const bool is_own = json::string_or(row.as_object(), "unique_id") == "role-cp-case-worker";
        EXPECT_EQ(row.as_object().contains("permissions"), is_own);
    }
    const auto full = world.as("super").get("/api/v2/roles?per=1000").rows();
    const auto has_permissions = [](const json::Value& row) {
        return row.as_object().contains("permissions");
    };
    EXPECT_TRUE(std::ranges::any_of(full, has_permissions));
}

TEST(RolesApi, CreatesChangesAndDeletes) {
    World world;
    auto& super = world.as("super");
    const auto made = super.post("/api/v2/roles",
                                 R"({"data":{"name":"Reader","group_permission":"group",
                                     "module_unique_ids":["primeromodule-cp"],
                                     "permissions":{"case":["read"]}}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto path = "/api/v2/roles/" + made.text("id");
    EXPECT_THAT(made.text("unique_id"), ::testing::StartsWith("role-reader-"));
    const auto changed = super.patch(path, R"({"data":{"permissions":{"case":["read","write"]}}})");
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_THAT(changed.body, HasSubstr("write"));
    EXPECT_EQ(super.del(path).status, 200);
    EXPECT_EQ(super.get(path).status, 404);
}

TEST(RolesApi, RefusesUnknownPermissionsAndStrangers) {
    World world;
    const auto body = R"({"data":{"name":"X","permissions":{"case":["fly"],"moon":["read"]}}})";
    const auto reply = world.as("super").post("/api/v2/roles", body);
    EXPECT_EQ(reply.status, 422);
    EXPECT_THAT(reply.body, HasSubstr("/permissions/moon"));
    EXPECT_EQ(world.as("worker_a").post("/api/v2/roles", body).status, 403);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/roles/1").status, 403);
}

TEST(AgenciesApi, ListsShowsChangesAndDisables) {
    World world;
    auto& super = world.as("super");
    EXPECT_EQ(super.get("/api/v2/agencies").total(), 2);
    const auto made = super.post("/api/v2/agencies",
                                 R"({"data":{"agency_code":"NEW","name":{"en":"New agency"}}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto path = "/api/v2/agencies/" + made.text("id");
    EXPECT_EQ(super.get(path).text("unique_id"), "NEW");
    EXPECT_EQ(super.patch(path, R"({"data":{"name":{"fr":"Nouvelle"}}})").status, 200);
    EXPECT_THAT(super.get(path).body, HasSubstr("New agency"));
    EXPECT_EQ(super.del(path).status, 200);
    EXPECT_THAT(super.get(path).body, HasSubstr("\"disabled\":true"));
    EXPECT_EQ(super.get("/api/v2/agencies?disabled[0]=false").total(), 2);
    EXPECT_EQ(super.post("/api/v2/agencies", R"({"data":{"name":{"en":"No code"}}})").status, 422);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/agencies").status, 403);
}

TEST(UserGroupsApi, ListsCreatesAndRefusesToDeleteWhatIsUsed) {
    World world;
    auto& super = world.as("super");
    const auto all = super.get("/api/v2/user_groups");
    EXPECT_THAT(all.body, HasSubstr("\"per\":null"));
    const auto made = super.post("/api/v2/user_groups", R"({"data":{"name":"North"}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto path = "/api/v2/user_groups/" + made.text("id");
    EXPECT_EQ(super.patch(path, R"({"data":{"description":"The north"}})").text("description"),
              "The north");
    EXPECT_EQ(super.del(path).status, 200);
    EXPECT_EQ(super.del(path).status, 404);
    for (const auto& row : all.rows()) {
        const auto& group = row.as_object();
        if (json::string_or(group, "unique_id") != "usergroup-primero-cp") continue;
        const auto used = "/api/v2/user_groups/" + std::to_string(group.at("id").as_int64());
        EXPECT_EQ(super.del(used).status, 409);
    }
    EXPECT_EQ(super.post("/api/v2/user_groups", R"({"data":{}})").status, 422);
    EXPECT_EQ(world.as("worker_a").post("/api/v2/user_groups", R"({"data":{"name":"X"}})").status,
              403);
}

}  // namespace
}  // namespace amparo::testing
