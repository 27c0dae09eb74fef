// Every call leaves a trace, refused ones too (records.md §24, administration.md §20).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/people.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string actions_of(World& world, const std::string& user_name) {
    std::string actions;
    for (const auto& row : world.audit("user_name=" + user_name)) {
        const auto& entry = row.as_object();
        actions += json::string_or(entry, "action") + ":" + json::string_or(entry, "record_type");
        if (json::bool_or(entry.at("metadata").as_object(), "refused", false)) actions += "!";
        actions += " ";
    }
    return actions;
}

TEST(AuditLog, NamesWhatWasDoneToWhich) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& worker = world.as("worker_a");
    const auto path = "/api/v2/cases/" + id;
    worker.get("/api/v2/cases");
    worker.get("/api/v2/cases?sex=male");
    worker.get(path);
    worker.patch(path, R"({"data":{"age":10}})");
    worker.patch(path, R"({"data":{"notes_section":[]},"record_action":"add_note"})");
    worker.del(path);
    worker.del("/api/v2/tokens");
    EXPECT_EQ(actions_of(world, "worker_a"),
              "logout:user delete:child add_note:child update:child show:child index:child "
              "list:child create:child login:user ");
    const auto entries = world.audit("user_name=worker_a&audit_log_actions[0]=show");
    ASSERT_EQ(entries.size(), 1U);
    const auto& entry = entries.at(0).as_object();
    EXPECT_EQ(json::string_or(entry, "record_id"), id);
    const auto& metadata = entry.at("metadata").as_object();
    EXPECT_EQ(json::string_or(metadata, "remote_ip"), "127.0.0.1");
    EXPECT_EQ(json::string_or(metadata, "http_method"), "GET");
    EXPECT_EQ(json::string_or(metadata, "agency_id"), "AGENCY-1");
    EXPECT_EQ(json::string_or(metadata, "role_id"), "role-cp-case-worker");
}

TEST(AuditLog, KeepsRefusedCallsWithTheAttemptedAction) {
    World world;
    const auto id = world.create_case("worker_a", {{"age", 9}});
    auto& stranger = world.as("worker_b");
    stranger.get("/api/v2/cases/" + id);
    stranger.patch("/api/v2/cases/" + id, R"({"data":{},"record_action":"close"})");
    stranger.patch("/api/v2/cases/" + id, R"({"data":{},"record_action":"login"})");
    stranger.get("/api/v2/users");
    EXPECT_EQ(actions_of(world, "worker_b"),
              "list:user! update:child! close:child! show:child! login:user ");
}

TEST(AuditLog, KeepsFailedLogins) {
    World world;
    world.anonymous().sign_in("Worker_A", "wrong");
    world.anonymous().sign_in("nobody", "wrong");
    EXPECT_EQ(actions_of(world, "worker_a"), "failed_login:user! ");
    EXPECT_EQ(actions_of(world, "nobody"), "failed_login:user! ");
}

TEST(AuditLog, NeverHoldsWhatWasSearchedFor) {
    World world;
    world.as("worker_a").get("/api/v2/cases?query=Secretname&phonetic=true&page=1");
    const auto entries = json::write(world.audit("user_name=worker_a"));
    EXPECT_THAT(entries, Not(HasSubstr("Secretname")));
    EXPECT_THAT(entries, HasSubstr("query=…"));
    EXPECT_THAT(entries, HasSubstr("page=1"));
}

TEST(AuditLog, LeavesOutWhatEverybodyReadsAtStart) {
    World world;
    auto& worker = world.as("worker_a");
    worker.get("/api/v2/primero");
    worker.get("/api/v2/identity_providers");
    worker.get("/health");
    EXPECT_EQ(actions_of(world, "worker_a"), "login:user ");
}

TEST(AuditLog, NarrowsByTypeActionAndTime) {
    World world;
    world.as("worker_a").get("/api/v2/roles");
    EXPECT_EQ(world.audit("record_type[0]=role").size(), 1U);
    EXPECT_EQ(world.audit("from=2100-01-01").size(), 0U);
    EXPECT_EQ(world.audit("to=2000-01-01").size(), 0U);
    auto& super = world.as("super");
    for (const auto* query :
         {"record_type[0]=nonsense", "from=yesterday", "order_by=nonsense", "per=0"}) {
        EXPECT_EQ(super.get(std::string("/api/v2/audit_logs?") + query).status, 422) << query;
    }
}

TEST(AuditLog, IsForThoseWhoMayReadIt) {
    World world;
    EXPECT_EQ(world.as("worker_a").get("/api/v2/audit_logs").status, 403);
    EXPECT_EQ(world.as("supervisor").get("/api/v2/audit_logs").status, 403);
    EXPECT_EQ(world.as("administrator").get("/api/v2/audit_logs").status, 200);
}

TEST(AuditLog, TellsWhoOverseesAGroupOfItsPeopleOnly) {
    World world;
    add_person(world, {.user_name = "auditor",
                       .permissions = {{"audit_log", json::Array{"read"}}},
                       .scope = "group"});
    world.as("worker_a").get("/api/v2/cases");
    world.as("worker_b").get("/api/v2/cases");
    auto& auditor = world.as("auditor");
    const auto own = auditor.get("/api/v2/audit_logs?per=1000");
    ASSERT_EQ(own.status, 200);
    EXPECT_THAT(own.body, HasSubstr(R"("user_name":"worker_a")"));
    EXPECT_THAT(own.body, Not(HasSubstr(R"("user_name":"worker_b")"))) << "of another group";
    EXPECT_TRUE(auditor.get("/api/v2/audit_logs?user_name=worker_b").rows().empty());
    EXPECT_FALSE(world.as("super").get("/api/v2/audit_logs?user_name=worker_b").rows().empty());
}

}  // namespace
}  // namespace amparo::testing
