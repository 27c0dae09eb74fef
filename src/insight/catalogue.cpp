#include "insight/catalogue.hpp"

#include <algorithm>

#include "insight/boxes.hpp"

namespace amparo::insight {
namespace {

/// A dashboard of an action; the name on the wire is the action unless another is given.
struct Box {
    std::string_view action;
    boxes::Indicators (*indicators)(const Viewer& viewer);
    std::string_view name = {};
};

// In the order of the home page (case-management.md §8.2).
constexpr Box table[] = {
    {"case_overview", boxes::case_overview},
    {"dash_case_incident_overview", boxes::case_incident_overview},
    {"case_risk", boxes::case_risk},
    {"action_needed_new_updated", boxes::needs_new_or_updated},
    {"action_needed_identified", boxes::needs_identified},
    {"action_needed_new_referrals", boxes::needs_new_referrals},
    {"action_needed_transfer_awaiting_acceptance", boxes::needs_transfers},
    {"dash_identified_waiting", boxes::identified_waiting},
    {"dash_national_admin_summary", boxes::national_summary},
    {"dash_group_overview", boxes::group_overview},
    {"workflow", boxes::workflow},
    {"view_response", boxes::response},
    {"dash_service_provisions", boxes::service_provisions},
    {"dash_shared_with_me", boxes::shared_with_me},
    {"dash_shared_with_others", boxes::shared_with_others},
    {"dash_shared_with_my_team_overview", boxes::shared_with_my_team_overview},
    {"dash_cases_to_assign", boxes::cases_to_assign},
    {"dash_matching_results", boxes::matching_results},
    {"dash_approvals_waiting_time", boxes::approvals_waiting},
    {"dash_referral_turnaround", boxes::referral_turnaround},
    {"dash_quality", boxes::quality},
    {"dash_shared_from_my_team", boxes::shared_from_my_team},
    {"dash_shared_with_my_team", boxes::shared_with_my_team},
    {"cases_by_task_overdue_assessment", boxes::overdue_assessment},
    {"cases_by_task_overdue_case_plan", boxes::overdue_case_plan},
    {"cases_by_task_overdue_services", boxes::overdue_services},
    {"cases_by_task_overdue_followups", boxes::overdue_followups},
    {"dash_cases_by_social_worker", boxes::cases_by_social_worker},
    {"dash_caseload", boxes::caseload},
    {"workflow_team", boxes::workflow_team},
    {"dash_reporting_location", boxes::reporting_location, "reporting_location"},
    {"dash_protection_concerns", boxes::protection_concerns},
    {"dash_protection_concerns_by_location", boxes::protection_concerns_by_location},
    {"dash_violations_category_verification_status", boxes::violations_by_category},
    {"dash_violations_category_region", boxes::violations_by_region},
    {"dash_perpetrator_armed_force_group_party_names", boxes::perpetrators},
};

/// A dashboard that exists once for each module of the role.
struct ModuleBox {
    std::string_view action;
    std::vector<Dashboard> (*dashboards)(const Viewer& viewer, std::string_view approval);
    std::string_view approval;
};
constexpr ModuleBox by_module[] = {
    {"approvals_assessment", boxes::approvals, "assessment"},
    {"approvals_case_plan", boxes::approvals, "case_plan"},
    {"approvals_closure", boxes::approvals, "closure"},
    {"approvals_action_plan", boxes::approvals, "action_plan"},
    {"approvals_gbv_closure", boxes::approvals, "gbv_closure"},
    {"approvals_assessment_pending", boxes::approvals_pending, "assessment"},
    {"approvals_case_plan_pending", boxes::approvals_pending, "case_plan"},
    {"approvals_closure_pending", boxes::approvals_pending, "closure"},
    {"approvals_action_plan_pending", boxes::approvals_pending, "action_plan"},
    {"approvals_gbv_closure_pending", boxes::approvals_pending, "gbv_closure"},
};

}  // namespace

std::vector<Dashboard> dashboards_of(std::string_view action, const Viewer& viewer) {
    for (const auto& box : table) {
        if (box.action != action) continue;
        const auto name = box.name.empty() ? box.action : box.name;
        return {{.action = std::string(action),
                 .name = std::string(name),
                 .indicators = box.indicators(viewer)}};
    }
    for (const auto& box : by_module) {
        if (box.action == action) return box.dashboards(viewer, box.approval);
    }
    return {};
}

std::vector<std::string_view> dashboard_actions() {
    std::vector<std::string_view> actions;
    for (const auto& box : table) actions.push_back(box.action);
    for (const auto& box : by_module) actions.push_back(box.action);
    return actions;
}

}  // namespace amparo::insight
