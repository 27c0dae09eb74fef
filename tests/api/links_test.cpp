// Links between records over the wire (records.md §§5, 19, 20, 26).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";
constexpr const char* brother = "22222222-2222-4222-8222-222222222222";

class LinksApi : public ::testing::Test {
  protected:
    /// A worker with families, beside those of every world.
    void add_person(const std::string& name, const std::string& role) {
        access::Users users(world.deployment().people_parts());
        const auto made =
            users.ensure_user(access::Actor::system(), {.user_name = name,
                                                        .full_name = "Invented " + name,
                                                        .email = name + "@example.org",
                                                        .role = RoleId(role),
                                                        .agency = AgencyId("AGENCY-2"),
                                                        .groups = {"usergroup-primero-cp-families"},
                                                        .locale = "en",
                                                        .location = "EX0201",
                                                        .password = SecretText(World::password())});
        ASSERT_TRUE(made.has_value());
    }
    std::string make(const std::string& user, const std::string& segment, json::Object data) {
        data["module_id"] = "primeromodule-cp";
        const auto made = world.as(user).post("/api/v2/" + segment, wire(std::move(data)));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    std::string new_case(const std::string& user = "worker_a") {
        return world.create_case(user, {{"name_first", "Laila"}, {"age", 9}, {"sex", "female"}});
    }
    static std::string path(const std::string& id, const std::string& rest = "") {
        return "/api/v2/cases/" + id + rest;
    }

    World world;
};

TEST_F(LinksApi, IncidentsOfACaseAreMadeListedAndProposed) {
    const auto id = new_case();
    auto& worker = world.as("worker_a");
    const auto saved =
        worker.patch(path(id), R"({"data":{"incident_details":[{"incident_date":"2024-05-01"}]}})");
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.object().at("incident_details").as_array().size(), 1U);
    const auto shown = worker.get(path(id));
    EXPECT_THAT(shown.body, HasSubstr("2024-05-01"));
    const auto listed = worker.get(path(id, "/incidents"));
    ASSERT_EQ(listed.rows().size(), 1U);
    EXPECT_EQ(json::string_or(listed.rows().front().get_object(), "incident_case_id"), id);
    const auto proposed = worker.get(path(id, "/incidents/new"));
    ASSERT_EQ(proposed.status, 200) << proposed.body;
    EXPECT_EQ(proposed.text("cp_sex"), "female");
    EXPECT_TRUE(proposed.object().at("id").is_null());
    const auto incident = json::string_or(listed.rows().front().get_object(), "id");
    const auto history = worker.get(path(id, "/record_history"));
    EXPECT_THAT(history.body, HasSubstr(R"({"incidents":{"from":null,"to":[")" + incident));
}

TEST_F(LinksApi, IncidentsOfACaseAreClosedToOthers) {
    const auto id = new_case();
    world.as("worker_a")
        .patch(path(id), R"({"data":{"incident_details":[{"incident_date":"2024-05-01"}]}})");
    for (const auto* name : {"worker_b", "provider"}) {
        EXPECT_EQ(world.as(name).get(path(id, "/incidents")).status, 403) << name;
        EXPECT_EQ(world.as(name).get(path(id, "/incidents/new")).status, 403) << name;
    }
    // Without the right on the type nobody learns whether there is such a case (F24).
    EXPECT_EQ(world.as("provider").get(path(nowhere, "/incidents")).status, 403);
    EXPECT_EQ(world.as("worker_a").get(path(nowhere, "/incidents")).status, 404);
    EXPECT_EQ(world.as("super").get("/api/v2/incidents/get_case_to_link").status, 404);
    EXPECT_EQ(world.anonymous().get(path(id, "/incidents")).status, 401);
}

TEST_F(LinksApi, ExistingIncidentsAreLinkedOnceAndByThoseWhoMay) {
    const auto id = new_case();
    const auto other = new_case();
    const auto incident = make("super", "incidents", {{"incident_date", "2024-05-01"}});
    const auto body = wire({{"incident_ids", json::Array{json::Value(incident)}}});
    EXPECT_EQ(world.as("worker_a").post(path(id, "/incidents"), body).status, 403);
    auto& super = world.as("super");
    EXPECT_EQ(super.post(path(id, "/incidents"), body).status, 204);
    EXPECT_EQ(super.post(path(other, "/incidents"), body).status, 422);
    EXPECT_EQ(super.post(path(nowhere, "/incidents"), body).status, 404);
    EXPECT_EQ(super.post(path(id, "/incidents"), R"({"data":{"incident_ids":["x"]}})").status, 422);
    const auto shown = super.get("/api/v2/incidents/" + incident);
    EXPECT_EQ(shown.text("owned_by"), "worker_a");
    EXPECT_EQ(shown.text("incident_case_id"), id);
    EXPECT_FALSE(shown.text("case_id_display").empty());
    EXPECT_EQ(world.as("worker_a").get(path(id)).object().at("has_incidents"), true);
    EXPECT_EQ(super.get("/api/v2/cases?has_incidents=true").total(), 1);
}

TEST_F(LinksApi, AnIncidentOfSomebodyElseRaisesAMarkOnTheCase) {
    const auto id = new_case();
    make("super", "incidents", {{"incident_case_id", id}});
    const auto alerts = world.as("worker_a").get(path(id, "/alerts"));
    ASSERT_EQ(alerts.rows().size(), 1U) << alerts.body;
    EXPECT_THAT(alerts.body, HasSubstr("incident_from_case"));
    const auto foreign =
        world.as("worker_b")
            .post("/api/v2/incidents",
                  wire({{"module_id", "primeromodule-cp"}, {"incident_case_id", id}}));
    EXPECT_EQ(foreign.status, 403);
}

TEST_F(LinksApi, FamiliesGrowOutOfCases) {
    add_person("aunt", "role-cp-case-worker-families");
    auto& aunt = world.as("aunt");
    const auto id = world.create_case(
        "aunt",
        {{"name_first", "Ali"},
         {"family_details_section",
          json::Array{json::Object{
              {"unique_id", brother}, {"relation", "brother"}, {"relation_name", "Rui Paz"}}}}});
    const Extra key{.headers = {{"Idempotency-Key", "one tap"}}};
    const auto made = aunt.post(path(id, "/family"), wire({{"family_detail_id", brother}}), key);
    ASSERT_EQ(made.status, 200) << made.body;
    const auto repeated =
        aunt.post(path(id, "/family"), wire({{"family_detail_id", brother}}), key);
    EXPECT_EQ(repeated.body, made.body);
    EXPECT_THAT(made.body, HasSubstr("can_read_record"));
    const auto family = made.text("family_id");
    EXPECT_EQ(aunt.post(path(id, "/family"), wire({{"family_detail_id", brother}})).status, 409);
    EXPECT_EQ(aunt.post(path(id, "/family"), wire({{"family_detail_id", nowhere}})).status, 404);
    EXPECT_EQ(aunt.post(path(id, "/family"), wire({{"other", 1}})).status, 422);
    EXPECT_EQ(aunt.post(path(nowhere, "/family"), wire({{"family_detail_id", "x"}})).status, 404);
    const auto member = aunt.get("/api/v2/families/" + family);
    ASSERT_EQ(member.status, 200) << member.body;
    EXPECT_EQ(member.object().at("family_members").as_array().size(), 2U);
    EXPECT_EQ(
        aunt.post("/api/v2/families/" + family + "/case", wire({{"family_member_id", brother}}))
            .status,
        409);
    // A worker without families, and one in another place.
    for (const auto* name : {"worker_a", "worker_b"}) {
        EXPECT_EQ(world.as(name).get("/api/v2/families/" + family).status, 403);
        EXPECT_EQ(
            world.as(name).post(path(id, "/family"), wire({{"family_detail_id", "x"}})).status,
            403);
    }
}

TEST_F(LinksApi, FamiliesHaveAScopeAndTheOwnersOfLinkedCasesAreInIt) {
    add_person("aunt", "role-cp-case-worker-families");
    add_person("uncle", "role-cp-case-worker-families");
    const auto family = make("aunt", "families", {{"family_name", "Paz"}, {"family_number", "F1"}});
    auto& uncle = world.as("uncle");
    EXPECT_EQ(uncle.get("/api/v2/families/" + family).status, 403);
    EXPECT_EQ(uncle.patch("/api/v2/families/" + family, R"({"data":{"family_name":"X"}})").status,
              403);
    const auto id = new_case("uncle");
    EXPECT_EQ(uncle.patch(path(id), wire({{"family_id", family}})).status, 403);
    EXPECT_EQ(uncle.patch(path(id), wire({{"family_id", nowhere}})).status, 422);
    ASSERT_EQ(world.as("super").patch(path(id), wire({{"family_id", family}})).status, 200);
    EXPECT_EQ(uncle.get("/api/v2/families/" + family).status, 200);
    EXPECT_EQ(uncle.get(path(id)).text("family_number"), "F1");
    EXPECT_EQ(world.as("super").get("/api/v2/cases?family_id=" + family).total(), 1);
    // The family knows a case that the first worker may not open.
    const auto shown = world.as("aunt").get("/api/v2/families/" + family);
    EXPECT_THAT(shown.body, HasSubstr(R"("can_read_record":false)"));
    ASSERT_EQ(world.as("uncle").patch(path(id), R"({"data":{"family_id":null}})").status, 200);
    EXPECT_EQ(uncle.get("/api/v2/families/" + family).status, 403);
}

TEST_F(LinksApi, TracesAreReadAndMatchedByTracers) {
    world.matching();
    const auto id =
        world.create_case("tracer", {{"name_first", "Ali"}, {"consent_for_tracing", true}});
    const auto request = make("tracer", "tracing_requests",
                              {{"relation_name", "Ana"},
                               {"tracing_request_subform_section",
                                json::Array{json::Object{{"name", "Ali"}, {"age", 7}}}}});
    auto& tracer = world.as("tracer");
    const auto listed = tracer.get("/api/v2/tracing_requests/" + request + "/traces");
    ASSERT_EQ(listed.rows().size(), 1U) << listed.body;
    const auto trace = json::string_or(listed.rows().front().get_object(), "id");
    const auto one = "/api/v2/traces/" + trace;
    EXPECT_EQ(tracer.get(one).text("name"), "Ali");
    const auto first = tracer.patch(one, wire({{"matched_case_id", id}}));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_TRUE(first.object().at("matched_case_id").is_null()) << "a second person confirms it";
    const auto linked = world.as("super").patch(one, wire({{"matched_case_id", id}}));
    ASSERT_EQ(linked.status, 200) << linked.body;
    EXPECT_EQ(linked.text("matched_case_id"), id);
    EXPECT_EQ(tracer.get(path(id, "/traces")).rows().size(), 1U);
    EXPECT_EQ(tracer.patch(one, R"({"data":{"matched_case_id":null}})").status, 200);
    EXPECT_EQ(tracer.get(path(id, "/traces")).rows().size(), 0U);
    EXPECT_EQ(tracer.patch(one, wire({{"matched_case_id", nowhere}})).status, 422);
    EXPECT_EQ(tracer.patch(one, R"({"data":{"matched_case_id":"x"}})").status, 422);
    EXPECT_EQ(tracer.patch(one, R"({"data":{"other":1}})").status, 422);
    EXPECT_EQ(tracer.get("/api/v2/traces/" + std::string(nowhere)).status, 404);
    EXPECT_EQ(tracer.get("/api/v2/traces/x").status, 404);
    for (const auto* name : {"worker_a", "provider"}) {
        EXPECT_EQ(world.as(name).get(one).status, 403);
        EXPECT_EQ(world.as(name).patch(one, wire({{"matched_case_id", id}})).status, 403);
        EXPECT_EQ(world.as(name).get(path(id, "/traces")).status, 403);
    }
}

TEST_F(LinksApi, OfATracingRequestOutOfScopeOnlyTheIdsAreTold) {
    world.matching();
    const auto id =
        world.create_case("worker_a", {{"name_first", "Ali"}, {"consent_for_tracing", true}});
    const auto request = make(
        "super", "tracing_requests",
        {{"relation_name", "Secret inquirer"},
         {"tracing_request_subform_section", json::Array{json::Object{{"name", "Secret child"}}}}});
    auto& super = world.as("super");
    const auto traces = super.get("/api/v2/tracing_requests/" + request + "/traces");
    const auto trace = json::string_or(traces.rows().front().get_object(), "id");
    add_person("second", "role-superuser");
    for (const auto* user : {"super", "second"}) {
        const auto linked =
            world.as(user).patch("/api/v2/traces/" + trace, wire({{"matched_case_id", id}}));
        ASSERT_EQ(linked.status, 200) << linked.body;
    }
    const auto seen = world.as("worker_a").get(path(id, "/traces"));
    ASSERT_EQ(seen.rows().size(), 1U);
    EXPECT_THAT(seen.body, HasSubstr(request));
    EXPECT_THAT(seen.body, Not(HasSubstr("Secret")));
    // A case nobody may trace is no match for somebody who cannot read it.
    EXPECT_EQ(
        world.as("tracer").patch("/api/v2/traces/" + trace, wire({{"matched_case_id", id}})).status,
        403);
}

TEST_F(LinksApi, CasesAreRelatedSeenFromBothSides) {
    const auto id = new_case();
    const auto other = world.create_case("worker_b", {{"name_first", "Secret"}, {"age", 3}});
    auto& super = world.as("super");
    const auto all = path(id, "/case_relationships");
    const auto made =
        super.post(all, wire({{"case_id", other}, {"relationship_type", "farm_for"}}));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_THAT(made.body, HasSubstr("Secret"));
    EXPECT_EQ(super.post(all, wire({{"case_id", other}, {"relationship_type", "farm_for"}})).status,
              409);
    EXPECT_EQ(super.post(all, wire({{"case_id", id}, {"relationship_type", "farm_for"}})).status,
              422);
    EXPECT_EQ(super.post(all, wire({{"case_id", other}, {"relationship_type", "boss_of"}})).status,
              422);
    EXPECT_EQ(
        super.post(all, wire({{"case_id", nowhere}, {"relationship_type", "farm_for"}})).status,
        404);
    const auto back = super.get(path(other, "/case_relationships?relationship_type=farmer_on"));
    ASSERT_EQ(back.rows().size(), 1U) << back.body;
    EXPECT_EQ(super.get(all + "?relationship_type=farmer_on").rows().size(), 0U);
    EXPECT_EQ(super.get(all + "?relationship_type=boss_of").status, 422);
    const auto one = all + "/" + made.text("id");
    EXPECT_EQ(super.patch(one, R"({"data":{"primary":true}})").object().at("primary"), true);
    EXPECT_EQ(super.del(one).object().at("disabled"), true);
    const auto again =
        super.post(all, wire({{"case_id", other}, {"relationship_type", "farm_for"}}));
    EXPECT_EQ(again.text("id"), made.text("id"));
    EXPECT_EQ(again.object().at("disabled"), false);
    // By the other id, or under another case, there is no such relation (F12).
    EXPECT_EQ(super.del(all + "/" + std::string(nowhere)).status, 404);
    EXPECT_EQ(super.del(path(new_case(), "/case_relationships/" + made.text("id"))).status, 404);
    EXPECT_EQ(world.as("worker_a").get(all).status, 403);
    EXPECT_EQ(world.as("worker_a").del(one).status, 403);
}

TEST_F(LinksApi, OfARelatedCaseOutOfScopeHardlyMoreThanItsIdIsTold) {
    auto& super = world.as("super");
    const auto role = super.get("/api/v2/roles");
    ASSERT_EQ(role.status, 200);
    const auto made =
        super.post("/api/v2/roles",
                   R"({"data":{"name":"Relations","group_permission":"self","permissions":{
            "case":["read","write","create","view_case_relationships","update_case_relationships"]},
            "module_unique_ids":["primeromodule-cp"],
            "form_section_read_write":{"basic_identity":"rw"}}})");
    ASSERT_EQ(made.status, 200) << made.body;
    add_person("neighbour", made.text("unique_id"));
    const auto own = new_case("neighbour");
    const auto other = world.create_case("worker_a", {{"name_first", "Secret"}, {"age", 3}});
    auto& neighbour = world.as("neighbour");
    const auto all = path(own, "/case_relationships");
    const auto body = wire({{"case_id", other}, {"relationship_type", "sibling_of"}});
    EXPECT_EQ(neighbour.post(all, body).status, 403);
    ASSERT_EQ(super.post(all, body).status, 200);
    const auto seen = neighbour.get(all);
    ASSERT_EQ(seen.rows().size(), 1U) << seen.body;
    EXPECT_THAT(seen.body, HasSubstr(other));
    EXPECT_THAT(seen.body, Not(HasSubstr("Secret")));
    EXPECT_THAT(seen.body, HasSubstr("*******"));
}

TEST_F(LinksApi, ADuplicateIsMarkedNotMergedAndBothSaySo) {
    const auto first = new_case();
    const auto id = new_case();
    auto& super = world.as("super");
    const auto body = wire({{"status", "duplicate"}, {"duplicate_case_id", first}});
    EXPECT_EQ(world.as("worker_b").patch(path(id), body).status, 403);
    ASSERT_EQ(super.patch(path(id), body).status, 200);
    EXPECT_EQ(super.get(path(id)).text("status"), "duplicate");
    EXPECT_EQ(super.get(path(first)).text("status"), "open");
    const auto relations = super.get(path(first, "/case_relationships"));
    ASSERT_EQ(relations.rows().size(), 1U);
    EXPECT_THAT(relations.body, HasSubstr("has_duplicate"));
    for (const auto& wrong : {id, std::string(nowhere)}) {
        EXPECT_EQ(super.patch(path(id), wire({{"duplicate_case_id", wrong}})).status, 422);
    }
    const auto foreign = new_case("worker_b");
    EXPECT_EQ(
        world.as("worker_a").patch(path(first), wire({{"duplicate_case_id", foreign}})).status,
        403);
}

TEST_F(LinksApi, ARegistryRecordNamesItselfOnItsCases) {
    add_person("aunt", "role-cp-case-worker-families");
    const auto farm = make("super", "registry_records", {{"name", "Farm"}, {"registry_no", "R1"}});
    const auto id = new_case("aunt");
    auto& aunt = world.as("aunt");
    const auto linked = aunt.patch(path(id), wire({{"registry_record_id", farm}}));
    ASSERT_EQ(linked.status, 200) << linked.body;
    EXPECT_EQ(linked.text("registry_name"), "Farm");
    // All may read registry records; they are changed only by those in whose scope they are (F14).
    EXPECT_EQ(aunt.get("/api/v2/registry_records/" + farm).status, 200);
    EXPECT_EQ(aunt.patch("/api/v2/registry_records/" + farm, R"({"data":{"name":"X"}})").status,
              403);
    EXPECT_EQ(aunt.patch(path(id), wire({{"registry_record_id", nowhere}})).status, 422);
    const auto others = new_case("worker_a");
    EXPECT_EQ(world.as("worker_a").patch(path(others), wire({{"registry_record_id", farm}})).status,
              403);
}

TEST_F(LinksApi, SomebodyWhoRegisteredThemselvesHasOneCase) {
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases/identified").status, 404);
    auto& super = world.as("super");
    const auto made = super.post("/api/v2/roles",
                                 R"({"data":{"name":"Beneficiary","group_permission":"identified",
            "user_category":"identified","permissions":{"case":["read","write","create"]},
            "module_unique_ids":["primeromodule-cp"],
            "form_section_read_write":{"basic_identity":"rw"}}})");
    ASSERT_EQ(made.status, 200) << made.body;
    add_person("beneficiary", made.text("unique_id"));
    auto& beneficiary = world.as("beneficiary");
    EXPECT_EQ(beneficiary.get("/api/v2/cases/identified").status, 404);
    const auto own = new_case("beneficiary");
    const auto shown = beneficiary.get("/api/v2/cases/identified");
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(shown.text("id"), own);
    EXPECT_EQ(shown.text("status"), "identified");
    const auto second = beneficiary.post(
        "/api/v2/cases", R"({"data":{"module_id":"primeromodule-cp","name_first":"Two"}})");
    EXPECT_EQ(second.status, 422);
    const auto others = new_case("worker_a");
    EXPECT_EQ(super.patch(path(others), R"({"data":{"identified_by":"beneficiary"}})").status, 422);
    EXPECT_EQ(super.patch(path(others), R"({"data":{"identified_by":"worker_a"}})").status, 422);
}

TEST_F(LinksApi, ACaseIsAttributedToSomebodyWhoRegisteredThemselves) {
    auto& super = world.as("super");
    const auto role = super.post("/api/v2/roles",
                                 R"({"data":{"name":"Beneficiary","group_permission":"identified",
            "user_category":"identified","permissions":{"case":["read","write","create"]},
            "module_unique_ids":["primeromodule-cp"],
            "form_section_read_write":{"basic_identity":"rw"}}})");
    ASSERT_EQ(role.status, 200) << role.body;
    for (const auto* name : {"zarina", "amal"}) add_person(name, role.text("unique_id"));
    EXPECT_EQ(world.as("worker_a").get("/api/v2/users/identified").status, 403);
    const auto all = super.get("/api/v2/users/identified");
    ASSERT_EQ(all.status, 200) << all.body;
    ASSERT_EQ(all.rows().size(), 2U) << all.body;
    EXPECT_EQ(json::string_or(all.rows()[0].as_object(), "user_name"), "amal");
    EXPECT_NE(all.body.find(R"("per":null)"), std::string::npos) << all.body;
    EXPECT_EQ(super.get("/api/v2/users/identified?query=ZARI").rows().size(), 1U);
    EXPECT_EQ(super.get("/api/v2/users/identified?query=worker").rows().size(), 0U);
    const auto second = super.get("/api/v2/users/identified?page=2&per=1");
    ASSERT_EQ(second.rows().size(), 1U) << second.body;
    EXPECT_EQ(json::string_or(second.rows()[0].as_object(), "user_name"), "zarina");
    EXPECT_EQ(super.get("/api/v2/users/identified?page=0").status, 422);

    const auto id = new_case("worker_a");
    const auto* attribution = R"({"data":{"identified_by":"amal"},"record_action":"attribute"})";
    EXPECT_EQ(world.as("worker_a").patch(path(id), attribution).status, 403);
    EXPECT_EQ(super.patch(path(id), attribution).status, 200);
    EXPECT_EQ(super.get(path(id)).text("identified_by"), "amal");
    EXPECT_EQ(world.as("amal").get("/api/v2/cases/identified").text("id"), id);
    EXPECT_EQ(super.patch(path(new_case("worker_a")), attribution).status, 422);
}

}  // namespace
}  // namespace amparo::testing
