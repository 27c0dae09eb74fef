// What goes over to the case that stays, and comes back (case-management.md §3.22).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "casework/alerts.hpp"
#include "casework/duplicates.hpp"
#include "casework/merging/merge_test_support.hpp"
#include "casework/relationships.hpp"
#include "casework/transitions/operations.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::object_of;
using records::derived::rows;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST_F(Merging, IncidentsRelationsAndTracesGoOverAndComeBack) {
    const auto survivor = make_case(R"({"age": 9, "sex": "male", "consent_for_tracing": true,
        "protection_concerns": ["sexually_exploited"]})");
    const auto other = make_case(R"({"age": 9, "sex": "female", "consent_for_tracing": true,
        "protection_concerns": ["sexually_exploited"],
        "incident_details": [{"incident_date": "2024-05-01"}]})");
    const auto sibling = make_case(R"({"age": 4})");
    ASSERT_TRUE(relate_cases(world.as("admin"), world.records(), other, {sibling, "sibling_of"})
                    .has_value());
    const auto incident = json::string_list(data(other), "incidents").front();
    const auto request = make("tracing_request", object_of(R"({
        "tracing_request_subform_section": [
            {"unique_id": "11111111-1111-4111-8111-111111111111", "name": "L"}]})"));
    const auto link = [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = "tracing_request", .id = request}));
        auto& sought = draft->data()["tracing_request_subform_section"].as_array();
        sought.front().as_object()["matched_case_id"] = other.text();
        return {};
    };
    ASSERT_TRUE(world.records().edit(world.as("admin"), link).has_value());
    const auto incident_id = *RecordId::parse(incident);
    std::map<RecordId, json::Object> before;
    for (const auto& id : {survivor, other, sibling, request, incident_id}) before[id] = data(id);

    ASSERT_TRUE(merge(survivor, other, R"({"sex": "this"})").has_value());
    EXPECT_EQ(text(incident_id, "incident_case_id"), survivor.text());
    EXPECT_THAT(json::string_list(data(survivor), "incidents"), ElementsAre(incident));
    EXPECT_TRUE(json::string_list(data(other), "incidents").empty());
    EXPECT_EQ(text(incident_id, "cp_sex"), "female");  // as it was recorded
    const auto asked = data(request);
    EXPECT_EQ(
        json::string_or(*rows(asked, "tracing_request_subform_section").front(), "matched_case_id"),
        survivor.text());
    EXPECT_THAT(json::string_list(data(survivor), "matched_traces"), SizeIs(1));
    EXPECT_EQ(text(survivor, "matched_tracing_request_id"), request.text());
    const auto related = data(sibling);
    EXPECT_EQ(json::string_or(*rows(related, relationships_key).front(), "case_id"),
              survivor.text());

    const auto undone = undo(survivor, other);
    ASSERT_TRUE(undone.has_value()) << why(undone) << first_why(undone);
    for (const auto& [id, document] : before) EXPECT_EQ(changed_since(document, id), "{}");
}

TEST_F(Merging, ReferralsGoOnWithTheSurvivorAndComeBackAsTheyAreByThen) {
    const auto consent = R"({"age": 9, "consent_for_services": true,
        "disclosure_other_orgs": true})";
    const auto survivor = make_case(consent, "worker_a");
    const auto other = make_case(consent, "worker_a");
    const auto referred = refer(world.as("admin"), world.records(), other,
                                {.to = "worker_b", .service = "health_medical_service"});
    ASSERT_TRUE(referred.has_value()) << referred.error().message.key;
    const auto original = data(other);
    ASSERT_TRUE(merge(survivor, other).has_value());
    EXPECT_THAT(json::string_list(data(survivor), "assigned_user_names"), Contains("worker_b"));
    EXPECT_THAT(json::string_list(data(other), "assigned_user_names"),
                ::testing::Not(Contains("worker_b")));
    const auto entry = json::string_or(*referred, "id");
    ASSERT_TRUE(answer(world.as("worker_b"), world.records(),
                       {.record_id = survivor, .type = TransitionType::referral, .id = entry},
                       {.status = TransitionStatus::accepted})
                    .has_value());
    const auto undone = undo(survivor, other);
    ASSERT_TRUE(undone.has_value()) << why(undone) << first_why(undone);
    const auto back = data(other);
    const auto transitions = rows(back, "transitions");
    ASSERT_THAT(transitions, SizeIs(1));
    EXPECT_EQ(json::string_or(*transitions[0], "status"), "accepted");
    EXPECT_EQ(json::string_or(*transitions[0], "record_id"), other.text());
    EXPECT_FALSE(transitions[0]->contains("moved_to_record_id"));
    EXPECT_THAT(json::string_list(back, "assigned_user_names"), Contains("worker_b"));
    EXPECT_THAT(json::string_list(data(survivor), "assigned_user_names"),
                ::testing::Not(Contains("worker_b")));
}

TEST_F(Merging, NothingIsSharedOnWithoutConsentAndOpenOffersAreAnsweredFirst) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9, "consent_for_services": true,
        "disclosure_other_orgs": true})");
    const auto to_somebody = refer(world.as("admin"), world.records(), other,
                                   {.to = "worker_b", .service = "health_medical_service"});
    ASSERT_TRUE(to_somebody.has_value()) << to_somebody.error().message.key;
    EXPECT_EQ(why(merge(survivor, other, R"({"consent_for_services": "this",
        "disclosure_other_orgs": "this"})")),
              "errors.merge.referral_without_consent");
    const auto offered = make_case(R"({"age": 9, "disclosure_other_orgs": true})");
    ASSERT_TRUE(
        transfer(world.as("admin"), world.records(), offered, {.to = "worker_b"}).has_value());
    EXPECT_EQ(first_why(merge(survivor, offered)), "errors.merge.open_offer");
    EXPECT_EQ(first_why(merge(offered, survivor)), "errors.merge.open_offer");
}

TEST_F(Merging, FamiliesFollowTheChild) {
    const auto other = make_case(R"({"name_first": "Leyla", "family_details_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111", "relation_name": "Amal",
         "relation": "mother"}]})");
    const auto family = make("family", object_of(R"({"family_number": "F-1"})"));
    ASSERT_TRUE(save(other, R"({"family_id": ")" + family.text() + R"("})").has_value());
    const auto survivor = make_case(R"({"family_details_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222", "relation_name": "Omar",
         "relation": "uncle"}]})");
    std::map<RecordId, json::Object> before;
    for (const auto& id : {survivor, other, family}) before[id] = data(id);
    const auto merged = merge(survivor, other);
    ASSERT_TRUE(merged.has_value()) << why(merged) << first_why(merged);
    EXPECT_EQ(text(survivor, "family_id"), family.text());
    EXPECT_EQ(text(other, "family_id"), "");
    const auto seen = world.records().read(world.as("admin"), "case", survivor, "");
    EXPECT_THAT(rows(seen->data, "family_details_section"), SizeIs(2));
    const auto kept = world.records().read(world.as("admin"), "case", other, "");
    EXPECT_THAT(rows(kept->data, "family_details_section"), SizeIs(1));
    const auto undone = undo(survivor, other);
    ASSERT_TRUE(undone.has_value()) << why(undone) << first_why(undone);
    for (const auto& [id, document] : before) EXPECT_EQ(changed_since(document, id), "{}");
}

TEST_F(Merging, OneChildIsOneMemberOfTheFamilyThatBothAreIn) {
    const auto other = make_case(R"({"name_first": "Leyla"})");
    const auto survivor = make_case(R"({"name_first": "Laila"})");
    const auto sibling = make_case(R"({"name_first": "Omar"})");
    const auto family = make("family", object_of(R"({"family_number": "F-1"})"));
    for (const auto& id : {survivor, other, sibling})
        ASSERT_TRUE(save(id, R"({"family_id": ")" + family.text() + R"("})").has_value());
    const auto place = text(other, "family_member_id");
    const auto kept_place = text(survivor, "family_member_id");
    const auto said = save(sibling, R"({"family_details_section": [{"unique_id": ")" + place +
                                        R"(", "relation": "sister"}]})");
    ASSERT_TRUE(said.has_value()) << said.error().message.key;
    std::map<RecordId, json::Object> before;
    for (const auto& id : {survivor, other, sibling, family}) before[id] = data(id);

    const auto merged = merge(survivor, other, R"({"name_first": "this"})");
    ASSERT_TRUE(merged.has_value()) << why(merged) << first_why(merged);
    std::vector<std::string> cases;
    const auto joined = data(family);
    for (const auto* member : rows(joined, "family_members"))
        cases.push_back(json::string_or(*member, "case_id"));
    EXPECT_THAT(cases, ::testing::UnorderedElementsAre(survivor.text(), sibling.text()));
    EXPECT_EQ(text(survivor, "family_member_id"), kept_place);
    const auto relative = data(sibling);
    const auto relatives = rows(relative, "family_details_section");
    ASSERT_THAT(relatives, SizeIs(1));
    EXPECT_EQ(json::string_or(*relatives[0], "unique_id"), kept_place);
    EXPECT_EQ(json::string_or(*relatives[0], "relation"), "sister");

    const auto undone = undo(survivor, other);
    ASSERT_TRUE(undone.has_value()) << why(undone) << first_why(undone);
    for (const auto& [id, document] : before) EXPECT_EQ(changed_since(document, id), "{}");
    // A member that has a case of its own is still not taken away by hand.
    const auto removed =
        save(family, R"({"family_members": [{"unique_id": ")" + place + R"(", "_destroy": true}]})",
             "family");
    ASSERT_FALSE(removed.has_value());
    EXPECT_EQ(removed.error().message.key, "errors.links.member_has_case");
}

TEST_F(Merging, AttachmentsAndOpenFlagsMove) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    const auto attached =
        world.attachments().attach(world.as("admin"), {.record_type = "case", .id = other},
                                   {.field_name = "other_documents",
                                    .attachment_type = "document",
                                    .file_name = "a.txt",
                                    .bytes = "invented",
                                    .details = {}});
    ASSERT_TRUE(attached.has_value()) << attached.error().message.key;
    const auto number = json::integer_or(attached->attachment, "id", 0);
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto opened = world.attachments().open(
        world.as("admin"), {.record_type = "case", .id = survivor, .number = number},
        records::ImageSize::original);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->bytes, "invented");
    ASSERT_TRUE(
        world.attachments()
            .detach(world.as("admin"), {.record_type = "case", .id = survivor, .number = number})
            .has_value());
    const auto undone = undo(survivor, other);
    ASSERT_FALSE(undone.has_value());
    EXPECT_EQ(undone.error().code, Errc::conflict);
    EXPECT_THAT(pointers(undone), ElementsAre("/this/attachments"));
    EXPECT_EQ(text(other, "status"), "duplicate");
}

TEST_F(Merging, AlertsOfTheCoupleAreClearedAndSharedNumbersNoLongerMark) {
    const auto survivor = make_case(R"({"age": 9, "national_id_no": "N1"})");
    const auto other = make_case(R"({"age": 9, "national_id_no": "N1"})");
    store::Job look{.kind = std::string(duplicate_kind),
                    .payload = {{"record_type", "case"},
                                {"record_id", survivor.text()},
                                {"field", "national_id_no"},
                                {"form", "basic_identity"},
                                {"key_before", ""}}};
    const store::RunningJob job{.job = look, .report = {}, .is_stopping = {}};
    ASSERT_TRUE(mark_duplicates(world.records(), job).has_value());
    ASSERT_TRUE(has_alert(data(survivor), alerts_of("duplicate_field")));
    ASSERT_TRUE(has_alert(data(other), alerts_of("duplicate_field")));
    ASSERT_TRUE(merge(survivor, other).has_value());
    EXPECT_FALSE(has_alert(data(survivor), alerts_of("duplicate_field")));
    ASSERT_TRUE(mark_duplicates(world.records(), job).has_value());
    EXPECT_FALSE(has_alert(data(survivor), alerts_of("duplicate_field")));
    EXPECT_FALSE(has_alert(data(other), alerts_of("duplicate_field")));
}

}  // namespace
}  // namespace amparo::casework
