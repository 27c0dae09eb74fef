#include "access/field_names.hpp"

namespace amparo::access::field_names {
namespace {

using Name = std::string_view;

constexpr Name core_names[] = {"id",
                               "status",
                               "state",
                               "case_status_reopened",
                               "record_state",
                               "incident_case_id",
                               "family_id",
                               "created_at",
                               "source_case_display_id",
                               "owned_by",
                               "module_id"};

constexpr Name filter_names[] = {"or",
                                 "not",
                                 "cases_by_date",
                                 "record_in_scope",
                                 "associated_user_names",
                                 "not_edited_by_owner",
                                 "has_photo",
                                 "lacks_answers",
                                 "survivor_code",
                                 "survivor_code_no",
                                 "case_id_display",
                                 "created_at",
                                 "has_incidents",
                                 "short_id",
                                 "record_state",
                                 "sex",
                                 "age",
                                 "registration_date",
                                 "date_closure",
                                 "reassigned_transferred_on",
                                 "current_alert_types",
                                 "location_current",
                                 "reporting_location_hierarchy",
                                 "followup_dates",
                                 "reunification_dates",
                                 "tracing_dates",
                                 "service_implemented_day_times"};

constexpr Name violation_filter_names[] = {"individual_violations",
                                           "individual_age",
                                           "individual_sex",
                                           "victim_deprived_liberty_security_reasons",
                                           "reasons_deprivation_liberty",
                                           "victim_facilty_victims_held",
                                           "torture_punishment_while_deprivated_liberty",
                                           "violation_with_verification_status",
                                           "violation_with_weapon_type",
                                           "violation_with_facility_impact",
                                           "violation_with_facility_attack_type",
                                           "late_verified_violations",
                                           "armed_force_group_party_names",
                                           "has_late_verified_violations",
                                           "perpetrator_category",
                                           "date_of_first_report",
                                           "ctfmr_verified_date",
                                           "verification_status",
                                           "child_types",
                                           "verified_ghn_reported",
                                           "weapon_type",
                                           "facility_impact",
                                           "facility_attack_type",
                                           "child_role",
                                           "abduction_purpose_single",
                                           "military_use_type",
                                           "types_of_aid_disrupted_denial"};

// reassigned_tranferred_on: the misspelling is on the wire.
constexpr Name record_information_names[] = {"alert_count",
                                             "my_alert_count",
                                             "assigned_user_names",
                                             "created_at",
                                             "created_by",
                                             "created_by_agency",
                                             "owned_by",
                                             "owned_by_agency_id",
                                             "owned_by_text",
                                             "owned_by_agency_office",
                                             "previous_agency",
                                             "previously_owned_by",
                                             "reassigned_tranferred_on",
                                             "reopened_logs",
                                             "last_updated_at",
                                             "last_updated_by",
                                             "owned_by_groups",
                                             "previously_owned_by_agency",
                                             "created_organization",
                                             "consent_for_services",
                                             "disclosure_other_orgs",
                                             "case_type",
                                             "assign",
                                             "identified_by",
                                             "identified_by_full_name"};

constexpr Name summary_all[] = {"created_at",  "owned_by",      "owned_by_agency_id", "photos",
                                "flag_count",  "status",        "record_in_scope",    "short_id",
                                "alert_count", "my_alert_count"};
constexpr Name summary_case[] = {"case_id_display",
                                 "name",
                                 "survivor_code_no",
                                 "age",
                                 "sex",
                                 "registration_date",
                                 "hidden_name",
                                 "workflow",
                                 "case_status_reopened",
                                 "module_id",
                                 "registry_record_id",
                                 "client_code",
                                 "gender",
                                 "reporting_location_hierarchy",
                                 "location_current",
                                 "duplicate_case_id",
                                 "duplicates"};
constexpr Name summary_incident[] = {"date_of_interview",
                                     "date_of_incident",
                                     "violence_type",
                                     "incident_location",
                                     "violations",
                                     "social_worker",
                                     "date_of_first_report",
                                     "cp_incident_violence_type",
                                     "reporting_location_hierarchy",
                                     "gbv_sexual_violence_type",
                                     "incident_date",
                                     "survivor_code",
                                     "violation_category",
                                     "incident_date_derived"};
constexpr Name summary_tracing_request[] = {"relation_name", "inquiry_date", "tracing_names"};
constexpr Name summary_family[] = {
    "family_registration_date", "family_id_display", "family_name", "family_number", "module_id",
    "family_location_current"};
constexpr Name summary_registry_record[] = {
    "registry_type", "registry_id_display", "name",       "registration_date",
    "module_id",     "location_current",    "registry_no"};

constexpr Name preview_case[] = {"age", "date_of_birth", "estimated", "name", "sex"};
constexpr Name preview_family[] = {"family_id_display", "family_name", "family_number",
                                   "family_registration_date"};

constexpr Name fixed_names[] = {"id",       "unique_identifier", "unique_id",
                                "short_id", "created_at",        "created_by"};
constexpr Name fixed_case[] = {"case_id", "case_id_display"};
constexpr Name fixed_incident[] = {"incident_id", "incident_id_display"};
constexpr Name fixed_tracing_request[] = {"tracing_request_id", "tracing_request_id_display"};
constexpr Name fixed_registry_record[] = {"registry_id", "registry_id_display"};
constexpr Name fixed_family[] = {"family_id", "family_id_display"};

constexpr Name registry_link[] = {"registry_record_id", "registry_id_display", "registry_name",
                                  "registry_no"};
constexpr Name family_link[] = {"family_id", "family_id_display", "family_member_id", "family_name",
                                "family_number"};
constexpr Name incident_details[] = {"incident_details"};
constexpr Name photo[] = {"photo"};
constexpr Grant case_actions[] = {
    {"view_incident_from_case", incident_details},
    {"view_registry_record", registry_link},
    {"add_registry_record", registry_link},
    {"view_family_record", family_link},
    {"case_from_family", family_link},
    {"link_family_record", family_link},
    {"view_photo", photo},
};

constexpr Name assessment_due[] = {"assessment_due_dates"};
constexpr Name case_plan_due[] = {"case_plan_due_dates"};
constexpr Name service_due[] = {"service_due_dates"};
constexpr Name followup_due[] = {"followup_due_dates"};
constexpr Name risk[] = {"risk_level"};
constexpr Name shared_with_me[] = {"referred_users", "referred_users_pending",
                                   "referred_users_accepted", "transferred_to_users"};
constexpr Name shared_with_others[] = {
    "referred_users_present",          "referred_users_pending_present",
    "referred_users_accepted_present", "last_referral_rejected_at",
    "last_referral_done_at",           "transfer_status"};
constexpr Name shared_from_team[] = {"referred_users_pending_present",
                                     "referred_users_accepted_present", "last_referral_rejected_at",
                                     "last_referral_done_at", "transfer_status"};
constexpr Name shared_with_team[] = {"referred_users_pending", "referred_users_accepted",
                                     "referred_users_pending_present",
                                     "referred_users_accepted_present", "transferred_to_users"};
constexpr Name team_overview[] = {"transferred_to_user_groups", "transfer_status"};
constexpr Name concerns[] = {"protection_concerns"};
constexpr Name identified_wait[] = {"identified_at"};
constexpr Name responses[] = {"risk_level", "service_due_dates", "open_service_response_types"};
constexpr Name provisions[] = {"services_changed_by_others"};
constexpr Name quality[] = {"assessment_requested_on", "date_case_plan", "service_types",
                            "follow_up_expected_on", "consent_overridden_at"};
constexpr Name approval_wait[] = {
    "approval_waiting_since_assessment", "approval_waiting_since_case_plan",
    "approval_waiting_since_closure", "approval_waiting_since_action_plan",
    "approval_waiting_since_gbv_closure"};
constexpr Name turnaround[] = {"referrals_waiting_since", "last_referral_answered_at",
                               "last_referral_turnaround_days"};
constexpr Grant dashboards[] = {
    {"cases_by_task_overdue_assessment", assessment_due},
    {"cases_by_task_overdue_case_plan", case_plan_due},
    {"cases_by_task_overdue_services", service_due},
    {"cases_by_task_overdue_followups", followup_due},
    {"case_risk", risk},
    {"dash_shared_with_me", shared_with_me},
    {"dash_shared_with_others", shared_with_others},
    {"dash_shared_from_my_team", shared_from_team},
    {"dash_shared_with_my_team", shared_with_team},
    {"dash_shared_with_my_team_overview", team_overview},
    {"dash_cases_to_assign", risk},
    {"dash_protection_concerns", concerns},
    {"dash_protection_concerns_by_location", concerns},
    {"dash_identified_waiting", identified_wait},
    {"view_response", responses},
    {"dash_service_provisions", provisions},
    {"dash_caseload", risk},
    {"dash_quality", quality},
    {"dash_approvals_waiting_time", approval_wait},
    {"dash_referral_turnaround", turnaround},
};

struct NamesOfType {
    Name record_type;
    Names names;
};
constexpr NamesOfType summaries[] = {{"case", summary_case},
                                     {"incident", summary_incident},
                                     {"tracing_request", summary_tracing_request},
                                     {"family", summary_family},
                                     {"registry_record", summary_registry_record}};
constexpr NamesOfType previews[] = {{"case", preview_case}, {"family", preview_family}};
constexpr NamesOfType fixed[] = {{"case", fixed_case},
                                 {"incident", fixed_incident},
                                 {"tracing_request", fixed_tracing_request},
                                 {"family", fixed_family},
                                 {"registry_record", fixed_registry_record}};

Names of_type(std::span<const NamesOfType> table, Name record_type) {
    for (const auto& row : table) {
        if (row.record_type == record_type) return row.names;
    }
    return {};
}

}  // namespace

Names core() {
    return core_names;
}
Names filters() {
    return filter_names;
}
Names violation_filters() {
    return violation_filter_names;
}
Names record_information() {
    return record_information_names;
}
Names summary_of_all() {
    return summary_all;
}
Names summary_of(std::string_view record_type) {
    return of_type(summaries, record_type);
}
Names preview_of(std::string_view record_type) {
    return of_type(previews, record_type);
}
Names fixed_after_creation() {
    return fixed_names;
}
Names fixed_after_creation_of(std::string_view record_type) {
    return of_type(fixed, record_type);
}
std::span<const Grant> granted_by_case_action() {
    return case_actions;
}
std::span<const Grant> granted_by_dashboard() {
    return dashboards;
}

std::array<std::string, 4> approval_keys(std::string_view approval) {
    const std::string name(approval);
    return {name + "_approved", "approval_status_" + name, name + "_approved_date",
            name + "_approved_comments"};
}

}  // namespace amparo::access::field_names
