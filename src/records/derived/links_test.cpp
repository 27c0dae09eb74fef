// What is derived for incidents, violations and traces (case-management.md §3.24, §3.25).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/records_test_support.hpp"

namespace amparo::records::derived {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LinkedRecords : public ::testing::Test {
  protected:
    Changes run(Derive rule, std::string_view after, std::string_view before = "{}") {
        return rule(object_of(before), object_of(after), context());
    }
    Context context() {
        return {.definitions = *definitions,
                .user = [](std::string_view) { return nullptr; },
                .agency_code = [](std::string_view) { return std::string(); },
                .actor = actor,
                .record_type = "incident",
                .id = RecordId(),
                .now = world.clock.now(),
                .today = day_in_zone(world.clock.now(), "UTC"),
                .random = world.random};
    }
    static std::vector<std::string> list(const Changes& changes, std::string_view key) {
        return json::string_list(changes, key);
    }

    RecordsWorld world;
    std::shared_ptr<const forms::Definitions> definitions = world.definitions();
    access::Actor actor = world.as("worker_a");
};

TEST_F(LinkedRecords, TheDateOfAnIncidentIsTheFirstThatIsKnown) {
    const auto date_of = [&](std::string_view after) {
        return json::string_or(run(date_incident, after), "incident_date_derived");
    };
    EXPECT_EQ(date_of(R"({"incident_date":"2024-05-01","date_of_incident":"2024-01-01"})"),
              "2024-05-01");
    EXPECT_EQ(date_of(R"({"date_of_incident_from":"2024-03-01","date_of_incident":"2024-01-01"})"),
              "2024-03-01");
    EXPECT_EQ(date_of(R"({"date_of_incident":"2024-01-01"})"), "2024-01-01");
    EXPECT_THAT(run(date_incident, "{}"), IsEmpty());
    EXPECT_TRUE(run(date_incident, R"({"incident_date_derived":"2024-01-01"})")
                    .at("incident_date_derived")
                    .is_null());
}

TEST_F(LinkedRecords, TheTimeUntilTheReportFallsIntoOneRange) {
    struct Vector {
        const char* reported;
        const char* range;
    };
    constexpr Vector vectors[] = {
        {"2024-05-01", "0_3_days"},        {"2024-05-04", "0_3_days"},
        {"2024-05-05", "4_5_days"},        {"2024-05-06", "4_5_days"},
        {"2024-05-07", "6_14_days"},       {"2024-05-15", "6_14_days"},
        {"2024-05-16", "2_weeks_1_month"}, {"2024-05-31", "2_weeks_1_month"},
        {"2024-06-01", "over_1_month"},    {"2024-04-30", ""}};
    for (const auto& vector : vectors) {
        const auto changes =
            run(describe_violence, std::string(R"({"incident_date":"2024-05-01",)") +
                                       R"("date_of_first_report":")" + vector.reported + "\"}");
        EXPECT_EQ(json::string_or(changes, "elapsed_reporting_time"), vector.range)
            << vector.reported;
    }
    EXPECT_FALSE(run(describe_violence, R"({"date_of_first_report":"2024-05-01"})")
                     .contains("elapsed_reporting_time"));
}

TEST_F(LinkedRecords, PerpetratorsAreCountedUpToThree) {
    const auto count_of = [&](std::string_view rows) {
        const auto changes =
            run(describe_violence, R"({"alleged_perpetrator":)" + std::string(rows) + "}");
        return json::string_or(changes, "number_of_perpetrators");
    };
    EXPECT_EQ(count_of("[]"), "");
    EXPECT_EQ(count_of("[{}]"), "equal_to_1");
    EXPECT_EQ(count_of("[{},{},{}]"), "equal_to_3");
    EXPECT_EQ(count_of("[{},{},{},{}]"), "more_than_3");
}

TEST_F(LinkedRecords, TheContextOfViolenceHasEveryKindThatHolds) {
    const auto context_of = [&](std::string_view after) {
        return list(run(describe_violence, after), "gbv_case_context");
    };
    EXPECT_THAT(context_of(R"({"gbv_sexual_violence_type":"rape","age":12,
        "goods_money_exchanged":"true","abduction_status_time_of_incident":"forced",
        "alleged_perpetrator":[{"perpetrator_relationship":"intimate_partner_former_partner"}]})"),
                ElementsAre("intimate_partner_violence", "child_sexual_abuse",
                            "possible_sexual_exploitation", "possible_sexual_slavery"));
    EXPECT_THAT(context_of(R"({"gbv_sexual_violence_type":"forced_marriage","age":17,
        "harmful_traditional_practice":"yes"})"),
                ElementsAre("early_marriage", "harmful_traditional_practice"));
    EXPECT_THAT(context_of(R"({"gbv_sexual_violence_type":"rape","age":18,
        "abduction_status_time_of_incident":"none"})"),
                IsEmpty());
    EXPECT_THAT(context_of(R"({"gbv_sexual_violence_type":"non-gbv",
        "harmful_traditional_practice":"yes"})"),
                IsEmpty());
}

constexpr auto* monitored = R"({"module_id":"primeromodule-mrm","incident_date":"2024-02-10",
    "killing":[{"unique_id":"k1","ctfmr_verified":"verified","ctfmr_verified_date":"2024-04-01",
        "weapon_type":["mine","gun"],"violation_tally":{"boys":2,"girls":0,"total":2}}],
    "attack_on_schools":[{"unique_id":"s1","ctfmr_verified":"reported","facility_impact":"burnt"}],
    "deprivation_liberty":[{"unique_id":"d1","reasons_deprivation_liberty":["age"],
        "is_late_verification":true}],
    "perpetrators":[{"unique_id":"p1","violations_ids":["k1","s1"],
        "armed_force_group_party_name":"group_a","perpetrator_category":"state"},
        {"unique_id":"p2","violations_ids":[]},{"unique_id":"p3","violations_ids":["gone"]}],
    "individual_victims":[{"unique_id":"v1","violations_ids":["k1"],"individual_age":9,
        "individual_sex":"male","reasons_deprivation_liberty":["age","identity"],
        "facilty_victims_held":"jail"}],
    "responses":[{"unique_id":"r1","violations_ids":"k1"}]})";

TEST_F(LinkedRecords, ViolationsAreSummarisedOnTheIncident) {
    const auto changes = run(summarise_violations, monitored);
    EXPECT_THAT(list(changes, "weapon_type"), ElementsAre("mine", "gun"));
    EXPECT_THAT(list(changes, "verification_status"), ElementsAre("verified", "reported"));
    EXPECT_THAT(list(changes, "violation_with_verification_status"),
                ElementsAre("killing_verified", "attack_on_schools_reported"));
    EXPECT_THAT(list(changes, "violation_with_weapon_type"),
                ElementsAre("killing_mine", "killing_gun"));
    EXPECT_THAT(list(changes, "armed_force_group_party_names"), ElementsAre("group_a"));
    EXPECT_THAT(list(changes, "individual_violations"), ElementsAre("killing"));
    EXPECT_THAT(list(changes, "reasons_deprivation_liberty"), ElementsAre("age", "identity"));
    EXPECT_THAT(list(changes, "victim_facilty_victims_held"), ElementsAre("jail"));
    EXPECT_THAT(list(changes, "late_verified_violations"), ElementsAre("deprivation_liberty"));
    EXPECT_TRUE(is_true(changes, "has_late_verified_violations"));
    EXPECT_THAT(list(changes, "child_types"), ElementsAre("boys"));
    EXPECT_EQ(changes.at("individual_age").as_array().size(), 1U);
}

TEST_F(LinkedRecords, OtherIncidentsStayFreeOfViolations) {
    EXPECT_THAT(run(summarise_violations, R"({"module_id":"primeromodule-cp"})"), IsEmpty());
    // The last violation went: the lists are emptied, not left as they were.
    const auto changes = run(summarise_violations, R"({"weapon_type":["mine"]})",
                             R"({"killing":[{"unique_id":"k1"}]})");
    EXPECT_THAT(list(changes, "weapon_type"), IsEmpty());
    EXPECT_TRUE(changes.contains("weapon_type"));
}

TEST_F(LinkedRecords, AssociationsGoWithTheirViolation) {
    const auto changes = run(keep_associations, monitored);
    ASSERT_EQ(changes.size(), 1U);
    const auto kept = rows(changes, "perpetrators");
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(json::string_or(*kept.front(), "unique_id"), "p1");
}

TEST_F(LinkedRecords, AVerificationIsLateAfterTheQuarterOfTheIncident) {
    const auto late = [&](std::string_view verified, std::string_view rest) {
        const auto changes =
            run(mark_late_verification,
                R"({"incident_date":"2024-02-10","killing":[{"ctfmr_verified":"verified",
                "ctfmr_verified_date":")" +
                    std::string(verified) + R"("}])" + std::string(rest) + "}");
        return is_true(*rows(changes, "killing").front(), "is_late_verification");
    };
    EXPECT_FALSE(late("2024-03-31", ""));
    EXPECT_TRUE(late("2024-04-01", ""));
    constexpr auto* range = R"(,"is_incident_date_range":true,"incident_date_end":"2024-05-02")";
    EXPECT_FALSE(late("2024-06-30", range));
    EXPECT_TRUE(late("2024-07-01", range));
    // A range without an end counts until today, 15 June 2024.
    EXPECT_FALSE(late("2024-06-30", R"(,"is_incident_date_range":true)"));
    EXPECT_TRUE(late("2024-07-01", R"(,"is_incident_date_range":true)"));
}

TEST_F(LinkedRecords, ATracingRequestNamesAllItsTraces) {
    constexpr auto* two = R"({"tracing_request_subform_section":[
        {"name":"Ali","name_nickname":"Lulu"},{"name":"Maya"},{"name":"Ali"}]})";
    const auto changes = run(gather_traces, two);
    EXPECT_THAT(list(changes, "tracing_names"), ElementsAre("Ali", "Maya"));
    EXPECT_THAT(list(changes, "tracing_nicknames"), ElementsAre("Lulu"));
    EXPECT_THAT(run(gather_traces, two, two), IsEmpty());
    const auto none = run(gather_traces, R"({"tracing_request_subform_section":[]})", two);
    EXPECT_TRUE(none.at("tracing_names").as_array().empty());
}

TEST_F(LinkedRecords, ACaseSaysWhetherItHasIncidents) {
    EXPECT_TRUE(is_true(run(count_incidents, R"({"incidents":["a"]})"), "has_incidents"));
    const auto none = run(count_incidents, R"({"incidents":[]})");
    EXPECT_FALSE(none.at("has_incidents").as_bool());
    EXPECT_THAT(run(count_incidents, R"({"age":3})"), IsEmpty());
}

}  // namespace
}  // namespace amparo::records::derived
