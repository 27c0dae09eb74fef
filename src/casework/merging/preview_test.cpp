// What is told of a merge before and after it (case-management.md §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "casework/merging/merge_test_support.hpp"
#include "casework/transitions/operations.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::derived::rows;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(Merging, ThePreviewTellsWhatDiffersInTheOrderOfTheFormsAndWhatMoves) {
    const auto survivor = make_case(R"({"name_first": "Laila", "sex": "female", "age": 9})");
    const auto other = make_case(R"({"name_first": "Leyla", "sex": "female", "age": 9,
        "telephone_current": "0700", "incident_details": [{"incident_date": "2024-05-01"}]})");
    const auto seen = preview_merge(world.as("admin"), world.records(), {survivor, other});
    ASSERT_TRUE(seen.has_value()) << seen.error().message.key;
    std::map<std::string, std::string> states;
    std::map<std::string, std::string> labels;
    for (const auto* form : rows(*seen, "forms")) {
        for (const auto* field : rows(*form, "fields")) {
            states[json::string_or(*field, "name")] = json::string_or(*field, "state");
            labels[json::string_or(*field, "name")] =
                json::string_or(*json::find_object(*field, "display_name"), "en");
        }
    }
    EXPECT_EQ(states["name_first"], "different");
    EXPECT_EQ(states["sex"], "same");
    EXPECT_EQ(states["telephone_current"], "only_other");
    EXPECT_FALSE(states.contains("incident_details"));
    EXPECT_FALSE(states.contains("status"));
    EXPECT_FALSE(states.contains("case_id_display"));
    EXPECT_EQ(labels["sex"], "Sex");
    EXPECT_EQ(json::integer_or(*json::find_object(*seen, "this"), "revision", 0), 1);
    const auto* moved = json::find_object(*seen, "moved");
    EXPECT_EQ(moved->at("incidents").to_number<int>(), 1);
    EXPECT_TRUE(json::find_array(*seen, "obstacles")->empty());
}

TEST_F(Merging, ThePreviewTellsAYearFromItsFirstDay) {
    const auto survivor = make_case(R"({"date_of_separation": "2020-01-01",
        "date_of_separation_precision": "year"})");
    const auto other = make_case(R"({"date_of_separation": "2020-01-01"})");
    const auto seen = preview_merge(world.as("admin"), world.records(), {survivor, other});
    ASSERT_TRUE(seen.has_value()) << seen.error().message.key;
    for (const auto* form : rows(*seen, "forms")) {
        for (const auto* field : rows(*form, "fields")) {
            if (json::string_or(*field, "name") != "date_of_separation") continue;
            EXPECT_EQ(json::string_or(*field, "state"), "different");
            EXPECT_EQ(json::string_or(*field, "this_precision"), "year");
            EXPECT_FALSE(field->contains("other_precision"));
            return;
        }
    }
    FAIL() << "no date of separation";
}

TEST_F(Merging, BothCasesTellOfEachOther) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto mine = list_merges(world.as("admin"), world.records(), survivor);
    ASSERT_TRUE(mine.has_value());
    EXPECT_TRUE(mine->at("duplicate_of").is_null());
    ASSERT_THAT(rows(*mine, "duplicates"), SizeIs(1));
    EXPECT_EQ(json::string_or(*rows(*mine, "duplicates")[0], "case_id_display"),
              text(other, "case_id_display"));
    EXPECT_TRUE(json::bool_or(*rows(*mine, "merges")[0], "can_undo", false));
    const auto theirs = list_merges(world.as("admin"), world.records(), other);
    EXPECT_EQ(json::string_or(*json::find_object(*theirs, "duplicate_of"), "id"), survivor.text());
    const auto history =
        world.records().history(world.as("admin"), {.record_type = "case", .id = other});
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(json::string_or(history->data.front().get_object(), "action"), "merge");
}

/// An administrator whose role has one form only.
access::Actor narrowed(const access::Actor& actor) {
    access::Role role = actor.role();
    role.unique_id = RoleId("role-narrow");
    role.revision = 1;
    role.form_access = {{"basic_identity", "rw"}};
    return access::Actor(actor.user_pointer(), std::make_shared<const access::Role>(role));
}

TEST_F(Merging, WhatARoleDoesNotShowIsNeitherPreviewedNorChosen) {
    const auto survivor =
        make_case(R"({"name_nickname": "Lala", "consent_source_other": "caregiver",
        "services_section": [{"service_provider": "Clinic"}]})");
    const auto other = make_case(R"({"name_nickname": "Lolo", "consent_source_other": "child",
        "notes_section": [{"note_text": "hidden words"}]})");
    const auto actor = narrowed(world.as("admin"));
    const auto seen = preview_merge(actor, world.records(), {survivor, other});
    ASSERT_TRUE(seen.has_value()) << seen.error().message.key;
    const auto shown = json::write(*seen);
    EXPECT_THAT(shown, HasSubstr("Lolo"));
    for (const auto* hidden : {"hidden words", "notes_section", "Clinic", "consent_source_other"})
        EXPECT_THAT(shown, Not(HasSubstr(hidden))) << hidden;
    EXPECT_EQ(seen->at("withheld").to_number<int>(), 1);
    const auto merge_as_they_are = [&](std::string_view choices) {
        return merge_cases(actor, world.records(),
                           {.pair = {survivor, other},
                            .revision = 1,
                            .other_revision = 1,
                            .choices = records::object_of(choices)});
    };
    const auto refused = merge_as_they_are(
        R"({"name_nickname": "other", "consent_source_other": "other", "notes_section": "this"})");
    EXPECT_THAT(pointers(refused),
                ::testing::UnorderedElementsAre("/data/choices/consent_source_other",
                                                "/data/choices/notes_section"));
    ASSERT_TRUE(merge_as_they_are(R"({"name_nickname": "other"})").has_value());
    EXPECT_EQ(text(survivor, "name_nickname"), "Lolo");
    EXPECT_EQ(text(survivor, "consent_source_other"), "caregiver");
    const auto kept = data(survivor);
    EXPECT_THAT(rows(kept, "notes_section"), SizeIs(1));
    EXPECT_THAT(rows(kept, "services_section"), SizeIs(1));
}

TEST_F(Merging, RecipientsSeeWhatComesInWithinTheirFormsAndNothingBeside) {
    const auto survivor = make_case(R"({"age": 9, "consent_for_services": true,
        "disclosure_other_orgs": true})",
                                    "worker_a");
    const auto other = make_case(R"({"age": 9, "name_nickname": "Lolo",
        "notes_section": [{"note_text": "hidden words"}],
        "incident_details": [{"incident_date": "2024-05-01"}]})",
                                 "worker_a");
    ASSERT_TRUE(refer(world.as("admin"), world.records(), survivor,
                      {.to = "worker_b",
                       .service = "health_medical_service",
                       .authorized_role = "role-referral"})
                    .has_value());
    const auto seen = preview_merge(world.as("admin"), world.records(), {survivor, other});
    ASSERT_TRUE(seen.has_value()) << seen.error().message.key;
    EXPECT_EQ(seen->at("shared_with").to_number<int>(), 1);
    ASSERT_TRUE(merge(survivor, other).has_value());

    const auto recipient = world.as("worker_b");
    const auto read = world.records().read(recipient, "case", survivor, "");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(json::string_or(read->data, "name_nickname"), "Lolo");
    const auto shown = json::write(read->data);
    for (const auto* hidden : {"hidden words", "2024-05-01", "\"incidents\"", "\"merges\""})
        EXPECT_THAT(shown, Not(HasSubstr(hidden))) << hidden;
    EXPECT_EQ(world.records().read(recipient, "case", other, "").error().code, Errc::forbidden);
    EXPECT_EQ(list_merges(recipient, world.records(), other).error().code, Errc::forbidden);
    const auto told = list_merges(recipient, world.records(), survivor);
    ASSERT_TRUE(told.has_value());
    const auto theirs = rows(*told, "merges");
    ASSERT_THAT(theirs, SizeIs(1));
    EXPECT_TRUE(theirs[0]->at("moved").is_null());
    EXPECT_FALSE(json::bool_or(*theirs[0], "can_undo", true));
    EXPECT_FALSE(json::bool_or(*json::find_object(*theirs[0], "case"), "record_in_scope", true));
    const auto all = list_merges(world.as("admin"), world.records(), survivor);
    EXPECT_EQ(rows(*all, "merges")[0]->at("moved").at("incidents").to_number<int>(), 1);
}

}  // namespace
}  // namespace amparo::casework
