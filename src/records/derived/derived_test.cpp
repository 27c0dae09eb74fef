#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/derived/rules.hpp"
#include "records/records_test_support.hpp"

namespace amparo::records::derived {
namespace {

using ::testing::ElementsAre;

/// Runs the whole table over successive saves of one record.
class Saves {
  public:
    explicit Saves(RecordsWorld& world) : world_(world), actor_(world.as("worker_a")) {}

    /// Saves the record with the changes in it and gives the document.
    const json::Object& save(std::string_view changes, std::string_view now = "") {
        const auto moment =
            now.empty() ? world_.clock.now() : parse_instant(std::string(now)).value();
        json::Object after = document_;
        for (auto& [key, value] : object_of(changes)) after[key] = value;
        if (is_new_) after["module_id"] = "primeromodule-cp";
        const auto definitions = world_.definitions();
        const Context context{
            .definitions = *definitions,
            .user = [&](std::string_view name) -> std::shared_ptr<const access::User> {
                return name == "worker_a" ? actor_.user_pointer() : nullptr;
            },
            .agency_code = [](std::string_view) { return std::string("A1"); },
            .actor = actor_,
            .record_type = "case",
            .id = RecordId(),
            .now = moment,
            .today = day_in_zone(moment, "UTC"),
            .random = world_.random,
            .is_new = is_new_};
        run(document_, after, context);
        document_ = std::move(after);
        is_new_ = false;
        return document_;
    }
    std::string text(std::string_view key) const { return json::string_or(document_, key); }
    const json::Object& document() const { return document_; }

  private:
    RecordsWorld& world_;
    access::Actor actor_;
    json::Object document_;
    bool is_new_ = true;
};

class DerivedFields : public ::testing::Test {
  protected:
    RecordsWorld world;
    Saves saves{world};
};

TEST_F(DerivedFields, ANewCaseKnowsWhoWhenAndWhichItIs) {
    saves.save(R"({"name_first": "Ada", "name_last": "Bell"})");
    EXPECT_EQ(saves.text("name"), "Ada Bell");
    EXPECT_EQ(saves.text("status"), "open");
    EXPECT_EQ(saves.text("workflow"), "new");
    EXPECT_EQ(saves.text("registration_date"), "2024-06-15");
    EXPECT_EQ(saves.text("case_id"), saves.text("unique_identifier"));
    EXPECT_EQ(saves.text("short_id"), saves.text("unique_identifier").substr(29));
    EXPECT_EQ(saves.text("case_id_display"), saves.text("short_id"));
    EXPECT_EQ(saves.text("owned_by"), "worker_a");
    EXPECT_EQ(saves.text("owned_by_agency_id"), "AGENCY-1");
    EXPECT_EQ(saves.text("reporting_location_hierarchy"), "EX.EX01.EX0101");
    EXPECT_EQ(json::write(saves.document().at("associated_user_names")), R"(["worker_a"])");
    EXPECT_EQ(json::write(saves.document().at("associated_user_groups")),
              R"(["usergroup-primero-cp"])");
    EXPECT_FALSE(saves.document().at("not_edited_by_owner").get_bool());
}

TEST_F(DerivedFields, TheNameFollowsItsPartsButNeverTakesTheMask) {
    saves.save(R"({"name_first": "Ada", "name_last": "Bell"})");
    saves.save(R"({"name_last": "Cole"})");
    EXPECT_EQ(saves.text("name"), "Ada Cole");
    saves.save(R"({"name_nickname": "Addie"})");
    saves.save(R"({"name_nickname": "*******"})");
    EXPECT_EQ(saves.text("name_nickname"), "Addie");
    saves.save(R"({"name_first": "*******"})");
    EXPECT_EQ(saves.text("name_first"), "Ada");
    EXPECT_EQ(saves.text("name"), "Ada Cole") << "no name is made of the mask";
}

TEST(DerivedName, BeginsWithTheFamilyWhereTheLanguageOfTheDeploymentDoes) {
    RecordsWorld world({}, object_of(R"({"default_locale": "hu", "locales": ["en", "hu"]})"));
    Saves saves(world);
    saves.save(R"({"name_first": "Ilona", "name_middle": "Ada", "name_last": "Nagy"})");
    EXPECT_EQ(saves.text("name"), "Nagy Ilona Ada");
}

// The table of case-management.md §3.6, row by row; the shipped module does not use assessments,
// so its row leaves the workflow alone.
TEST_F(DerivedFields, TheWorkflowAdvancesAsTheTableSays) {
    saves.save(R"({"name_first": "Ada"})");
    EXPECT_EQ(saves.text("workflow"), "new");
    saves.save(R"({"assessment_requested_on": "2024-06-15"})");
    EXPECT_EQ(saves.text("workflow"), "new");
    saves.save(R"({"date_case_plan": "2024-06-15"})");
    EXPECT_EQ(saves.text("workflow"), "case_plan");
    saves.save(R"({"services_section": [{"unique_id": "a", "service_type": "A",
        "service_response_type": "action_plan"}]})");
    EXPECT_EQ(saves.text("workflow"), "action_plan");
    saves.save(R"({"services_section": [{"unique_id": "a", "service_type": "A",
        "service_response_type": "action_plan",
        "service_implemented_day_time": "2024-06-15T00:00:00.000Z"}]})");
    EXPECT_EQ(saves.text("workflow"), "services_implemented");
    saves.save(R"({"services_section": [{"unique_id": "a", "service_type": "A",
        "service_response_type": "action_plan",
        "service_implemented_day_time": "2024-06-15T00:00:00.000Z"},
        {"unique_id": "b", "service_type": "B"}]})");
    EXPECT_EQ(saves.text("workflow"), "services_implemented");
    saves.save(R"({"name_first": "Eda"})");
    EXPECT_EQ(saves.text("workflow"), "services_implemented");
    saves.save(R"({"status": "closed"})");
    EXPECT_EQ(saves.text("workflow"), "closed");
    saves.save(R"({"services_section": [{"unique_id": "a", "service_type": "A",
        "service_response_type": "action_plan",
        "service_implemented_day_time": "2024-06-15T00:00:00.000Z"},
        {"unique_id": "b", "service_type": "B"},
        {"unique_id": "c", "service_type": "C", "service_response_type": "care_plan"}]})");
    EXPECT_EQ(saves.text("workflow"), "reopened");
    EXPECT_EQ(saves.text("status"), "open");
    saves.save(R"({"name_first": "Ida"})");
    EXPECT_EQ(saves.text("workflow"), "reopened");
    saves.save(R"({"services_section": [{"unique_id": "a", "service_type": "A",
        "service_response_type": "action_plan",
        "service_implemented_day_time": "2024-06-15T00:00:00.000Z"},
        {"unique_id": "b", "service_type": "B"},
        {"unique_id": "c", "service_type": "C", "service_response_type": "care_plan",
         "service_referral_notes": "called"}]})");
    EXPECT_EQ(saves.text("workflow"), "care_plan");
}

TEST_F(DerivedFields, ServicesBeatAPlanDatedInTheSameSave) {
    saves.save(R"({"name_first": "Ada"})");
    saves.save(R"({"date_case_plan": "2024-06-15", "services_section": [
        {"service_type": "A", "service_response_type": "care_plan"}]})");
    EXPECT_EQ(saves.text("workflow"), "care_plan");
    const auto& log = saves.document().at("workflow_log").get_array();
    EXPECT_EQ(json::string_or(log.back().get_object(), "from"), "new");
}

TEST_F(DerivedFields, ClosingDatesItselfAndReopeningKeepsTheOldDate) {
    saves.save(R"({"name_first": "Ada"})");
    saves.save(R"({"status": "closed", "closure_reason": "formal_closing"})");
    EXPECT_EQ(saves.text("date_closure"), "2024-06-15");
    saves.save(R"({"status": "open", "case_status_reopened": true})", "2024-07-01T00:00:00Z");
    EXPECT_EQ(saves.text("workflow"), "reopened");
    EXPECT_TRUE(saves.document().at("date_closure").is_null());
    const auto& kept = saves.document().at("closure_logs").get_array().front().get_object();
    EXPECT_EQ(json::string_or(kept, "date_closure"), "2024-06-15");
    EXPECT_EQ(json::string_or(kept, "reason"), "formal_closing");
    saves.save(R"({"status": "closed"})", "2024-08-01T00:00:00Z");
    EXPECT_EQ(saves.text("date_closure"), "2024-08-01");
    saves.save(R"({"status": "open", "case_status_reopened": true})", "2024-09-01T00:00:00Z");
    const auto& log = saves.document().at("reopened_logs").get_array();
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(json::string_or(log.front().get_object(), "reopened_date"),
              "2024-09-01T00:00:00.000Z");
}

TEST_F(DerivedFields, ADisabledRecordIsNotReopenedByAService) {
    saves.save(R"({"name_first": "Ada"})");
    saves.save(R"({"status": "closed", "record_state": false})");
    saves.save(R"({"services_section": [{"service_type": "A"}]})");
    EXPECT_EQ(saves.text("status"), "closed");
}

struct AgeCase {
    const char* born;
    const char* now;
    int age;
};
TEST_F(DerivedFields, AgeIsFullYearsAndLeapDaysCountOnTheFirstOfMarch) {
    const AgeCase cases[] = {
        {"2014-06-15", "2024-06-15T12:00:00Z", 10}, {"2014-06-16", "2024-06-15T12:00:00Z", 9},
        {"2012-02-29", "2023-02-28T12:00:00Z", 10}, {"2012-02-29", "2023-03-01T00:00:00Z", 11},
        {"2012-02-29", "2024-02-29T00:00:00Z", 12}, {"2024-06-15", "2024-06-15T23:59:59Z", 0},
    };
    for (const auto& example : cases) {
        Saves fresh(world);
        fresh.save("{\"date_of_birth\": \"" + std::string(example.born) + "\"}", example.now);
        EXPECT_EQ(json::integer_or(fresh.document(), "age", -1), example.age) << example.born;
    }
}

TEST_F(DerivedFields, OfAPartialBirthdayEveryAgeThatItAllowsStays) {
    saves.save(R"({"date_of_birth": "2014-01-01", "date_of_birth_precision": "year", "age": 9})",
               "2024-06-15T12:00:00Z");
    EXPECT_EQ(json::integer_or(saves.document(), "age", -1), 9);
    EXPECT_EQ(saves.text("date_of_birth"), "2014-01-01");
    saves.save(R"({"age": 10})", "2024-06-15T12:00:00Z");
    EXPECT_EQ(saves.text("date_of_birth_precision"), "year");
    EXPECT_FALSE(json::bool_or(saves.document(), "estimated", false));
    saves.save(R"({"age": 8})", "2024-06-15T12:00:00Z");
    EXPECT_EQ(saves.text("date_of_birth"), "2016-01-01");
    saves.save(R"({"date_of_birth": "2010-01-01"})", "2024-06-15T12:00:00Z");
    EXPECT_EQ(json::integer_or(saves.document(), "age", -1), 14);
}
TEST_F(DerivedFields, AnAgeAloneGivesAnEstimatedBirthdayAndNeverOverwritesAnExactOne) {
    saves.save(R"({"age": 10})");
    EXPECT_EQ(saves.text("date_of_birth"), "2014-01-01");
    EXPECT_TRUE(saves.document().at("estimated").get_bool());
    EXPECT_EQ(saves.text("date_of_birth_precision"), "year");
    Saves exact(world);
    exact.save(R"({"date_of_birth": "2013-11-02"})");
    exact.save(R"({"age": 10, "name_first": "Ada"})");
    EXPECT_EQ(exact.text("date_of_birth"), "2013-11-02");
}

TEST_F(DerivedFields, ServicesKnowWhenTheyAreDue) {
    saves.save(R"({"services_section": [
        {"service_type": "A", "service_response_day_time": "2024-01-31T10:00:00.000Z",
         "service_response_timeframe": "1_month"},
        {"service_type": "B", "service_response_day_time": "2024-06-01T10:00:00.000Z",
         "service_response_timeframe": "3_hours"},
        {"service_type": "C", "service_response_day_time": "2024-06-01T10:00:00.000Z",
         "service_response_timeframe": "soon"},
        {"service_type": "D", "service_response_day_time": "2024-06-01T10:00:00.000Z",
         "service_response_timeframe": "1_day",
         "service_implemented_day_time": "2024-06-02T10:00:00.000Z"}]})");
    EXPECT_EQ(json::write(saves.document().at("service_due_dates")),
              R"(["2024-02-29T10:00:00.000Z","2024-06-01T13:00:00.000Z"])");
    EXPECT_EQ(json::write(saves.document().at("service_implemented_day_times")),
              R"(["2024-06-02T10:00:00.000Z"])");
    const auto& rows = saves.document().at("services_section").get_array();
    EXPECT_EQ(json::string_or(rows[0].get_object(), "service_implemented"), "not_implemented");
    EXPECT_EQ(json::string_or(rows[3].get_object(), "service_implemented"), "implemented");
    saves.save(R"({"services_section": []})");
    EXPECT_EQ(json::write(saves.document().at("service_due_dates")), "[]");
}

struct FollowUpCase {
    const char* rows;
    const char* status;
};
TEST_F(DerivedFields, FollowUpsAreNotPlannedPlannedOrDone) {
    const FollowUpCase cases[] = {
        {"[]", "follow_ups_not_planned"},
        {R"([{"followup_type": "x"}])", "follow_ups_not_planned"},
        {R"([{"followup_needed_by_date": "2024-07-01"}])", "follow_ups_planned"},
        {R"([{"followup_needed_by_date": "2024-07-01", "followup_date": "2024-07-02"}])",
         "follow_ups_implemented"},
        {R"([{"followup_date": "2024-07-02"}, {"followup_needed_by_date": "2024-08-01"}])",
         "follow_ups_planned"},
    };
    for (const auto& example : cases) {
        Saves fresh(world);
        fresh.save(std::string("{\"followup_subform_section\": ") + example.rows + "}");
        EXPECT_EQ(fresh.text("followup_status"), example.status) << example.rows;
    }
}

TEST_F(DerivedFields, OpenTasksAreListsOfTheirDueDates) {
    saves.save(R"({"assessment_due_date": "2024-06-20", "case_plan_due_date": "2024-06-25"})");
    EXPECT_EQ(json::write(saves.document().at("assessment_due_dates")), R"(["2024-06-20"])");
    saves.save(R"({"assessment_requested_on": "2024-06-18"})");
    EXPECT_EQ(json::write(saves.document().at("assessment_due_dates")), "[]");
    EXPECT_EQ(json::write(saves.document().at("case_plan_due_dates")), R"(["2024-06-25"])");
}

TEST_F(DerivedFields, ConcernsOfSubformsJoinTheListAndStay) {
    saves.save(R"({"protection_concerns": ["migrant"],
        "protection_concern_detail_subform_section": [
            {"protection_concern_type": "trafficked"}]})");
    EXPECT_EQ(json::write(saves.document().at("protection_concerns")),
              R"(["migrant","trafficked"])");
    saves.save(R"({"protection_concern_detail_subform_section": []})");
    EXPECT_EQ(json::write(saves.document().at("protection_concerns")),
              R"(["migrant","trafficked"])");
}

TEST_F(DerivedFields, ConsentAndRiskKeepALogOfWhoDecidedWhat) {
    saves.save(R"({"consent_for_services": true, "risk_level": "high"})");
    saves.save(R"({"consent_for_services": false, "risk_level": "low"})");
    const auto& consent = saves.document().at("consent_log").get_array();
    ASSERT_EQ(consent.size(), 2U);
    EXPECT_FALSE(consent[1].get_object().at("value").get_bool());
    EXPECT_EQ(json::string_or(consent[1].get_object(), "by"), "worker_a");
    const auto& risk = saves.document().at("risk_level_log").get_array();
    EXPECT_EQ(json::string_or(risk[1].get_object(), "from"), "high");
    saves.save(R"({"name_first": "Ada"})");
    EXPECT_EQ(saves.document().at("consent_log").get_array().size(), 2U);
}

TEST_F(DerivedFields, ANewNoteIsStampedByTheServerWhateverTheClientSays) {
    saves.save(R"({"notes_section": [{"note_text": "x", "note_created_by": "someone_else",
        "note_date": "1999-01-01T00:00:00.000Z"}]})");
    const auto& note = saves.document().at("notes_section").get_array().front().get_object();
    EXPECT_EQ(json::string_or(note, "note_created_by"), "worker_a");
    EXPECT_EQ(json::string_or(note, "note_date"), "2024-06-15T12:00:00.000Z");
}

TEST_F(DerivedFields, EveryRowGetsANumberAndKeepsIt) {
    saves.save(R"({"family_details_section": [{"relation": "mother"}]})");
    const auto id = json::string_or(
        saves.document().at("family_details_section").get_array().front().get_object(),
        "unique_id");
    EXPECT_TRUE(Uuid::parse(id).has_value());
    saves.save(R"({"name_first": "Ada"})");
    EXPECT_EQ(json::string_or(
                  saves.document().at("family_details_section").get_array().front().get_object(),
                  "unique_id"),
              id);
}

TEST_F(DerivedFields, ASecondSaveOfNothingChangesNothingButTheStamps) {
    saves.save(R"({"name_first": "Ada", "age": 9, "services_section": [{"service_type": "A"}]})");
    auto before = saves.document();
    auto after = saves.save("{}", "2024-06-16T00:00:00Z");
    before.erase("last_updated_at");
    after.erase("last_updated_at");
    EXPECT_EQ(json::write(before), json::write(after));
}

TEST(DerivedTable, NamesEachRuleOnce) {
    std::set<std::string_view> names;
    for (const auto& rule : rules()) EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_EQ(names.size(), rules().size());
}

}  // namespace
}  // namespace amparo::records::derived
