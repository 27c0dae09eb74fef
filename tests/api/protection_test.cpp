// Protected names and fields over HTTP (case-management.md §3.14).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Protection : public ::testing::Test {
  protected:
    Protection()
        : world({.module_options = {{"protected_fields",
                                     json::Array{"address_current", "location_current"}}}}),
          id(world.create_case("worker_a", {{"name_first", "Ada"},
                                            {"name_last", "Brooke"},
                                            {"address_current", "Lane 9"},
                                            {"location_current", "EX0101"},
                                            {"hidden_name", true}})) {}

    std::string at(const std::string& rest = "") const { return "/api/v2/cases/" + id + rest; }
    Reply reveal(const std::string& user) { return world.as(user).post(at("/reveal"), ""); }
    /// The actions that the access log of the case lists.
    std::string log() { return world.as("super").get(at("/access_log")).body; }

    World world;
    std::string id;
};

TEST_F(Protection, IsInEveryAnswerUntilSomebodyRevealsIt) {
    for (const auto* path : {"", "/record_history", "/flags", "/transitions"}) {
        const auto reply = world.as("super").get(at(path));
        ASSERT_EQ(reply.status, 200) << path;
        for (const auto* hidden : {"Brooke", "Ada", "Lane 9"})
            EXPECT_THAT(reply.body, Not(HasSubstr(hidden))) << path;
    }
    for (const auto* query : {"?fields=short", "?location_current=EX0101", "?per=100"})
        EXPECT_THAT(world.as("worker_a").get("/api/v2/cases" + std::string(query)).body,
                    Not(HasSubstr("Lane 9")));
    EXPECT_EQ(world.as("worker_a")
                  .get("/api/v2/cases?location_current=EX0101")
                  .json()
                  .at("data")
                  .as_array()
                  .size(),
              0U);
    EXPECT_EQ(world.as("worker_a").get(at()).text("location_current"), "*******");
}

TEST_F(Protection, RevealingIsLoggedAndOpenToWhoMayWrite) {
    EXPECT_THAT(log(), Not(HasSubstr("\"reveal\"")));
    const auto revealed = reveal("worker_a");
    ASSERT_EQ(revealed.status, 200);
    EXPECT_EQ(revealed.text("address_current"), "Lane 9");
    EXPECT_EQ(revealed.text("name_last"), "Brooke");
    EXPECT_THAT(log(), HasSubstr("\"reveal\""));
    EXPECT_EQ(world.as("worker_a").get(at()).text("address_current"), "*******");

    EXPECT_EQ(reveal("supervisor").status, 403) << "reads only";
    EXPECT_EQ(reveal("worker_b").status, 403);
    EXPECT_THAT(reveal("worker_b").body, Not(HasSubstr("Lane 9")));
    EXPECT_EQ(world.anonymous().post(at("/reveal"), "").status, 401);
    EXPECT_EQ(world.as("worker_a")
                  .post("/api/v2/cases/00000000-0000-4000-8000-000000000000/reveal", "")
                  .status,
              404);
}

TEST_F(Protection, TakingTheProtectionAwayIsLoggedAsALookAndShowsWhatItRevealed) {
    const auto changed = world.as("worker_a").patch(at(), R"({"data":{"hidden_name":false}})");
    ASSERT_EQ(changed.status, 200);
    EXPECT_EQ(changed.text("address_current"), "Lane 9");
    EXPECT_THAT(log(), HasSubstr("\"reveal\""));
    EXPECT_EQ(world.as("supervisor").get(at()).text("name"), "Ada Brooke");
    EXPECT_EQ(world.as("supervisor").patch(at(), R"({"data":{"hidden_name":true}})").status, 403);
    ASSERT_EQ(world.as("worker_a").patch(at(), R"({"data":{"hidden_name":true}})").status, 200);
    EXPECT_EQ(world.as("supervisor").get(at()).text("name"), "*******");
}

TEST_F(Protection, AMaskSentBackIsNoAnswer) {
    const auto changed =
        world.as("worker_a")
            .patch(at(),
                   R"({"data":{"address_current":"*******","name_first":"*******","age":7}})");
    ASSERT_EQ(changed.status, 200);
    const auto revealed = reveal("worker_a");
    EXPECT_EQ(revealed.text("address_current"), "Lane 9");
    EXPECT_EQ(revealed.text("name"), "Ada Brooke");
}

TEST_F(Protection, ComesAlongToTheIncidentsOfACase) {
    const auto made = world.as("worker_a")
                          .post("/api/v2/incidents",
                                R"({"data":{"module_id":"primeromodule-cp","incident_case_id":")" +
                                    id + R"(","incident_date":"2024-01-01"}})");
    ASSERT_EQ(made.status, 200);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/incidents/" + made.text("id")).text("hidden_name"),
              "true");
}

TEST_F(Protection, IsRevealedInRecordsOfTheOtherTypesToo) {
    struct Named {
        const char* segment;
        const char* field;
    };
    for (const auto& [segment, field] :
         {Named{"incidents", "super_incident_name"}, Named{"tracing_requests", "relation_name"},
          Named{"families", "family_name"}, Named{"registry_records", "name"}}) {
        const std::string all = "/api/v2/" + std::string(segment);
        json::Object data{{"module_id", "primeromodule-cp"}, {"hidden_name", true}};
        data[field] = "Zubaydah";
        auto& super = world.as("super");
        const auto made = super.post(all, json::write(json::Object{{"data", std::move(data)}}));
        ASSERT_EQ(made.status, 200) << segment << made.body;
        const auto one = all + "/" + made.text("id");
        EXPECT_THAT(super.get(one).body, Not(HasSubstr("Zubaydah"))) << segment;
        const auto revealed = super.post(one + "/reveal", "");
        EXPECT_EQ(revealed.status, 200) << segment;
        // No form of the default deployment asks for the name of an incident.
        const bool has_name = std::string_view(segment) != "incidents";
        EXPECT_EQ(revealed.object().contains(field), has_name) << segment;
        EXPECT_EQ(world.as("provider").post(one + "/reveal", "").status, 403) << segment;
        EXPECT_EQ(super.post(all + "/00000000-0000-4000-8000-000000000000/reveal", "").status, 404)
            << segment;
    }
}

/// Every door through which a case could tell the name of a registry record that is protected now.
TEST(ProtectionOfLinks, HoldsInEverythingThatTheCaseEverToldOfTheRecordBehindIt) {
    World world;
    auto& super = world.as("super");
    const auto home = super.post("/api/v2/registry_records",
                                 R"({"data":{"module_id":"primeromodule-cp","name":"Zubaydah"}})");
    ASSERT_EQ(home.status, 200) << home.body;
    const auto id = world.create_case("super", {{"age", 9}});
    const auto one = "/api/v2/cases/" + id;
    const auto cursor =
        json::string_or(super.get("/api/v2/cases").json().at("metadata").as_object(), "cursor");
    const auto linked =
        super.patch(one, R"({"data":{"registry_record_id":")" + home.text("id") + "\"}}");
    ASSERT_EQ(linked.status, 200) << linked.body;
    const std::vector<std::string> doors{
        one,
        one + "/record_history",
        one + "/record_history?per=1&page=1",
        one + "/record_history?per=1&page=2",
        one + "/record_history?filters[field_names][0]=registry_name",
        one + "/flags",
        "/api/v2/cases?fields=registry_name,short_id",
        "/api/v2/cases?changed_since=" + cursor,
        "/api/v2/registry_records/" + home.text("id"),
        "/api/v2/registry_records/" + home.text("id") + "/record_history",
        "/api/v2/activity_log"};
    EXPECT_THAT(super.get(one + "/record_history").body, HasSubstr("Zubaydah"));
    EXPECT_THAT(super.get("/api/v2/cases?changed_since=" + cursor).body, HasSubstr("Zubaydah"));
    const auto hidden = super.patch("/api/v2/registry_records/" + home.text("id"),
                                    R"({"data":{"hidden_name":true}})");
    ASSERT_EQ(hidden.status, 200);
    EXPECT_THAT(hidden.body, Not(HasSubstr("Zubaydah")));
    for (const auto& door : doors) {
        const auto reply = super.get(door);
        EXPECT_EQ(reply.status, 200) << door << reply.body;
        EXPECT_THAT(reply.body, Not(HasSubstr("Zubaydah"))) << door;
    }
    EXPECT_THAT(super.get(one + "/record_history").body,
                HasSubstr(R"({"registry_name":{"from":null,"to":"*******"}})"));
    EXPECT_THAT(super.patch(one, R"({"data":{"registry_record_id":null}})").body,
                Not(HasSubstr("Zubaydah")));
    EXPECT_THAT(super.post(one + "/reveal", "").body, Not(HasSubstr("Zubaydah")));
    EXPECT_EQ(world.as("worker_b").get(one + "/record_history").status, 403);
}

}  // namespace
}  // namespace amparo::testing
