#include "insight/boxes.hpp"
#include "insight/shorthand.hpp"

namespace amparo::insight::boxes {
namespace {

constexpr int recent_days = 10;

Conditions new_or_updated() {
    return joined({open_records(), where("not_edited_by_owner", "true")});
}

Conditions recently_assigned(const Viewer& viewer) {
    return joined({open_records(), where("assign", name_of(viewer)),
                   where("reassigned_transferred_on",
                         viewer.windows.last_days(recent_days, Dates::moments))});
}

std::vector<std::string> risk_levels(const Viewer& viewer) {
    std::vector<std::string> levels;
    const auto* lookup = viewer.definitions.lookup("lookup-risk-level");
    if (lookup == nullptr) return levels;
    for (const auto& level : lookup->values) levels.push_back(level.id);
    return levels;
}

/// Whether the module's steps are shown (workflow_status_indicator).
bool shows_workflow(const Viewer& viewer, const std::string& module_id) {
    const auto* module = viewer.definitions.module(module_id);
    const auto* options = json::find_object(module->attributes, "module_options");
    return options == nullptr || json::bool_or(*options, "workflow_status_indicator", true);
}

Conditions in_progress_or_closed(const std::string& module_id) {
    return {{"record_state", "true"}, {"status", "open,closed"}, {"module_id", module_id}};
}

/// The open cases of a level of risk that wait for a worker, and those that wait too long.
void add_to_assign(Indicators& indicators, const Viewer& viewer, const std::string& level,
                   Conditions of_level) {
    constexpr int hours_default = 3;
    constexpr int hours_high_default = 1;
    const auto hours = level == "high"
                           ? option(viewer, "timeframe_hours_to_assign_high", hours_high_default)
                           : option(viewer, "timeframe_hours_to_assign", hours_default);
    auto waiting = joined({open_records(), mine(viewer), std::move(of_level)});
    auto overdue = joined(
        {waiting, where("reassigned_transferred_on", viewer.windows.until_hours_ago(hours))});
    indicators.push_back({.name = "cases_" + level, .conditions = std::move(waiting)});
    indicators.push_back({.name = "overdue_cases_" + level, .conditions = std::move(overdue)});
}

}  // namespace

Indicators case_overview(const Viewer& viewer) {
    return {{.name = "total", .conditions = open_records()},
            {.name = "new_or_updated", .conditions = new_or_updated()},
            {.name = "recently_assigned_to_me", .conditions = recently_assigned(viewer)}};
}

Indicators case_incident_overview(const Viewer& viewer) {
    return {{.name = "total", .conditions = open_records()},
            {.name = "new_or_updated", .conditions = new_or_updated()},
            {.name = "with_incidents",
             .conditions = joined({open_records(), where("has_incidents", "true")})},
            {.name = "with_new_incidents",
             .conditions = joined({open_records(), mine(viewer),
                                   where("current_alert_types", "incident_from_case")})},
            {.name = "without_incidents",
             .conditions = joined({open_records(), where("has_incidents", "false")})}};
}

Indicators case_risk(const Viewer& viewer) {
    auto levels = by("risk_level");
    if (viewer.actor.holds("dashboard", "dash_show_none_values")) levels.none = "none";
    return {{.name = "risk_level", .conditions = open_records(), .groupings = {levels}}};
}

Indicators needs_new_or_updated(const Viewer& /*viewer*/) {
    return {{.name = "new_or_updated", .conditions = new_or_updated()}};
}

Indicators needs_identified(const Viewer& /*viewer*/) {
    return {
        {.name = "identified", .conditions = {{"record_state", "true"}, {"status", "identified"}}}};
}

Indicators needs_new_referrals(const Viewer& viewer) {
    return {
        {.name = "shared_with_me_pending_referrals",
         .conditions = joined({open_records(), where("referred_users_pending", name_of(viewer))})}};
}

Indicators needs_transfers(const Viewer& viewer) {
    return {
        {.name = "shared_with_me_transfers_awaiting_acceptance",
         .conditions = joined({open_records(), where("transferred_to_users", name_of(viewer))})}};
}

Indicators workflow(const Viewer& viewer) {
    Indicators indicators;
    for (const auto& module : modules_of(viewer, "case")) {
        if (!shows_workflow(viewer, module)) continue;
        indicators.push_back({.name = "workflow_" + module,
                              .conditions = joined({in_progress_or_closed(module), mine(viewer)}),
                              .groupings = {by("workflow")},
                              .sets_module = true});
    }
    return indicators;
}

Indicators workflow_team(const Viewer& viewer) {
    Indicators indicators;
    for (const auto& module : modules_of(viewer, "case")) {
        if (!shows_workflow(viewer, module)) continue;
        indicators.push_back(
            {.name = "workflow_team_" + module,
             .conditions = joined({in_progress_or_closed(module), in_my_groups(viewer)}),
             .groupings = {by_overseen("owned_by", viewer), by("workflow")},
             .sets_module = true,
             .is_empty = !has_groups(viewer)});
    }
    return indicators;
}

Indicators service_provisions(const Viewer& viewer) {
    return {{.name = "service_provisions",
             .conditions = joined({open_records(), mine(viewer),
                                   where("services_changed_by_others",
                                         viewer.windows.last_days(recent_days, Dates::days))})}};
}

Indicators response(const Viewer& viewer) {
    constexpr int hours_ahead = 24;
    const auto groupings = std::vector{by("open_service_response_types"), by("risk_level")};
    return {{.name = "view_response_overdue",
             .conditions = joined(
                 {open_records(), where("service_due_dates", viewer.windows.past(Dates::moments))}),
             .groupings = groupings},
            {.name = "view_response_due_soon",
             .conditions = joined({open_records(), where("service_due_dates",
                                                         viewer.windows.next_hours(hours_ahead))}),
             .groupings = groupings}};
}

Indicators group_overview(const Viewer& /*viewer*/) {
    return {{.name = "group_overview_open", .conditions = open_records()},
            {.name = "group_overview_closed", .conditions = closed_records()}};
}

Indicators cases_to_assign(const Viewer& viewer) {
    Indicators indicators;
    const auto levels = risk_levels(viewer);
    for (const auto& level : levels) {
        add_to_assign(indicators, viewer, level, where("risk_level", values_text({level})));
    }
    add_to_assign(indicators, viewer, "none",
                  where("not[risk_level]", levels.empty() ? "not_null" : values_text(levels)));
    return indicators;
}

// A record of theirs has the mark while a likely match of it waits for somebody (matching.md 10.3).
Indicators matching_results(const Viewer& viewer) {
    const auto waiting = [&] {
        return joined(
            {open_records(), mine(viewer), where("current_alert_types", "potential_match")});
    };
    Indicators indicators{{.name = "cases_with_likely_matches", .conditions = waiting()}};
    if (viewer.actor.can("tracing_request", "index"))
        indicators.push_back({.name = "tracing_requests_with_likely_matches",
                              .conditions = waiting(),
                              .record_type = "tracing_request"});
    return indicators;
}

}  // namespace amparo::insight::boxes
