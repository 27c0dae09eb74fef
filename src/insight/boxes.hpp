#pragma once

#include "insight/catalogue.hpp"

/// The dashboards, one function each, by the side of the home page they belong to.
namespace amparo::insight::boxes {

using Indicators = std::vector<Indicator>;

// The viewer's own work (own_work.cpp).
Indicators case_overview(const Viewer& viewer);
Indicators case_incident_overview(const Viewer& viewer);
Indicators case_risk(const Viewer& viewer);
Indicators needs_new_or_updated(const Viewer& viewer);
Indicators needs_identified(const Viewer& viewer);
Indicators needs_new_referrals(const Viewer& viewer);
Indicators needs_transfers(const Viewer& viewer);
Indicators workflow(const Viewer& viewer);
Indicators service_provisions(const Viewer& viewer);
Indicators response(const Viewer& viewer);
Indicators group_overview(const Viewer& viewer);
Indicators cases_to_assign(const Viewer& viewer);
Indicators matching_results(const Viewer& viewer);

// What was handed on (sharing.cpp).
Indicators shared_with_me(const Viewer& viewer);
Indicators shared_with_others(const Viewer& viewer);
Indicators shared_from_my_team(const Viewer& viewer);
Indicators shared_with_my_team(const Viewer& viewer);
Indicators shared_with_my_team_overview(const Viewer& viewer);
Indicators referral_turnaround(const Viewer& viewer);

// The work of others (supervision.cpp).
Indicators cases_by_social_worker(const Viewer& viewer);
Indicators workflow_team(const Viewer& viewer);
Indicators overdue_assessment(const Viewer& viewer);
Indicators overdue_case_plan(const Viewer& viewer);
Indicators overdue_services(const Viewer& viewer);
Indicators overdue_followups(const Viewer& viewer);
Indicators caseload(const Viewer& viewer);
Indicators quality(const Viewer& viewer);
Indicators identified_waiting(const Viewer& viewer);
Indicators approvals_waiting(const Viewer& viewer);

// Places, concerns and the whole country (reporting.cpp).
Indicators reporting_location(const Viewer& viewer);
Indicators protection_concerns(const Viewer& viewer);
Indicators protection_concerns_by_location(const Viewer& viewer);
Indicators national_summary(const Viewer& viewer);
Indicators violations_by_category(const Viewer& viewer);
Indicators violations_by_region(const Viewer& viewer);
Indicators perpetrators(const Viewer& viewer);

// One dashboard for each module (approvals.cpp).
std::vector<Dashboard> approvals(const Viewer& viewer, std::string_view approval);
std::vector<Dashboard> approvals_pending(const Viewer& viewer, std::string_view approval);

}  // namespace amparo::insight::boxes
