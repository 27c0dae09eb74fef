#include "access/list_filter_table.hpp"

namespace amparo::access::filter_table {
namespace {

#define AMPARO_CASES "cases.filter_by."
#define AMPARO_INCIDENTS "incidents.filter_by."

constexpr std::string_view case_dates =
    "registration_date,assessment_requested_on,date_case_plan,date_closure,followup_dates,"
    "reunification_dates,tracing_dates,service_implemented_day_times,reassigned_transferred_on,"
    "created_at";

constexpr Filter module_filter{"module_id", AMPARO_CASES "module_id", "multi_select",
                               When::several_modules, Options::modules};
constexpr Filter flagged_filter{"flagged",    AMPARO_CASES "flag", "",
                                When::always, Options::listed,     "true"};
constexpr Filter owner_filter{"owned_by", AMPARO_CASES "social_worker", "multi_select",
                              When::manager, Options::users};
constexpr Filter state_filter{
    "record_state", AMPARO_CASES "enabled_disabled", "", When::always, Options::listed,
    "true,false"};
constexpr std::string_view approval_states = "pending,approved,rejected";

constexpr Filter case_filters[] = {
    module_filter,
    flagged_filter,
    owner_filter,
    {"my_cases", AMPARO_CASES "my_cases", ""},
    {"workflow", AMPARO_CASES "workflow", "workflow", When::always, Options::workflow},
    {"owned_by_agency_id", AMPARO_CASES "agency", "checkbox", When::scope_all, Options::agencies},
    {"status", AMPARO_CASES "status", "", When::always, Options::source, "lookup-case-status"},
    {"age", AMPARO_CASES "age_range", "multi_toggle", When::always, Options::ages},
    {"sex", AMPARO_CASES "sex", "", When::always, Options::source, "lookup-gender"},
    {"gender", AMPARO_CASES "gender", "", When::field_visible, Options::source,
     "lookup-gender-identity"},
    {"approval_status_assessment", "approvals.assessment", "", When::approval, Options::listed,
     approval_states},
    {"approval_status_case_plan", "approvals.case_plan", "", When::approval, Options::listed,
     approval_states},
    {"approval_status_closure", "approvals.closure", "", When::approval, Options::listed,
     approval_states},
    {"approval_status_action_plan", "approvals.action_plan", "", When::approval, Options::listed,
     approval_states},
    {"approval_status_gbv_closure", "approvals.gbv_closure", "", When::approval, Options::listed,
     approval_states},
    {"protection_concerns", AMPARO_CASES "protection_concerns", "", When::protection_concerns,
     Options::source, "lookup-protection-concerns"},
    {"gbv_displacement_status", AMPARO_CASES "displacement_status", "", When::field_visible,
     Options::source, "lookup-displacement-status"},
    {"protection_status", AMPARO_CASES "protection_status", "", When::field_visible,
     Options::source, "lookup-protection-status"},
    {"urgent_protection_concern", AMPARO_CASES "urgent_protection_concern", "", When::field_visible,
     Options::source, "lookup-yes-no"},
    {"type_of_risk", AMPARO_CASES "type_of_risk", "", When::field_visible, Options::source,
     "lookup-risk-type"},
    {"risk_level", AMPARO_CASES "risk_level", "chips", When::field_visible, Options::source,
     "lookup-risk-level"},
    {"displacement_status", AMPARO_CASES "displacement_status", "multi_select", When::field_visible,
     Options::source, "lookup-displacement-status"},
    {"disability_status_yes_no", AMPARO_CASES "disability_status", "multi_toggle",
     When::field_visible, Options::source, "lookup-yes-no"},
    {"marginalized_community_self_identifying",
     AMPARO_CASES "marginalized_community_self_identifying", "multi_toggle", When::field_visible,
     Options::source, "lookup-yes-no-unknown"},
    {"protection_risks", AMPARO_CASES "protection_risks", "multi_select", When::field_visible,
     Options::source, "lookup-protection-risks"},
    {"loc:location_current", AMPARO_CASES "current_location", "multi_select", When::always,
     Options::source, "Location", "location_current"},
    {"owned_by_agency_office", "user.agency_office", "", When::always, Options::source,
     "lookup-agency-office"},
    {"safety_plan_needed", AMPARO_CASES "safety_plan_needed", "", When::field_visible,
     Options::source, "lookup-yes-no"},
    {"self_harm_thoughts", AMPARO_CASES "self_harm_thoughts", "", When::field_visible,
     Options::source, "lookup-yes-no"},
    {"owned_by_groups", "permissions.permission.user_group", "", When::user_group_filter,
     Options::groups},
    {"", "", "multi_select", When::not_single_special, Options::reporting_location,
     "ReportingLocation", "reporting_location"},
    {"last_updated_at", AMPARO_CASES "no_activity", ""},
    {"cases_by_date", AMPARO_CASES "by_date", "dates", When::not_single_special, Options::listed,
     case_dates},
    state_filter,
    {"has_photo", AMPARO_CASES "photo", "", When::photo_form, Options::listed, "photo"},
    {"lacks_answers", AMPARO_CASES "lacks_answers", "", When::incomplete_records, Options::listed,
     "true"},
};

constexpr Filter incident_filters[] = {
    flagged_filter,
    {"gbv_sexual_violence_type", AMPARO_INCIDENTS "violence_type", "", When::gbv, Options::source,
     "lookup-gbv-sexual-violence-type"},
    owner_filter,
    {"owned_by_agency_office", "user.agency_office", "", When::gbv, Options::source,
     "lookup-agency-office"},
    {"owned_by_groups", "permissions.permission.user_group", "", When::gbv_user_group_filter,
     Options::groups},
    {"status", AMPARO_INCIDENTS "status", "", When::not_mrm, Options::source, "lookup-case-status"},
    {"status", AMPARO_INCIDENTS "status", "", When::mrm, Options::source, "lookup-incident-status"},
    {"violation_category", AMPARO_INCIDENTS "violations", "multi_select", When::mrm,
     Options::source, "lookup-violation-type"},
    {"age", AMPARO_CASES "age_range", "multi_toggle", When::not_mrm, Options::ages},
    {"child_types", AMPARO_INCIDENTS "children", "", When::mrm, Options::listed,
     "boys,girls,unknown"},
    {"verification_status", AMPARO_INCIDENTS "verification_status", "", When::mrm, Options::source,
     "lookup-verification-status"},
    {"has_late_verified_violations", AMPARO_INCIDENTS "late_verified_violations", "", When::mrm,
     Options::listed, "true"},
    {"verified_ghn_reported", AMPARO_INCIDENTS "verified_ghn_reported", "multi_select", When::mrm,
     Options::source, "lookup-verified-ghn-reported"},
    {"loc:incident_location", AMPARO_INCIDENTS "incident_location", "multi_select", When::always,
     Options::source, "Location", "incident_location"},
    {"", "", "multi_select", When::mrm, Options::reporting_location, "ReportingLocation",
     "reporting_location"},
    {"incidents_by_date", AMPARO_INCIDENTS "by_date", "dates", When::not_mrm, Options::listed,
     "incident_date_derived"},
    {"incidents_by_date", AMPARO_INCIDENTS "by_date", "dates", When::mrm, Options::listed,
     "date_of_first_report,ctfmr_verified_date,incident_date_derived"},
    {"unaccompanied_separated_status", AMPARO_INCIDENTS "unaccompanied_separated_status", "",
     When::gbv, Options::source, "lookup-unaccompanied-separated-status"},
    {"perpetrator_category", AMPARO_INCIDENTS "perpetrator_category", "multi_select", When::mrm,
     Options::source, "lookup-perpetrator-category-type"},
    {"armed_force_group_party_names", AMPARO_INCIDENTS "armed_force_group_party_name",
     "multi_select", When::mrm, Options::source, "lookup-armed-force-group-or-other-party"},
    state_filter,
    module_filter,
    {"individual_violations", AMPARO_INCIDENTS "individual_violations", "", When::mrm,
     Options::source, "lookup-violation-type"},
    {"individual_age", AMPARO_INCIDENTS "individual_age", "multi_toggle", When::mrm, Options::ages},
    {"individual_sex", AMPARO_INCIDENTS "individual_sex", "", When::mrm, Options::source,
     "lookup-gender-unknown"},
    {"victim_deprived_liberty_security_reasons",
     AMPARO_INCIDENTS "victim_deprived_liberty_security_reasons", "", When::mrm, Options::source,
     "lookup-mrm-yes-no-unknown"},
    {"reasons_deprivation_liberty", AMPARO_INCIDENTS "reasons_deprivation_liberty", "", When::mrm,
     Options::source, "lookup-reasons-deprivation-liberty"},
    {"victim_facilty_victims_held", AMPARO_INCIDENTS "victim_facilty_victims_held", "", When::mrm,
     Options::source, "lookup-detention-facility-type"},
    {"torture_punishment_while_deprivated_liberty",
     AMPARO_INCIDENTS "torture_punishment_while_deprivated_liberty", "", When::mrm, Options::source,
     "lookup-mrm-yes-no-unknown"},
    {"weapon_type", AMPARO_INCIDENTS "weapon_type", "multi_select", When::mrm, Options::source,
     "lookup-weapon-type"},
    {"facility_impact", AMPARO_INCIDENTS "facility_impact", "", When::mrm, Options::source,
     "lookup-facility-impact-type"},
    {"facility_attack_type", AMPARO_INCIDENTS "facility_attack_type", "multi_select", When::mrm,
     Options::source, "lookup-facility-attack-type"},
    {"child_role", AMPARO_INCIDENTS "child_role", "", When::mrm, Options::source,
     "lookup-combat-role-type"},
    {"abduction_purpose_single", AMPARO_INCIDENTS "abduction_purpose_single", "multi_select",
     When::mrm, Options::source, "lookup-abduction-purpose"},
    {"military_use_type", AMPARO_INCIDENTS "military_use_type", "", When::mrm, Options::source,
     "lookup-military-use-type"},
    {"types_of_aid_disrupted_denial", AMPARO_INCIDENTS "types_of_aid_disrupted_denial", "",
     When::mrm, Options::source, "lookup-aid-service-type"},
    {"owned_by", AMPARO_INCIDENTS "record_owner", "multi_select", When::mrm, Options::users},
    {"owned_by_agency_id", AMPARO_CASES "agency", "checkbox", When::mrm, Options::agencies},
};

constexpr Filter tracing_request_filters[] = {
    module_filter,
    flagged_filter,
    owner_filter,
    {"tracing_requests_by_date", "tracing_requests.filter_by.by_date", "dates", When::always,
     Options::listed, "inquiry_date"},
    {"status", "tracing_requests.filter_by.status", "", When::always, Options::source,
     "lookup-inquiry-status"},
    {"loc:location_separation", "tracing_requests.filter_by.location_separation", "multi_select",
     When::always, Options::source, "Location", "location_separation"},
    {"separation_cause", "tracing_requests.filter_by.separation_cause", "", When::always,
     Options::source, "lookup-separation-cause"},
    state_filter,
};

constexpr Filter registry_record_filters[] = {
    module_filter,
    flagged_filter,
    {"status", "registry_records.filter_by.status", "", When::always, Options::source,
     "lookup-registry-status"},
    state_filter,
    {"loc:location_current", AMPARO_CASES "current_location", "multi_select", When::always,
     Options::source, "Location", "location_current"},
    {"registry_records_by_date", "registry_records.filter_by.by_date", "dates", When::always,
     Options::listed, "registration_date"},
};

constexpr Filter family_filters[] = {
    module_filter,
    flagged_filter,
    {"status", "families.filter_by.status", "", When::always, Options::source,
     "lookup-case-status"},
    state_filter,
    {"loc:family_location_current", "families.filter_by.current_location", "multi_select",
     When::always, Options::source, "Location", "family_location_current"},
    {"families_by_date", "families.filter_by.by_date", "dates", When::always, Options::listed,
     "family_registration_date"},
};

#undef AMPARO_CASES
#undef AMPARO_INCIDENTS

constexpr ListOfFilters all_lists[] = {
    {"cases", "case", case_filters},
    {"incidents", "incident", incident_filters},
    {"tracing_requests", "tracing_request", tracing_request_filters},
    {"registry_records", "registry_record", registry_record_filters},
    {"families", "family", family_filters},
};

}  // namespace

std::span<const ListOfFilters> lists() {
    return all_lists;
}

}  // namespace amparo::access::filter_table
