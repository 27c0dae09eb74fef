// How far other systems are with a record (records.md §21, case-management.md §3.23).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "store/records.hpp"
#include "tests/support/webhook_receiver.hpp"
#include "tests/support/webhook_world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* all = "/api/v2/webhooks";

class Sync : public ::testing::Test {
  protected:
    Sync() {
        add_role(world, {.user_name = "receiver", .permissions = {{"case", json::Array{"read"}}}});
        const json::Array syncs{"read", "write", "sync_external"};
        const json::Object permissions{{"case", syncs}, {"incident", json::Array{"manage"}}};
        add_person(world, {.user_name = "syncer",
                           .permissions = permissions,
                           .scope = "all",
                           .forms = {{"basic_identity", "rw"}}});
        add_person(world, {.user_name = "reader",
                           .permissions = {{"case", json::Array{"read", "write"}}},
                           .scope = "all",
                           .forms = {{"basic_identity", "rw"}}});
    }
    void register_webhook(const std::string& events) {
        const json::Object data{
            {"events", events}, {"url", receiver.url()}, {"role_unique_id", "role-receiver"}};
        const auto made = world.as("super").post(all, json::write(json::Object{{"data", data}}));
        ASSERT_EQ(made.status, 200) << made.body;
    }
    Reply acknowledge(const std::string& user, const std::string& id, const std::string& data) {
        return world.as(user).patch("/api/v2/cases/" + id, R"({"data":)" + data + "}");
    }
    json::Object shown(const std::string& user, const std::string& id) {
        return world.as(user).get("/api/v2/cases/" + id).object();
    }
    store::StoredRecord stored(const std::string& id) {
        return world.deployment()
            .database()
            .read([&](store::Snapshot& snapshot) {
                return store::find_record(snapshot, *RecordId::parse(id));
            })
            .value()
            .value();
    }

    World world{with_local_receivers()};
    WebhookReceiver receiver;
};

TEST_F(Sync, SendsNowToWhoeverWantsThat) {
    register_webhook("case.post");
    const auto id = world.create_case("worker_a", {{"sex", "female"}});
    world.run_jobs();
    EXPECT_TRUE(receiver.taken().empty()) << "no update was asked for";
    const auto asked = world.as("syncer").post("/api/v2/cases/" + id + "/sync", "");
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.text("record_id"), id);
    EXPECT_EQ(asked.text("record_type"), "case");
    EXPECT_EQ(asked.text("sync_status"), "sending");
    EXPECT_TRUE(asked.object().at("synced_at").is_null());
    world.run_jobs();
    ASSERT_EQ(receiver.taken().size(), 1U);
    EXPECT_EQ(receiver.taken()[0].header("Amparo-Event"), "case.post");
    EXPECT_EQ(receiver.taken()[0].text("record_id"), id);
    EXPECT_EQ(json::string_or(shown("syncer", id), "sync_status"), "sent");
}

TEST_F(Sync, SaysThatNobodyIsThere) {
    const auto id = world.create_case("worker_a", {});
    EXPECT_EQ(world.as("syncer").post("/api/v2/cases/" + id + "/sync", "").text("sync_status"),
              "failed");
}

TEST_F(Sync, NeedsTheRightAndTheRecord) {
    const auto id = world.create_case("worker_a", {});
    const auto path = "/api/v2/cases/" + id + "/sync";
    add_person(world, {.user_name = "far_syncer",
                       .permissions = {{"case", json::Array{"read", "sync_external"}}},
                       .agency = "AGENCY-2",
                       .group = "usergroup-primero-ftr"});
    add_person(world, {.user_name = "blind_syncer",
                       .permissions = {{"case", json::Array{"sync_external"}}},
                       .scope = "all"});
    const std::string unknown = "/api/v2/cases/7f0d7a6e-1111-4222-8333-944455566677/sync";
    for (const auto* user : {"reader", "worker_a", "blind_syncer"}) {
        EXPECT_EQ(world.as(user).post(path, "").status, 403) << user;
        EXPECT_EQ(world.as(user).post(unknown, "").status, 403) << user << " learns nothing";
    }
    EXPECT_EQ(world.as("far_syncer").post(path, "").status, 403);
    EXPECT_EQ(world.as("syncer").post(unknown, "").status, 404);
    EXPECT_EQ(world.as("syncer").post("/api/v2/families/" + id + "/sync", "").status, 404);
    EXPECT_EQ(world.anonymous().post(path, "").status, 401);
}

TEST_F(Sync, IsThereForIncidentsToo) {
    register_webhook("incident.post");
    const auto made =
        world.as("super").post("/api/v2/incidents", R"({"data":{"module_id":"primeromodule-cp"}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto asked =
        world.as("syncer").post("/api/v2/incidents/" + made.text("id") + "/sync", "");
    EXPECT_EQ(asked.text("record_type"), "incident");
    EXPECT_EQ(asked.text("sync_status"), "sending");
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 1U);
}

TEST_F(Sync, KeepsWhatAReceiverSaysBesideTheRecord) {
    register_webhook("case.*");
    const auto id = world.create_case("worker_a", {{"sex", "female"}});
    world.run_jobs();
    const auto before = stored(id);
    const auto said =
        acknowledge("syncer", id, R"({"mark_synced":true,"mark_synced_url":"https://a.example"})");
    ASSERT_EQ(said.status, 200) << said.body;
    EXPECT_EQ(said.text("sync_status"), "synced");
    const auto now = shown("syncer", id);
    EXPECT_EQ(json::string_or(now, "sync_status"), "synced");
    EXPECT_TRUE(parse_instant(json::string_or(now, "synced_at")).has_value());
    EXPECT_EQ(stored(id).revision, before.revision) << "it is no change of the record";
    EXPECT_EQ(stored(id).data, before.data);
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 1U) << "an acknowledgement is answered by nobody";
}

TEST_F(Sync, TakesEachWordAsItIsMeant) {
    const auto id = world.create_case("worker_a", {});
    const auto status_after = [&](const std::string& data) {
        EXPECT_EQ(acknowledge("syncer", id, data).status, 200) << data;
        return json::string_or(shown("syncer", id), "sync_status");
    };
    EXPECT_EQ(status_after(R"({"mark_synced":false})"), "") << "false alone says nothing";
    EXPECT_EQ(status_after(R"({"mark_synced":true})"), "synced");
    EXPECT_EQ(status_after(R"({"mark_synced":false,"mark_synced_url":"https://a"})"), "failed");
    EXPECT_EQ(status_after(R"({"mark_synced":false,"mark_synced_status":"not_found"})"),
              "not_found");
    EXPECT_TRUE(shown("syncer", id).contains("synced_at")) << "it was synced once";
    EXPECT_EQ(status_after(R"({"sync_status":"sent","synced_at":"2020-01-01"})"), "not_found")
        << "these two nobody sets";
    EXPECT_EQ(
        acknowledge("syncer", id, R"({"mark_synced_status":")" + std::string(200, 'x') + R"("})")
            .status,
        422);
}

TEST_F(Sync, ComesWithAChangeOfTheRecordAsWell) {
    const auto id = world.create_case("worker_a", {{"sex", "female"}});
    const auto before = stored(id).revision;
    ASSERT_EQ(acknowledge("syncer", id,
                          R"({"sex":"male","mark_synced":true,"mark_synced_url":"https://a"})")
                  .status,
              200);
    EXPECT_EQ(json::string_or(shown("syncer", id), "sync_status"), "synced");
    EXPECT_EQ(stored(id).revision, before + 1);
    EXPECT_FALSE(stored(id).data.contains("mark_synced"));
    EXPECT_FALSE(stored(id).data.contains("mark_synced_url"));
}

TEST_F(Sync, IsNeitherShownNorSetWithoutTheRight) {
    const auto id = world.create_case("worker_a", {});
    ASSERT_EQ(acknowledge("syncer", id, R"({"mark_synced":true})").status, 200);
    EXPECT_FALSE(shown("reader", id).contains("sync_status"));
    EXPECT_FALSE(shown("worker_a", id).contains("synced_at"));
    acknowledge("reader", id, R"({"mark_synced":false,"mark_synced_status":"not_found"})");
    EXPECT_EQ(json::string_or(shown("syncer", id), "sync_status"), "synced");
    const auto list = world.as("syncer").get("/api/v2/cases?fields=sync_status,synced_at");
    EXPECT_THAT(list.body, HasSubstr("\"sync_status\":\"synced\""));
    EXPECT_THAT(world.as("reader").get("/api/v2/cases?fields=sync_status").body,
                Not(HasSubstr("synced")));
}

TEST_F(Sync, IsClosedToStrangers) {
    const auto id = world.create_case("worker_a", {});
    add_person(world, {.user_name = "far_syncer",
                       .permissions = {{"case", json::Array{"read", "write", "sync_external"}}},
                       .agency = "AGENCY-2",
                       .group = "usergroup-primero-ftr"});
    EXPECT_EQ(acknowledge("far_syncer", id, R"({"mark_synced":true})").status, 403);
    EXPECT_FALSE(shown("syncer", id).contains("sync_status"));
}

}  // namespace
}  // namespace amparo::testing
