#include "access/permission_catalogue.hpp"

#include <algorithm>
#include <array>

namespace amparo::access {
namespace {

using Actions = std::string_view;

constexpr Actions case_actions[] = {"read",
                                    "create",
                                    "write",
                                    "enable_disable_record",
                                    "flag",
                                    "flag_multiple",
                                    "resolve_any_flag",
                                    "flag_update",
                                    "attribute",
                                    "incident_from_case",
                                    "incident_details_from_case",
                                    "view_incident_from_case",
                                    "service_provision_incident_details",
                                    "services_section_from_case",
                                    "export_list_view_csv",
                                    "export_csv",
                                    "export_xls",
                                    "export_photowall",
                                    "export_unhcr_csv",
                                    "export_pdf",
                                    "export_unencrypted",
                                    "export_hidden_names",
                                    "export_duplicate_id_csv",
                                    "export_json",
                                    "export_custom",
                                    "import",
                                    "consent_override",
                                    "sync_external",
                                    "sync_mobile",
                                    "request_approval_assessment",
                                    "request_approval_case_plan",
                                    "request_approval_closure",
                                    "request_approval_action_plan",
                                    "request_approval_gbv_closure",
                                    "approve_assessment",
                                    "approve_case_plan",
                                    "approve_closure",
                                    "approve_action_plan",
                                    "approve_gbv_closure",
                                    "self_approve",
                                    "search_owned_by_others",
                                    "display_view_page",
                                    "request_transfer",
                                    "view_photo",
                                    "referral_from_service",
                                    "add_note",
                                    "find_tracing_match",
                                    "assign",
                                    "assign_within_agency",
                                    "assign_within_user_group",
                                    "remove_assigned_users",
                                    "transfer",
                                    "receive_transfer",
                                    "accept_or_reject_transfer",
                                    "referral",
                                    "receive_referral",
                                    "access_log",
                                    "receive_referral_different_module",
                                    "reopen",
                                    "close",
                                    "view_protection_concerns_filter",
                                    "change_log",
                                    "list_case_names",
                                    "view_registry_record",
                                    "add_registry_record",
                                    "view_family_record",
                                    "case_from_family",
                                    "link_family_record",
                                    "remove_alert",
                                    "service_own_entries_only",
                                    "create_case_from_referral",
                                    "update_case_relationships",
                                    "view_case_relationships",
                                    "manage"};
constexpr Actions incident_actions[] = {"read",
                                        "create",
                                        "write",
                                        "enable_disable_record",
                                        "flag",
                                        "flag_multiple",
                                        "resolve_any_flag",
                                        "flag_update",
                                        "export_list_view_csv",
                                        "export_csv",
                                        "export_xls",
                                        "export_pdf",
                                        "export_unencrypted",
                                        "export_hidden_names",
                                        "export_incident_recorder_xls",
                                        "export_json",
                                        "export_custom",
                                        "import",
                                        "sync_mobile",
                                        "change_log",
                                        "access_log",
                                        "export_mrm_violation_xls",
                                        "remove_alert",
                                        "verify_mrm",
                                        "assign",
                                        "link_incident_to_case",
                                        "manage"};
constexpr Actions tracing_request_actions[] = {"read",
                                               "create",
                                               "write",
                                               "enable_disable_record",
                                               "flag",
                                               "flag_multiple",
                                               "resolve_any_flag",
                                               "flag_update",
                                               "export_list_view_csv",
                                               "export_csv",
                                               "export_xls",
                                               "export_pdf",
                                               "export_unencrypted",
                                               "export_hidden_names",
                                               "export_json",
                                               "export_custom",
                                               "import",
                                               "change_log",
                                               "access_log",
                                               "manage"};
constexpr Actions registry_record_actions[] = {"read",
                                               "create",
                                               "write",
                                               "enable_disable_record",
                                               "flag",
                                               "flag_multiple",
                                               "resolve_any_flag",
                                               "flag_update",
                                               "export_csv",
                                               "export_xls",
                                               "export_json",
                                               "change_log",
                                               "access_log",
                                               "sync_mobile",
                                               "manage"};
constexpr Actions family_actions[] = {"read",
                                      "create",
                                      "write",
                                      "enable_disable_record",
                                      "flag",
                                      "flag_multiple",
                                      "resolve_any_flag",
                                      "flag_update",
                                      "reopen",
                                      "close",
                                      "export_list_view_csv",
                                      "export_csv",
                                      "export_xls",
                                      "export_pdf",
                                      "export_unencrypted",
                                      "export_hidden_names",
                                      "export_json",
                                      "export_custom",
                                      "access_log",
                                      "sync_mobile",
                                      "case_from_family",
                                      "search_owned_by_others",
                                      "search_and_select_family_record",
                                      "display_view_page",
                                      "assign",
                                      "change_log",
                                      "manage"};
constexpr Actions role_actions[] = {"create", "read",   "write", "assign",
                                    "copy",   "manage", "delete"};
constexpr Actions user_actions[] = {
    "create", "read", "agency_read", "write", "disable_multiple", "send_email_multiple", "manage"};
constexpr Actions user_group_actions[] = {"create", "read", "write", "assign", "manage", "delete"};
constexpr Actions agency_actions[] = {"create", "read", "write", "assign", "manage"};
constexpr Actions webhook_actions[] = {"create", "read", "write", "delete", "manage"};
constexpr Actions report_actions[] = {"read",   "group_read", "agency_read",
                                      "create", "write",      "manage"};
constexpr Actions managed_report_actions[] = {"violations",
                                              "gbv_statistics",
                                              "ghn_report",
                                              "individual_children",
                                              "workflow_report",
                                              "protection_outcomes",
                                              "process_quality_total_cases",
                                              "process_quality_average_cases",
                                              "process_quality_successful_referrals",
                                              "process_quality_implemented_referrals",
                                              "case_characteristics",
                                              "cases_workflow_report",
                                              "violence_type_report",
                                              "referrals_transfers_report",
                                              "protection_concerns_report",
                                              "followups_report",
                                              "services_report",
                                              "reporting_locations_report",
                                              "case_management_kpis_report",
                                              "case_management_kpis_service_referrals_report",
                                              "distribution_users_role_report"};
constexpr Actions metadata_actions[] = {"manage", "manage_restricted"};
constexpr Actions potential_match_actions[] = {"read", "view_audio", "view_photo", "manage"};
constexpr Actions duplicate_actions[] = {"read"};
constexpr Actions system_actions[] = {"manage"};
constexpr Actions primero_configuration_actions[] = {"manage"};
constexpr Actions dashboard_actions[] = {"case_overview",
                                         "case_risk",
                                         "approvals_assessment",
                                         "approvals_assessment_pending",
                                         "approvals_case_plan",
                                         "approvals_case_plan_pending",
                                         "approvals_closure",
                                         "approvals_closure_pending",
                                         "approvals_action_plan",
                                         "approvals_action_plan_pending",
                                         "approvals_gbv_closure",
                                         "approvals_gbv_closure_pending",
                                         "view_response",
                                         "dash_reporting_location",
                                         "dash_protection_concerns",
                                         "dash_matching_results",
                                         "dash_service_provisions",
                                         "dash_cases_to_assign",
                                         "workflow",
                                         "workflow_team",
                                         "cases_by_task_overdue_assessment",
                                         "cases_by_task_overdue_case_plan",
                                         "cases_by_task_overdue_services",
                                         "cases_by_task_overdue_followups",
                                         "dash_cases_by_social_worker",
                                         "dash_protection_concerns_by_location",
                                         "dash_show_none_values",
                                         "dash_tasks",
                                         "dash_flags",
                                         "dash_shared_with_me",
                                         "dash_shared_with_others",
                                         "dash_group_overview",
                                         "dash_shared_with_my_team",
                                         "dash_shared_with_my_team_overview",
                                         "dash_shared_from_my_team",
                                         "dash_case_incident_overview",
                                         "dash_national_admin_summary",
                                         "dash_violations_category_verification_status",
                                         "dash_violations_category_region",
                                         "dash_perpetrator_armed_force_group_party_names",
                                         "action_needed_new_updated",
                                         "action_needed_new_referrals",
                                         "action_needed_transfer_awaiting_acceptance",
                                         "action_needed_identified",
                                         "dash_caseload",
                                         "dash_quality",
                                         "dash_identified_waiting",
                                         "dash_approvals_waiting_time",
                                         "dash_referral_turnaround"};
constexpr Actions audit_log_actions[] = {"read"};
constexpr Actions usage_report_actions[] = {"read"};
constexpr Actions matching_configuration_actions[] = {"manage"};
constexpr Actions kpi_actions[] = {"read",
                                   "kpi_assessment_status",
                                   "kpi_average_followup_meetings_per_case",
                                   "kpi_average_referrals",
                                   "kpi_case_closure_rate",
                                   "kpi_case_load",
                                   "kpi_client_satisfaction_rate",
                                   "kpi_completed_case_action_plans",
                                   "kpi_completed_case_safety_plans",
                                   "kpi_completed_supervisor_approved_case_action_plans",
                                   "kpi_number_of_cases",
                                   "kpi_number_of_incidents",
                                   "kpi_reporting_delay",
                                   "kpi_services_provided",
                                   "kpi_supervisor_to_caseworker_ratio",
                                   "kpi_time_from_case_open_to_close"};
constexpr Actions code_of_conduct_actions[] = {"manage"};
constexpr Actions activity_log_actions[] = {"manage",   "transfer", "assign",
                                            "referral", "approval", "change"};

constexpr CatalogueEntry catalogue[] = {
    {"case", "cases", case_actions},
    {"incident", "incidents", incident_actions},
    {"tracing_request", "tracing_requests", tracing_request_actions},
    {"registry_record", "registry_records", registry_record_actions},
    {"family", "families", family_actions},
    {"role", "roles", role_actions},
    {"user", "users", user_actions},
    {"user_group", "user_groups", user_group_actions},
    {"agency", "agencies", agency_actions},
    {"webhook", "webhooks", webhook_actions},
    {"report", "reports", report_actions},
    {"managed_report", "managed_reports", managed_report_actions},
    {"metadata", "metadata", metadata_actions},
    {"potential_match", "potential_matches", potential_match_actions},
    {"duplicate", "duplicates", duplicate_actions},
    {"system", "systems", system_actions},
    {"primero_configuration", "primero_configurations", primero_configuration_actions},
    {"dashboard", "dashboards", dashboard_actions},
    {"audit_log", "audit_logs", audit_log_actions},
    {"usage_report", "usage_reports", usage_report_actions},
    {"matching_configuration", "matching_configurations", matching_configuration_actions},
    {"kpi", "kpis", kpi_actions},
    {"code_of_conduct", "codes_of_conduct", code_of_conduct_actions},
    {"activity_log", "activity_logs", activity_log_actions},
};

constexpr std::string_view record_type_names[] = {"case", "incident", "tracing_request", "family",
                                                  "registry_record"};
/// Offered as group_permission. Primero v2 lists "webhook" by mistake and leaves out
/// "identified"; existing clients compare with exactly this list.
constexpr std::string_view management[] = {"self",       "group",  "all",
                                           "admin_only", "agency", "webhook"};

}  // namespace

std::span<const CatalogueEntry> permission_catalogue() {
    return catalogue;
}

const CatalogueEntry* find_resource(std::string_view resource) {
    const auto found = std::ranges::find(catalogue, resource, &CatalogueEntry::resource);
    return found == std::end(catalogue) ? nullptr : found;
}

bool is_known_action(std::string_view resource, std::string_view action) {
    const auto* entry = find_resource(resource);
    if (entry == nullptr) return false;
    // `manage` is stored for resources whose catalogue row lacks it (audit_log in the shipped
    // super role): it then means every action of the row.
    return action == "manage" || std::ranges::find(entry->actions, action) != entry->actions.end();
}

std::span<const std::string_view> record_types() {
    return record_type_names;
}

bool is_record_type(std::string_view name) {
    return std::ranges::find(record_type_names, name) != std::end(record_type_names);
}

json::Object permission_catalogue_to_wire() {
    json::Array scopes;
    for (const auto scope : management) scopes.emplace_back(scope);
    json::Object resources;
    for (const auto& entry : catalogue) {
        json::Array actions;
        for (const auto action : entry.actions) actions.emplace_back(action);
        resources.emplace(entry.resource, std::move(actions));
    }
    return {{"management", std::move(scopes)}, {"resource_actions", std::move(resources)}};
}

}  // namespace amparo::access
