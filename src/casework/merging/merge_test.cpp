// Two cases that are one child (case-management.md §3.22), over whole saves.
#include "casework/merging/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>
#include <thread>

#include "casework/alerts.hpp"
#include "casework/duplicates.hpp"
#include "casework/hooks.hpp"
#include "casework/link_list.hpp"
#include "casework/merging/journal.hpp"
#include "casework/relationships.hpp"
#include "casework/transitions/operations.hpp"
#include "records/derived/values.hpp"
#include "records/difference.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;
using records::derived::rows;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class Merging : public ::testing::Test {
  protected:
    RecordId make(std::string_view type, json::Object data, const std::string& user = "admin") {
        records::WriteRequest request;
        request.record_type = type;
        data["module_id"] = "primeromodule-cp";
        request.data = std::move(data);
        const auto made = world.records().create(world.as(user), std::move(request));
        EXPECT_TRUE(made.has_value())
            << (made ? "" : made.error().message.key)
            << (made || made.error().problems.empty() ? "" : made.error().problems[0].pointer);
        return made ? made->id : RecordId();
    }
    RecordId make_case(std::string_view data, const std::string& user = "admin") {
        return make("case", object_of(data), user);
    }
    Result<records::RecordAnswer> save(const RecordId& id, std::string_view data,
                                       std::string_view type = "case") {
        records::WriteRequest request;
        request.record_type = type;
        request.data = object_of(data);
        return world.records().update(world.as("admin"), id, std::move(request));
    }
    json::Object data(const RecordId& id) { return world.stored(id).data; }
    std::string text(const RecordId& id, std::string_view key) {
        return json::string_or(data(id), key);
    }

    Result<json::Object> merge(const RecordId& survivor, const RecordId& other,
                               std::string_view choices = "{}", const std::string& user = "admin") {
        return merge_cases(world.as(user), world.records(),
                           {.pair = {survivor, other},
                            .revision = world.stored(survivor).revision,
                            .other_revision = world.stored(other).revision,
                            .choices = object_of(choices)});
    }
    Result<json::Object> undo(const RecordId& survivor, const RecordId& other,
                              const std::string& user = "admin") {
        return undo_merge(world.as(user), world.records(), {survivor, other}, {});
    }
    /// The pointers of a refusal's problems.
    static std::vector<std::string> pointers(const Result<json::Object>& refused) {
        std::vector<std::string> list;
        if (refused) return list;
        for (const auto& problem : refused.error().problems) list.push_back(problem.pointer);
        return list;
    }
    static std::string why(const Result<json::Object>& refused) {
        return refused ? "" : refused.error().message.key;
    }
    /// Of several problems the first.
    static std::string first_why(const Result<json::Object>& refused) {
        return refused || refused.error().problems.empty()
                   ? ""
                   : refused.error().problems.front().message.key;
    }
    /// A document without what tells of its own history, and without what calls people to look at
    /// it: taking a consent back is told once more. Absent and null are the same.
    static json::Object lasting(json::Object document) {
        json::Object kept;
        for (auto& [key, value] : document) {
            const std::string_view name = key;
            const bool is_history = name.ends_with("_log") || name.ends_with("_logs") ||
                                    name.starts_with("last_updated") || name == "merges";
            const bool is_call = name == "alerts" || name == "current_alert_types";
            if (!is_history && !is_call && !json::is_blank(value)) kept[key] = std::move(value);
        }
        return kept;
    }

    /// What a record is different in from what it was; "{}" for nothing.
    std::string changed_since(const json::Object& before, const RecordId& id) {
        return json::write(records::difference(lasting(before), lasting(data(id))));
    }

    records::RecordsWorld world{
        hooks(), {{"duplicate_field_to_form", {{"case", {{"national_id_no", "basic_identity"}}}}}}};
};

TEST_F(Merging, AnswersAreChosenFieldByFieldAndTheOtherCaseStaysWhole) {
    const auto survivor = make_case(R"({"name_first": "Laila", "sex": "female", "age": 9,
        "nationality": ["kenya"], "address_current": "Well"})");
    const auto other = make_case(R"({"name_first": "Leyla", "sex": "female", "age": 10,
        "nationality": ["somalia"], "telephone_current": "0700"})");
    const auto before = data(other);
    const auto merged = merge(survivor, other, R"({"name_first": "other",
        "nationality": "both", "age": {"value": 11}})");
    ASSERT_TRUE(merged.has_value()) << why(merged) << first_why(merged);
    const auto now = data(survivor);
    EXPECT_EQ(json::string_or(now, "name_first"), "Leyla");
    EXPECT_EQ(json::integer_or(now, "age", 0), 11);
    EXPECT_THAT(json::string_list(now, "nationality"), ElementsAre("kenya", "somalia"));
    EXPECT_EQ(json::string_or(now, "address_current"), "Well");
    EXPECT_EQ(json::string_or(now, "telephone_current"), "0700");
    EXPECT_EQ(json::string_or(now, "status"), "open");
    EXPECT_THAT(json::string_list(now, "duplicates"), ElementsAre(other.text()));
    const auto kept = data(other);
    EXPECT_EQ(json::string_or(kept, "status"), "duplicate");
    EXPECT_EQ(json::string_or(kept, "duplicate_case_id"), survivor.text());
    for (const auto* key : {"name_first", "sex", "age", "nationality", "telephone_current", "name"})
        EXPECT_FALSE(records::derived::is_changed(before, kept, key)) << key;
    EXPECT_EQ(json::string_or(*merged, "state"), "merged");
    EXPECT_EQ(json::integer_or(*merged, "revision", 0), world.stored(survivor).revision);
}

TEST_F(Merging, WhatDiffersMustBeChosenAndEveryWrongChoiceIsNamed) {
    const auto survivor = make_case(R"({"name_first": "Laila", "sex": "female", "age": 9})");
    const auto other = make_case(R"({"name_first": "Leyla", "sex": "female", "age": 10})");
    const auto undecided = merge(survivor, other);
    EXPECT_THAT(pointers(undecided), Contains("/data/choices/name_first"));
    EXPECT_THAT(pointers(undecided), Contains("/data/choices/age"));
    const auto wrong = merge(survivor, other, R"({"name_first": "newest", "age": {"value": "x"},
        "status": "other", "no_such_field": "this"})");
    EXPECT_THAT(pointers(wrong), ::testing::UnorderedElementsAre(
                                     "/data/choices/status", "/data/choices/no_such_field",
                                     "/data/choices/name_first", "/data/choices/age/value"));
    EXPECT_EQ(world.stored(survivor).revision, 1);
    EXPECT_EQ(world.stored(other).revision, 1);
}

TEST_F(Merging, RowsAreKeptPickedOrJoined) {
    const auto survivor = make_case(R"({"services_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111",
         "service_type": "health_medical_service"}]})");
    const auto other = make_case(R"({"services_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222",
         "service_type": "health_medical_service",
         "service_provider": "Clinic"},
        {"unique_id": "33333333-3333-4333-8333-333333333333",
         "service_type": "police_other_service"}]})");
    const auto joined = merge(survivor, other, R"({"services_section": {"rows": [
        {"this": "11111111-1111-4111-8111-111111111111",
         "other": "22222222-2222-4222-8222-222222222222"},
        {"other": "33333333-3333-4333-8333-333333333333"}]}})");
    ASSERT_TRUE(joined.has_value()) << first_why(joined);
    const auto now = data(survivor);
    const auto services = rows(now, "services_section");
    ASSERT_THAT(services, SizeIs(2));
    EXPECT_EQ(json::string_or(*services[0], "unique_id"), "11111111-1111-4111-8111-111111111111");
    EXPECT_EQ(json::string_or(*services[0], "service_provider"), "Clinic");
    EXPECT_EQ(json::string_or(*services[1], "service_type"), "police_other_service");
    ASSERT_TRUE(undo(survivor, other).has_value());
    const auto both = merge(survivor, other);
    ASSERT_TRUE(both.has_value()) << first_why(both);
    const auto all = data(survivor);
    EXPECT_THAT(rows(all, "services_section"), SizeIs(3));
    const auto twice = merge(make_case("{}"), make_case(R"({"services_section": [
        {"unique_id": "44444444-4444-4444-8444-444444444444"}]})"),
                             R"({"services_section": {"rows": [
        {"other": "44444444-4444-4444-8444-444444444444"},
        {"other": "44444444-4444-4444-8444-444444444444"}, {"this": "x"}]}})");
    EXPECT_THAT(pointers(twice), ElementsAre("/data/choices/services_section/rows/1/other",
                                             "/data/choices/services_section/rows/2/this"));
}

TEST_F(Merging, NotesAreNeverTakenAwayAndKeepTheirAuthors) {
    const auto survivor = make_case(R"({"notes_section": [{"note_subject": "One"}]})", "worker_a");
    const auto other = make_case(R"({"notes_section": [{"note_subject": "Two"}]})", "worker_a");
    EXPECT_EQ(first_why(merge(survivor, other, R"({"notes_section": "other"})")),
              "errors.merge.rows_stay");
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto now = data(survivor);
    const auto notes = rows(now, "notes_section");
    ASSERT_THAT(notes, SizeIs(2));
    EXPECT_EQ(json::string_or(*notes[1], "note_created_by"), "worker_a");
}

TEST_F(Merging, OnlyThoseMayWhoHoldBothCasesAndTheRights) {
    const auto survivor = make_case(R"({"age": 9})", "worker_a");
    const auto other = make_case(R"({"age": 9})", "worker_a");
    for (const auto* name : {"worker_a", "worker_b", "manager_a", "tracer", "recipient"}) {
        const auto refused = merge(survivor, other, "{}", name);
        ASSERT_FALSE(refused.has_value()) << name;
        EXPECT_EQ(refused.error().code, Errc::forbidden) << name;
        const auto seen = preview_merge(world.as(name), world.records(), {survivor, other});
        ASSERT_FALSE(seen.has_value()) << name;
        EXPECT_EQ(seen.error().code, Errc::forbidden) << name;
        EXPECT_EQ(undo(survivor, other, name).error().code, Errc::forbidden) << name;
    }
    const auto itself = merge(survivor, survivor);
    EXPECT_EQ(why(itself), "errors.merge.itself");
    const auto nowhere = RecordId::random(world.random);
    const auto absent = merge_cases(world.as("admin"), world.records(),
                                    {.pair = {survivor, nowhere}, .revision = 1});
    ASSERT_FALSE(absent.has_value());
    EXPECT_EQ(absent.error().code, Errc::not_found);
    EXPECT_EQ(undo(survivor, other).error().code, Errc::not_found);
}

TEST_F(Merging, WhatChangedSinceItWasSeenIsNotMerged) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    ASSERT_TRUE(save(other, R"({"sex": "male"})").has_value());
    const auto stale = merge_cases(world.as("admin"), world.records(),
                                   {.pair = {survivor, other}, .revision = 1, .other_revision = 1});
    ASSERT_FALSE(stale.has_value());
    EXPECT_EQ(stale.error().code, Errc::conflict);
    EXPECT_EQ(stale.error().field, "/data/other_revision");
    EXPECT_EQ(text(other, "status"), "open");
}

TEST_F(Merging, ObstaclesAreNamedWithTheirSide) {
    const auto first = make_case(R"({"age": 9})");
    const auto second = make_case(R"({"age": 9})");
    const auto third = make_case(R"({"age": 9})");
    ASSERT_TRUE(merge(first, second).has_value());
    EXPECT_EQ(first_why(merge(third, second)), "errors.merge.is_duplicate");
    EXPECT_EQ(first_why(merge(second, third)), "errors.merge.is_duplicate");
    ASSERT_TRUE(save(third, R"({"status": "closed"})").has_value());
    EXPECT_EQ(first_why(merge(third, first)), "errors.merge.closed");
    EXPECT_THAT(pointers(merge(third, first)), ElementsAre("this"));
    ASSERT_TRUE(world.records().disable(world.as("admin"), "case", third).has_value());
    EXPECT_EQ(first_why(merge(first, third)), "errors.record_disabled");
}

TEST_F(Merging, AMergedCaseIsLeftAloneUntilTheMergeIsTakenBack) {
    const auto survivor = make_case(R"({"age": 9})");
    const auto other = make_case(R"({"age": 9})");
    ASSERT_TRUE(merge(survivor, other).has_value());
    const auto written = save(other, R"({"sex": "male"})");
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().message.key, "errors.merge.read_only");
    for (const auto* change : {R"({"status": "open"})", R"({"duplicate_case_id": null})"}) {
        const auto refused = save(other, change);
        ASSERT_FALSE(refused.has_value()) << change;
        EXPECT_EQ(refused.error().message.key, "errors.merge.undo_first");
    }
    EXPECT_TRUE(save(survivor, R"({"sex": "male"})").has_value());
    ASSERT_TRUE(undo(survivor, other).has_value());
    EXPECT_TRUE(save(other, R"({"sex": "male"})").has_value());
    EXPECT_EQ(text(other, "status"), "open");
}

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
    const auto linked = save(request,
                             R"({"tracing_request_subform_section": [
            {"unique_id": "11111111-1111-4111-8111-111111111111", "matched_case_id": ")" +
                                 other.text() + R"("}]})",
                             "tracing_request");
    ASSERT_TRUE(linked.has_value()) << linked.error().message.key;
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

TEST_F(Merging, UndoingLeavesLaterEditsAndNeverWritesOverThem) {
    const auto survivor = make_case(R"({"name_first": "Laila", "age": 9, "services_section": [
        {"unique_id": "11111111-1111-4111-8111-111111111111"}]})");
    const auto other = make_case(R"({"name_first": "Leyla", "age": 9, "services_section": [
        {"unique_id": "22222222-2222-4222-8222-222222222222"}]})");
    ASSERT_TRUE(merge(survivor, other, R"({"name_first": "other"})").has_value());
    ASSERT_TRUE(save(survivor, R"({"sex": "female", "services_section": [
        {"unique_id": "33333333-3333-4333-8333-333333333333"}]})")
                    .has_value());
    ASSERT_TRUE(undo(survivor, other).has_value());
    const auto now = data(survivor);
    EXPECT_EQ(json::string_or(now, "sex"), "female");
    EXPECT_EQ(json::string_or(now, "name_first"), "Laila");
    EXPECT_THAT(rows(now, "services_section"), SizeIs(2));
    ASSERT_TRUE(merge(survivor, other, R"({"name_first": "other"})").has_value());
    ASSERT_TRUE(save(survivor, R"({"name_first": "Lila"})").has_value());
    const auto refused = undo(survivor, other);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(pointers(refused), ElementsAre("/this/name_first"));
    EXPECT_EQ(text(survivor, "name_first"), "Lila");
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

TEST_F(Merging, OfTwoAtOnceOneWins) {
    for (int round = 0; round < 10; ++round) {
        const auto first = make_case(R"({"age": 9})");
        const auto second = make_case(R"({"age": 9})");
        std::array<Result<json::Object>, 2> outcomes{json::Object(), json::Object()};
        const auto go = [&](std::size_t index, RecordId survivor, RecordId other) {
            outcomes.at(index) =
                merge_cases(world.as("admin"), world.records(),
                            {.pair = {survivor, other}, .revision = 1, .other_revision = 1});
        };
        std::thread one(go, 0, first, second);
        std::thread two(go, 1, second, first);
        one.join();
        two.join();
        EXPECT_NE(outcomes[0].has_value(), outcomes[1].has_value());
        const auto& lost = outcomes[0] ? outcomes[1] : outcomes[0];
        EXPECT_EQ(lost.error().code, Errc::conflict);
        const auto duplicates = static_cast<int>(text(first, "status") == "duplicate") +
                                static_cast<int>(text(second, "status") == "duplicate");
        EXPECT_EQ(duplicates, 1);
    }
}

TEST_F(Merging, AnEditDuringAMergeIsNeitherLostNorWrittenOver) {
    for (int round = 0; round < 10; ++round) {
        const auto survivor = make_case(R"({"age": 9, "sex": "male"})");
        const auto other = make_case(R"({"age": 9, "sex": "female"})");
        Result<json::Object> merged = json::Object();
        std::thread merging([&] {
            merged = merge_cases(world.as("admin"), world.records(),
                                 {.pair = {survivor, other},
                                  .revision = 1,
                                  .other_revision = 1,
                                  .choices = object_of(R"({"sex": "other"})")});
        });
        const auto written = save(survivor, R"({"address_current": "Well"})");
        merging.join();
        EXPECT_TRUE(written.has_value());
        EXPECT_EQ(text(survivor, "address_current"), "Well");
        EXPECT_EQ(text(survivor, "sex"), merged ? "female" : "male");
    }
}

/// Cases with answers picked by chance, merged by choices picked by chance, and parted again.
TEST_F(Merging, UndoingGivesBothDocumentsBack) {
    std::mt19937 chance(20261126);
    const auto pick = [&](int count) {
        return std::uniform_int_distribution<int>(0, count - 1)(chance);
    };
    const auto random_case = [&] {
        json::Object child{{"age", 5 + pick(2)}, {"sex", pick(2) == 0 ? "male" : "female"}};
        constexpr std::array<const char*, 4> names{"Laila", "Leyla", "Omar", ""};
        constexpr std::array<const char*, 4> countries{"kenya", "somalia", "sudan", "uganda"};
        child["name_first"] = names.at(static_cast<std::size_t>(pick(4)));
        child["name_last"] = names.at(static_cast<std::size_t>(pick(4)));
        if (pick(2) == 0) child["address_current"] = "Well " + std::to_string(pick(2));
        if (pick(2) == 0) child["consent_for_services"] = pick(2) == 0;
        if (pick(3) == 0) child["risk_level"] = pick(2) == 0 ? "high" : "medium";
        json::Array nationalities;
        for (int index = 0; index < pick(3); ++index)
            nationalities.emplace_back(countries.at(static_cast<std::size_t>(pick(4))));
        child["nationality"] = std::move(nationalities);
        for (const auto* key : {"services_section", "notes_section", "family_details_section",
                                "cp_case_plan_subform_case_plan_interventions"}) {
            json::Array list;
            for (int index = 0; index < pick(3); ++index)
                list.emplace_back(json::Object{{"unique_id", Uuid::random(world.random).text()},
                                               {"relation_name", "R" + std::to_string(pick(9))},
                                               {"note_subject", "N" + std::to_string(pick(9))},
                                               {"service_provider", "P"}});
            if (!list.empty()) child[key] = std::move(list);
        }
        if (pick(3) == 0)
            child["incident_details"] = json::Array{
                json::Object{{"incident_date", "2024-05-0" + std::to_string(1 + pick(9))}}};
        return make("case", std::move(child));
    };
    for (int round = 0; round < 25; ++round) {
        const auto survivor = random_case();
        const auto other = random_case();
        const auto survivor_before = data(survivor);
        const auto other_before = data(other);
        json::Object choices;
        for (const auto* key : {"age", "sex", "name_first", "name_last", "address_current",
                                "consent_for_services", "risk_level", "nationality"}) {
            const bool is_somewhere = records::derived::is_present(data(survivor), key) ||
                                      records::derived::is_present(data(other), key);
            if (is_somewhere) choices[key] = pick(2) == 0 ? "this" : "other";
        }
        const auto merged = merge(survivor, other, json::write(choices));
        ASSERT_TRUE(merged.has_value())
            << why(merged) << first_why(merged) << ::testing::PrintToString(pointers(merged));
        const auto undone = undo(survivor, other);
        ASSERT_TRUE(undone.has_value())
            << why(undone) << first_why(undone) << ::testing::PrintToString(pointers(undone));
        EXPECT_EQ(changed_since(survivor_before, survivor), "{}") << "round " << round;
        EXPECT_EQ(changed_since(other_before, other), "{}") << "round " << round;
    }
}

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

}  // namespace
}  // namespace amparo::casework
