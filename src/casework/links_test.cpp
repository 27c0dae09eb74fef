// The rules between records, over whole saves (case-management.md §3.17–§3.25).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "casework/alerts.hpp"
#include "casework/duplicates.hpp"
#include "casework/families/families.hpp"
#include "casework/families/members.hpp"
#include "casework/hooks.hpp"
#include "casework/incidents/incidents.hpp"
#include "casework/link_list.hpp"
#include "casework/links_test_support.hpp"
#include "casework/relationships.hpp"
#include "casework/traces.hpp"
#include "records/derived/values.hpp"
#include "records/records_test_support.hpp"
#include "store/records.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

constexpr const char* mother = "11111111-1111-4111-8111-111111111111";
constexpr const char* brother = "22222222-2222-4222-8222-222222222222";
constexpr const char* uncle = "33333333-3333-4333-8333-333333333333";
using records::derived::rows;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Incidents = Links;

TEST_F(Incidents, RowsOfACaseBecomeIncidentsWithWhatTheCaseKnows) {
    const auto id = make("case", R"({"age": 9, "sex": "female",
        "incident_details": [{"incident_date": "2024-05-01"}]})");
    EXPECT_FALSE(data(id).contains("incident_details"));
    EXPECT_TRUE(records::derived::is_true(data(id), "has_incidents"));
    const auto shown = seen("case", id);
    const auto details = rows(shown, "incident_details");
    ASSERT_THAT(details, SizeIs(1));
    const auto incident = data(id_of(*details.front()));
    EXPECT_EQ(json::string_or(incident, "incident_case_id"), id.text());
    EXPECT_EQ(json::string_or(incident, "incident_date"), "2024-05-01");
    EXPECT_EQ(json::string_or(incident, "incident_date_derived"), "2024-05-01");
    EXPECT_EQ(json::string_or(incident, "cp_sex"), "female");
    EXPECT_EQ(json::integer_or(incident, "age", 0), 9);
    EXPECT_EQ(json::string_or(incident, "owned_by"), "admin");
    const auto other = seen("incident", id_of(*details.front()));
    EXPECT_EQ(json::string_or(other, "case_id_display"), text(id, "case_id_display"));
}

TEST_F(Incidents, ARowIsChangedAddedAndUnlinkedThroughTheCase) {
    const auto id = make("case", R"({"incident_details": [
        {"incident_date": "2024-05-01", "cp_incident_abuser_name": "X"},
        {"incident_date": "2024-05-02"}]})");
    const auto before = json::string_list(data(id), "incidents");
    ASSERT_THAT(before, SizeIs(2));
    const auto untouched = world.stored(*RecordId::parse(before[1])).revision;
    const auto saved =
        save("case", id,
             R"({"incident_details": [{"unique_id": ")" + before[0] +
                 R"(", "incident_date": "2024-05-03"}, {"incident_date": "2024-06-01"}]})");
    ASSERT_TRUE(saved.has_value());
    EXPECT_THAT(rows(saved->data, "incident_details"), SizeIs(3));
    const auto first = data(*RecordId::parse(before[0]));
    EXPECT_EQ(json::string_or(first, "incident_date"), "2024-05-03");
    EXPECT_EQ(json::string_or(first, "cp_incident_abuser_name"), "X");
    EXPECT_EQ(world.stored(*RecordId::parse(before[1])).revision, untouched);
    EXPECT_THAT(touched(id), ::testing::Contains("incidents"));
    ASSERT_TRUE(
        save("case", id,
             R"({"incident_details": [{"unique_id": ")" + before[1] + R"(", "_destroy": true}]})")
            .has_value());
    EXPECT_THAT(json::string_list(data(id), "incidents"), SizeIs(2));
    const auto unlinked = data(*RecordId::parse(before[1]));
    EXPECT_FALSE(unlinked.contains("incident_case_id"));
    EXPECT_EQ(json::string_or(unlinked, "incident_date"), "2024-05-02");
}

TEST_F(Incidents, OneOfAnotherCaseCannotBeWrittenThroughThisOne) {
    make("case", R"({"incident_details": [{"incident_date": "2024-05-01"}]})");
    const auto other = make("case", R"({"age": 3})");
    const auto foreign = make("incident", R"({"incident_date": "2024-05-01"})");
    const auto saved = save("case", other,
                            R"({"incident_details": [{"unique_id": ")" + foreign.text() +
                                R"(", "incident_date": "2020-01-01"}]})");
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, Errc::invalid);
    EXPECT_EQ(text(foreign, "incident_date"), "2024-05-01");
    const auto nowhere =
        try_to_make("incident", {{"incident_case_id", RecordId::random(world.random).text()}});
    ASSERT_FALSE(nowhere.has_value());
    EXPECT_EQ(nowhere.error().code, Errc::invalid);
}

TEST_F(Incidents, AClosedCaseComesBackForANewIncident) {
    const auto id = make("case", R"({"age": 3})");
    ASSERT_TRUE(save("case", id, R"({"status": "closed"})").has_value());
    ASSERT_TRUE(save("case", id, R"({"incident_details": []})").has_value());
    EXPECT_EQ(text(id, "status"), "closed");
    ASSERT_TRUE(
        save("case", id, R"({"incident_details": [{"incident_date": "2024-05-01"}]})").has_value());
    EXPECT_EQ(text(id, "status"), "open");
    EXPECT_EQ(text(id, "workflow"), "reopened");
    EXPECT_THAT(rows(data(id), "reopened_logs"), SizeIs(1));
}

TEST_F(Incidents, TheOwnerOfTheCaseIsToldOfOneThatSomebodyElseMade) {
    const auto id = world.create_case("worker_a", object_of(R"({"age": 9})")).id;
    const auto own = try_to_make("incident", {{"incident_case_id", id.text()}}, "worker_a");
    ASSERT_TRUE(own.has_value());
    EXPECT_THAT(rows(data(id), "alerts"), IsEmpty());
    const auto made = try_to_make("incident", {{"incident_case_id", id.text()}}, "admin");
    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(has_alert(data(id), alerts_of("field_change", "incident_from_case")));
    EXPECT_EQ(text(made->id, "owned_by"), "worker_a");
    EXPECT_EQ(text(id, "last_updated_by"), "admin");
    EXPECT_THAT(json::string_list(data(id), "incidents"), SizeIs(2));
}

TEST_F(Incidents, TheMarkGoesWhenTheOwnerSavesTheCase) {
    const auto id = world.create_case("worker_a", object_of(R"({"age": 9})")).id;
    ASSERT_TRUE(try_to_make("incident", {{"incident_case_id", id.text()}}).has_value());
    ASSERT_TRUE(save("case", id, R"({"age": 10})", "worker_a").has_value());
    EXPECT_FALSE(has_alert(data(id), alerts_of("field_change", "incident_from_case")));
}

TEST_F(Incidents, ChangesOfTwoMeetInTheRowsOfTheCase) {
    const auto id = make("case", R"({"incident_details": [{"incident_date": "2024-05-01"}]})");
    const auto& before = seen("case", id);
    const auto incident = id_of(*rows(before, "incident_details").front());
    records::WriteRequest request;
    request.record_type = "case";
    request.base = records::Base{.revision = world.stored(id).revision,
                                 .values = {{"incident_details", before.at("incident_details")}}};
    ASSERT_TRUE(save("incident", incident, R"({"cp_incident_abuser_name": "X"})").has_value());
    const auto mine = [&](const char* date) {
        auto again = request;
        again.data = object_of(R"({"incident_details": [{"unique_id": ")" + incident.text() +
                               R"(", "incident_date": ")" + date + "\"}]}");
        return world.records().update(world.as("admin"), id, std::move(again));
    };
    ASSERT_TRUE(mine("2024-05-02").has_value());
    EXPECT_EQ(text(incident, "incident_date"), "2024-05-02");
    EXPECT_EQ(text(incident, "cp_incident_abuser_name"), "X");
    // The same field again from the same old page: that is for a person to decide.
    const auto clash = mine("2024-05-03");
    ASSERT_FALSE(clash.has_value());
    EXPECT_EQ(clash.error().code, Errc::conflict);
    EXPECT_EQ(text(incident, "incident_date"), "2024-05-02");
}

TEST_F(Incidents, NobodyMakesOneForACaseTheyMayNotRead) {
    const auto id = world.create_case("worker_a", object_of(R"({"age": 9})")).id;
    const auto made = try_to_make("incident", {{"incident_case_id", id.text()}}, "worker_b");
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, Errc::forbidden);
    EXPECT_FALSE(records::derived::is_true(data(id), "has_incidents"));
}

TEST_F(Incidents, AreShownInTheScopeOfTheReader) {
    const auto id = world
                        .create_case("worker_a", object_of(R"({"age": 9,
        "incident_details": [{"incident_date": "2024-05-01"}]})"))
                        .id;
    EXPECT_THAT(rows(seen("case", id, "worker_a"), "incident_details"), SizeIs(1));
    EXPECT_THAT(rows(seen("case", id, "manager_a"), "incident_details"), SizeIs(1));
    // A recipient sees the case, not its incidents.
    const auto shared =
        world.records().edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
            draft->data()["assigned_user_names"] = json::Array{json::Value("worker_b")};
            return {};
        });
    ASSERT_TRUE(shared.has_value());
    EXPECT_THAT(rows(seen("case", id, "worker_b"), "incident_details"), IsEmpty());
    // Nor does one who may not see a row change it.
    const auto incident = json::string_list(data(id), "incidents").front();
    const auto changed = save("case", id,
                              R"({"incident_details": [{"unique_id": ")" + incident +
                                  R"(", "incident_date": "2020-01-01"}]})",
                              "worker_b");
    ASSERT_FALSE(changed.has_value());
    EXPECT_EQ(changed.error().code, Errc::forbidden);
}

TEST_F(Incidents, LinkingExistingOnesMovesOwnerAndModuleAndFillsBlanks) {
    const auto id = world.create_case("worker_a", object_of(R"({"age": 9})")).id;
    const auto other = make("case", "{\"age\": 4}");
    const auto incident = make("incident", R"({"age": 8})");
    const auto admin = world.as("admin");
    ASSERT_TRUE(link_incidents(admin, world.records(), id, {incident}).has_value());
    EXPECT_EQ(text(incident, "owned_by"), "worker_a");
    EXPECT_EQ(json::integer_or(data(incident), "age", 0), 8);
    ASSERT_TRUE(link_incidents(admin, world.records(), id, {incident}).has_value());
    const auto stolen = link_incidents(admin, world.records(), other, {incident});
    ASSERT_FALSE(stolen.has_value());
    EXPECT_EQ(stolen.error().code, Errc::invalid);
    const auto worker = link_incidents(world.as("worker_a"), world.records(), id, {incident});
    EXPECT_EQ(worker.error().code, Errc::forbidden);
    EXPECT_THAT(list_incidents(admin, world.records(), id)->data, SizeIs(1));
    EXPECT_EQ(list_incidents(world.as("worker_b"), world.records(), id).error().code,
              Errc::forbidden);
}

using Families = Links;

constexpr auto* with_relatives = R"({"name_first": "Ali", "name_last": "Paz", "age": 9,
    "family_details_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111",
         "relation": "mother", "relation_name": "Ana Paz"},
        {"unique_id": "22222222-2222-4222-8222-222222222222",
         "relation": "brother", "relation_name": "Rui Paz",
         "relation_age": 5}]})";

TEST_F(Families, ACaseBringsItsRelativesAndTheChildIntoTheFamily) {
    const auto family = make("family", R"({"family_number": "F1", "family_name": "Paz"})");
    const auto id = make("case", with_relatives);
    const auto saved = save("case", id, R"({"family_id": ")" + family.text() + "\"}");
    ASSERT_TRUE(saved.has_value());
    const auto members = rows(data(family), "family_members");
    ASSERT_THAT(members, SizeIs(3));
    EXPECT_EQ(json::string_or(*members[0], "family_relationship"), "mother");
    EXPECT_FALSE(members[0]->contains("relation"));
    EXPECT_EQ(json::string_or(*members[2], "relation_name"), "Ali Paz");
    EXPECT_EQ(json::string_or(*members[2], "case_id"), id.text());
    EXPECT_EQ(text(id, "family_member_id"), json::string_or(*members[2], "unique_id"));
    EXPECT_EQ(text(id, "family_number"), "F1");
    EXPECT_THAT(json::string_list(data(family), "assigned_user_names"), ElementsAre("admin"));
    const auto kept = rows(data(id), "family_details_section");
    ASSERT_THAT(kept, SizeIs(2));
    EXPECT_FALSE(kept[0]->contains("relation_name"));
    const auto shown = seen("case", id);
    EXPECT_EQ(json::string_or(shown, "family_name"), "Paz");
    const auto shown_rows = rows(shown, "family_details_section");
    ASSERT_THAT(shown_rows, SizeIs(2));
    EXPECT_EQ(json::string_or(*shown_rows[0], "relation_name"), "Ana Paz");
    EXPECT_EQ(json::string_or(*shown_rows[0], "relation"), "mother");
}

TEST_F(Families, WhatAllShareIsWrittenToTheFamilyAndSeenByTheOtherCase) {
    const auto one = make("case", with_relatives);
    const auto admin = world.as("admin");
    const auto made = create_case_from_detail(admin, world.records(), {one, brother});
    ASSERT_TRUE(made.has_value());
    const auto other = *RecordId::parse(json::string_or(*json::find_object(*made, "record"), "id"));
    EXPECT_EQ(text(other, "name_first"), "Rui");
    EXPECT_EQ(text(other, "family_member_id"), brother);
    EXPECT_EQ(json::integer_or(data(other), "age", 0), 5);
    ASSERT_TRUE(save("case", one, R"({"family_details_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111",
         "relation": "aunt", "relation_name": "Ana Sol"},
        {"unique_id": "33333333-3333-4333-8333-333333333333",
         "relation": "uncle", "relation_name": "Tio"}]})")
                    .has_value());
    const auto seen_by_other = seen("case", other);
    const auto* her = find_row(seen_by_other, details_section, mother);
    ASSERT_NE(her, nullptr);
    EXPECT_EQ(json::string_or(*her, "relation_name"), "Ana Sol");
    EXPECT_FALSE(her->contains("relation"));
    const auto* him = find_row(seen_by_other, details_section, uncle);
    ASSERT_NE(him, nullptr);
    const auto own = json::string_or(data(one), "family_member_id");
    const auto* child = find_row(seen_by_other, details_section, own);
    ASSERT_NE(child, nullptr);
    EXPECT_TRUE(records::derived::is_true(*child, "can_read_record"));
    // A relative that is taken away leaves the family; one with a case stays in it.
    ASSERT_TRUE(save("case", one, R"({"family_details_section": [
        {"unique_id": "33333333-3333-4333-8333-333333333333", "_destroy": true},
         {"unique_id": "22222222-2222-4222-8222-222222222222", "_destroy": true}]})")
                    .has_value());
    const auto family = data(*RecordId::parse(text(one, "family_id")));
    EXPECT_EQ(find_row(family, members_key, uncle), nullptr);
    EXPECT_NE(find_row(family, members_key, brother), nullptr);
}

// The forms of a deployment may show the size of the family on cases.
TEST_F(Families, WhatIsToldOfTheWholeFamilyIsKeptThere) {
    const auto family = make("family", "{\"family_size\": 3}");
    const auto id = make("case", "{\"age\": 3}");
    ASSERT_TRUE(save("case", id, {{"family_id", family.text()}}).has_value());
    const auto saved =
        world.records().edit(world.as("admin"), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
            draft->shown = {{"family_size", 3}, {"family_notes", nullptr}};
            draft->data()["family_size"] = 4;
            return {};
        });
    ASSERT_TRUE(saved.has_value());
    EXPECT_EQ(json::integer_or(data(family), "family_size", 0), 4);
    EXPECT_FALSE(data(id).contains("family_size"));
    EXPECT_FALSE(data(family).contains("family_notes"));
}

TEST_F(Families, OneMemberHasOneCase) {
    const auto one = make("case", with_relatives);
    const auto admin = world.as("admin");
    ASSERT_TRUE(create_case_from_detail(admin, world.records(), {one, brother}).has_value());
    const auto again = create_case_from_detail(admin, world.records(), {one, brother});
    EXPECT_EQ(again.error().code, Errc::conflict);
    const auto unknown = create_case_from_detail(admin, world.records(), {one, "nobody"});
    EXPECT_EQ(unknown.error().code, Errc::not_found);
    const auto family = *RecordId::parse(text(one, "family_id"));
    EXPECT_EQ(create_case_from_member(admin, world.records(), {family, brother}).error().code,
              Errc::conflict);
    const auto hers = create_case_from_member(admin, world.records(), {family, mother});
    ASSERT_TRUE(hers.has_value());
    EXPECT_THAT(rows(*hers, "family_members"), SizeIs(3));
    const auto taken =
        try_to_make("case", {{"family_id", family.text()}, {"family_member_id", mother}});
    EXPECT_EQ(taken.error().code, Errc::conflict);
    // Nor is somebody with a case struck off the family.
    const auto struck = save("family", family, R"({"family_members": [
        {"unique_id": "11111111-1111-4111-8111-111111111111", "_destroy": true}]})");
    EXPECT_EQ(struck.error().code, Errc::invalid);
    const auto worker = world.as("worker_a");
    EXPECT_EQ(create_case_from_detail(worker, world.records(), {one, mother}).error().code,
              Errc::forbidden);
}

TEST_F(Families, AMoveAndAnUnlinkLeaveNothingBehind) {
    const auto first = make("family", "{\"family_number\": \"F1\"}");
    const auto second = make("family", "{\"family_number\": \"F2\"}");
    const auto id = make("case", with_relatives);
    ASSERT_TRUE(save("case", id, {{"family_id", first.text()}}).has_value());
    ASSERT_TRUE(save("case", id, {{"family_id", second.text()}}).has_value());
    for (const auto* member : rows(data(first), "family_members"))
        EXPECT_FALSE(member->contains("case_id"));
    EXPECT_THAT(json::string_list(data(first), "assigned_user_names"), IsEmpty());
    EXPECT_EQ(text(id, "family_number"), "F2");
    EXPECT_THAT(rows(data(second), "family_members"), SizeIs(1));
    ASSERT_TRUE(save("case", id, {{"family_id", nullptr}}).has_value());
    EXPECT_EQ(text(id, "family_member_id"), "");
    EXPECT_EQ(text(id, "family_id_display"), "");
    for (const auto* member : rows(data(second), "family_members"))
        EXPECT_FALSE(member->contains("case_id"));
}

TEST_F(Families, ACaseThatLeavesKeepsTheRelativesItTold) {
    const auto family = make("family", "{\"family_number\": \"F1\"}");
    const auto id = make("case", with_relatives);
    ASSERT_TRUE(save("case", id, {{"family_id", family.text()}}).has_value());
    ASSERT_TRUE(save("case", id, {{"family_id", nullptr}}).has_value());
    const auto shown = seen("case", id);
    const auto kept = rows(shown, "family_details_section");
    ASSERT_THAT(kept, SizeIs(2));
    EXPECT_EQ(json::string_or(*kept[0], "relation_name"), "Ana Paz");
    EXPECT_EQ(json::string_or(*kept[0], "relation"), "mother");
}

TEST_F(Families, TheNumberFollowsOnTheCasesAndTheOwnersShareTheFamily) {
    const auto family = make("family", "{\"family_number\": \"F1\"}");
    const auto id = make("case", "{\"age\": 3}");
    ASSERT_TRUE(save("case", id, {{"family_id", family.text()}}).has_value());
    ASSERT_TRUE(save("family", family, R"({"family_number": "F9"})").has_value());
    EXPECT_EQ(text(id, "family_number"), "F9");
    const auto moved =
        world.records().edit(world.as("admin"), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft,
                       edit.open({.record_type = "case", .id = id, .right = "assign"}));
            draft->data()["owned_by"] = "worker_b";
            return {};
        });
    ASSERT_TRUE(moved.has_value());
    EXPECT_THAT(json::string_list(data(family), "assigned_user_names"), ElementsAre("worker_b"));
    EXPECT_THAT(json::string_list(data(family), "associated_user_names"),
                ElementsAre("admin", "worker_b"));
    const auto nowhere =
        try_to_make("case", {{"family_id", RecordId::random(world.random).text()}});
    EXPECT_EQ(nowhere.error().code, Errc::invalid);
}

TEST_F(Families, TheNameOfAHiddenChildIsMaskedInTheFamily) {
    const auto one = make("case", with_relatives);
    const auto made = create_case_from_detail(world.as("admin"), world.records(), {one, brother});
    ASSERT_TRUE(made.has_value());
    const auto other = *RecordId::parse(json::string_or(*json::find_object(*made, "record"), "id"));
    ASSERT_TRUE(save("case", other, R"({"hidden_name": true})").has_value());
    const auto shown = seen("case", one);
    EXPECT_EQ(json::string_or(*find_row(shown, details_section, brother), "relation_name"),
              "*******");
    // Sent back, the mask changes nothing.
    ASSERT_TRUE(save("case", one, R"({"family_details_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222",
         "relation": "brother", "relation_name": "*******"}]})")
                    .has_value());
    const auto family = data(*RecordId::parse(text(one, "family_id")));
    EXPECT_EQ(json::string_or(*find_row(family, members_key, brother), "relation_name"), "Rui Paz");
}

using OtherLinks = Links;

TEST_F(OtherLinks, ACaseCarriesWhatNamesItsRegistryRecord) {
    const auto farm = make("registry_record", R"({"name": "Farm", "registry_no": "R1",
        "location_current": "EX01"})");
    const auto id = make("case", "{\"age\": 3}");
    ASSERT_TRUE(save("case", id, {{"registry_record_id", farm.text()}}).has_value());
    EXPECT_EQ(text(id, "registry_name"), "Farm");
    EXPECT_EQ(text(id, "registry_no"), "R1");
    EXPECT_EQ(text(id, "registry_location_current"), "EX01");
    EXPECT_EQ(text(id, "registry_id_display"), text(farm, "registry_id_display"));
    ASSERT_TRUE(save("registry_record", farm, R"({"name": "New farm"})").has_value());
    EXPECT_EQ(text(id, "registry_name"), "New farm");
    ASSERT_TRUE(save("case", id, {{"registry_record_id", nullptr}}).has_value());
    EXPECT_EQ(text(id, "registry_name"), "");
    ASSERT_TRUE(save("registry_record", farm, R"({"name": "Third"})").has_value());
    EXPECT_EQ(text(id, "registry_name"), "");
    const auto nowhere =
        save("case", id, {{"registry_record_id", RecordId::random(world.random).text()}});
    EXPECT_EQ(nowhere.error().code, Errc::invalid);
}

TEST_F(OtherLinks, TheNameOfAProtectedRegistryRecordIsNotCarriedToItsCases) {
    const auto home = make("registry_record", R"({"name": "Rosa", "registry_no": "R1"})");
    const auto id = make("case", "{\"age\": 3}");
    ASSERT_TRUE(save("case", id, {{"registry_record_id", home.text()}}).has_value());
    ASSERT_EQ(text(id, "registry_name"), "Rosa");
    ASSERT_TRUE(save("registry_record", home, R"({"hidden_name": true})").has_value());
    EXPECT_EQ(text(id, "registry_name"), "");
    EXPECT_EQ(text(id, "registry_no"), "R1");
    const auto other = make("case", "{\"age\": 4}");
    ASSERT_TRUE(save("case", other, {{"registry_record_id", home.text()}}).has_value());
    EXPECT_EQ(text(other, "registry_name"), "");
    ASSERT_TRUE(save("registry_record", home, R"({"hidden_name": false})").has_value());
    EXPECT_EQ(text(id, "registry_name"), "Rosa");
    EXPECT_EQ(text(other, "registry_name"), "Rosa");
}

TEST_F(OtherLinks, ADuplicateIsRelatedToTheFirstCaseOnBothSides) {
    const auto first = make("case", "{\"age\": 3}");
    const auto id = make("case", "{\"age\": 3}");
    const auto mark = [&](json::Value other) {
        return world.records().edit(world.as("admin"), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
            draft->data()["duplicate_case_id"] = other;
            return {};
        });
    };
    ASSERT_TRUE(mark(json::Value(first.text())).has_value());
    const auto side = [&](const RecordId& of) {
        const auto all = data(of);
        const auto relations = rows(all, relationships_key);
        return relations.empty()
                   ? std::string()
                   : json::string_or(*relations[0], "relationship_type") +
                         (records::derived::is_true(*relations[0], "disabled") ? " no more" : "");
    };
    EXPECT_EQ(side(id), "duplicate_of");
    EXPECT_EQ(side(first), "has_duplicate");
    ASSERT_TRUE(mark(nullptr).has_value());
    EXPECT_EQ(side(id), "duplicate_of no more");
    EXPECT_EQ(side(first), "has_duplicate no more");
    EXPECT_EQ(mark(json::Value(id.text())).error().code, Errc::invalid);
}

}  // namespace
}  // namespace amparo::casework
