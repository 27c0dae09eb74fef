#include "insight/boxes.hpp"
#include "insight/shorthand.hpp"

namespace amparo::insight::boxes {
namespace {

Indicators overdue(const Viewer& viewer, std::string name, std::string field, Dates dates) {
    return {{.name = std::move(name),
             .conditions =
                 joined({open_records(), where(std::move(field), viewer.windows.past(dates))}),
             .groupings = {by_overseen("owned_by", viewer)}}};
}

}  // namespace

Indicators cases_by_social_worker(const Viewer& viewer) {
    const auto team = joined({open_records(), in_my_groups(viewer)});
    return {{.name = "cases_by_social_worker_total",
             .conditions = team,
             .groupings = {by("owned_by")},
             .is_empty = !has_groups(viewer)},
            {.name = "cases_by_social_worker_new_or_updated",
             .conditions = joined({team, where("not_edited_by_owner", "true")}),
             .groupings = {by("owned_by")},
             .is_empty = !has_groups(viewer)}};
}

// A task is overdue from the day after its due day on, or the moment after it where hours count:
// as in the list of tasks (case-management.md §7.3).
Indicators overdue_assessment(const Viewer& viewer) {
    return overdue(viewer, "tasks_overdue_assessment", "assessment_due_dates", Dates::days);
}

Indicators overdue_case_plan(const Viewer& viewer) {
    return overdue(viewer, "tasks_overdue_case_plan", "case_plan_due_dates", Dates::days);
}

Indicators overdue_services(const Viewer& viewer) {
    return overdue(viewer, "tasks_overdue_services", "service_due_dates", Dates::moments);
}

Indicators overdue_followups(const Viewer& viewer) {
    return overdue(viewer, "tasks_overdue_followups", "followup_due_dates", Dates::days);
}

// The default is the ceiling of the Minimum Standards for Child Protection in Humanitarian Action
// (standard 18): 25 children for one case worker.
Indicators caseload(const Viewer& viewer) {
    constexpr int ceiling_default = 25;
    const auto workers = by_overseen("owned_by", viewer);
    auto over = workers;
    over.more_than =
        static_cast<std::size_t>(std::max(0, option(viewer, "caseload_maximum", ceiling_default)));
    auto levels = by("risk_level");
    levels.none = "none";
    return {{.name = "caseload_total", .conditions = open_records(), .groupings = {workers}},
            {.name = "caseload_over_maximum", .conditions = open_records(), .groupings = {over}},
            {.name = "caseload_by_risk_level",
             .conditions = open_records(),
             .groupings = {workers, levels}}};
}

Indicators quality(const Viewer& viewer) {
    constexpr int consent_days = 30;  // how long a referral without consent is looked at again
    const auto& windows = viewer.windows;
    const auto days = [&](std::string_view key, int fallback) {
        return std::max(0, option(viewer, key, fallback));
    };
    const auto assessment = days("quality_assessment_days", 7);
    const auto plan = days("quality_case_plan_days", 14);
    return {
        {.name = "quality_assessment_late",
         .conditions = joined(
             {open_records(), where("not[assessment_requested_on]", "not_null"),
              where("registration_date", windows.until_days_ago(assessment + 1, Dates::days))})},
        {.name = "quality_case_plan_late",
         .conditions = joined(
             {open_records(), where("not[date_case_plan]", "not_null"),
              where("assessment_requested_on", windows.until_days_ago(plan + 1, Dates::days))})},
        {.name = "quality_follow_up_late",
         .conditions =
             joined({open_records(), where("follow_up_expected_on", windows.past(Dates::days))})},
        {.name = "quality_plan_without_services",
         .conditions = joined({open_records(), where("date_case_plan", "not_null"),
                               where("not[service_types]", "not_null")})},
        {.name = "quality_consent_overridden",
         .conditions =
             joined({open_records(), where("consent_overridden_at",
                                           windows.last_days(consent_days, Dates::moments))})}};
}

Indicators identified_waiting(const Viewer& viewer) {
    const auto& windows = viewer.windows;
    const auto since = [](std::string name, std::string range) {
        return Indicator{.name = "identified_waiting_" + std::move(name),
                         .conditions = {{"record_state", "true"},
                                        {"status", "identified"},
                                        {"identified_at", std::move(range)}}};
    };
    return {since("under_7_days", windows.between_days_ago(7, 0, Dates::moments)),
            since("7_to_30_days", windows.between_days_ago(30, 7, Dates::moments)),
            since("over_30_days", windows.until_days_ago(30, Dates::moments))};
}

Indicators approvals_waiting(const Viewer& viewer) {
    const auto& windows = viewer.windows;
    Indicators indicators;
    for (const std::string approval :
         {"assessment", "case_plan", "closure", "action_plan", "gbv_closure"}) {
        const auto add = [&](std::string_view name, std::string range) {
            indicators.push_back(
                {.name = "approval_waiting_" + approval + "_" + std::string(name),
                 .conditions = joined({open_records(), where("approval_waiting_since_" + approval,
                                                             std::move(range))})});
        };
        add("under_3_days", windows.between_days_ago(2, 0, Dates::days));
        add("3_to_7_days", windows.between_days_ago(7, 3, Dates::days));
        add("over_7_days", windows.until_days_ago(8, Dates::days));
    }
    return indicators;
}

}  // namespace amparo::insight::boxes
