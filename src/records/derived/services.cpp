#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/service_due.hpp"

namespace amparo::records::derived {
namespace {

constexpr std::string_view section = "services_section";

/// What `service_implemented` becomes for a row; empty when it stays.
std::string_view implemented_state(const json::Object& row) {
    const auto state = json::string_or(row, "service_implemented");
    if (is_present(row, "service_implemented_day_time"))
        return state == "implemented" ? "" : "implemented";
    if (is_present(row, "service_type")) return state == "not_implemented" ? "" : "not_implemented";
    return "";
}

}  // namespace

Changes mark_services(const json::Object& /*before*/, const json::Object& after,
                      const Context& /*context*/) {
    Changes changes;
    const auto* stored = json::find_array(after, section);
    if (stored == nullptr) return changes;
    json::Array marked = *stored;
    bool changed = false;
    for (auto& element : marked) {
        auto* row = element.if_object();
        if (row == nullptr) continue;
        const auto state = implemented_state(*row);
        if (state.empty()) continue;
        (*row)["service_implemented"] = state;
        changed = true;
    }
    if (changed) changes[section] = std::move(marked);
    return changes;
}

Changes collect_service_dates(const json::Object& before, const json::Object& after,
                              const Context& context) {
    Changes changes;
    if (!context.is_new && !is_changed(before, after, section)) return changes;
    const bool from_appointment = services_due_from_appointment(context.definitions);
    json::Array due;
    for (const auto* row : rows(after, section)) {
        if (json::string_or(*row, "service_implemented") == "implemented") continue;
        const auto moment = service_due(*row, from_appointment);
        if (moment) append_distinct(due, json::Value(format_instant(moment->at)));
    }
    changes["service_due_dates"] = std::move(due);
    changes["service_implemented_day_times"] =
        distinct_column(after, section, "service_implemented_day_time");
    return changes;
}

Changes follow_ups(const json::Object& before, const json::Object& after, const Context& context) {
    constexpr std::string_view subform = "followup_subform_section";
    Changes changes;
    if (!context.is_new && !is_changed(before, after, subform)) return changes;
    bool all_done = true;
    bool any_planned = false;
    json::Array due;
    const auto entries = rows(after, subform);
    for (const auto* row : entries) {
        const bool done = is_present(*row, "followup_date");
        const bool needed = is_present(*row, "followup_needed_by_date");
        all_done = all_done && done;
        any_planned = any_planned || needed;
        if (needed && !done) append_distinct(due, row->at("followup_needed_by_date"));
    }
    changes["followup_status"] = !entries.empty() && all_done ? "follow_ups_implemented"
                                 : any_planned                ? "follow_ups_planned"
                                                              : "follow_ups_not_planned";
    changes["followup_dates"] = distinct_column(after, subform, "followup_date");
    changes["followup_due_dates"] = std::move(due);
    return changes;
}

Changes collect_dates(const json::Object& before, const json::Object& after,
                      const Context& context) {
    struct List {
        std::string_view key;
        std::string_view subform;
        std::string_view column;
    };
    constexpr List lists[] = {
        {"tracing_dates", "tracing_actions_section", "date_tracing"},
        {"reunification_dates", "reunification_details_section", "date_reunification"},
    };
    Changes changes;
    for (const auto& list : lists) {
        if (context.is_new || is_changed(before, after, list.subform))
            changes[list.key] = distinct_column(after, list.subform, list.column);
    }
    constexpr std::string_view plan = "cp_case_plan_subform_case_plan_interventions";
    if (!context.is_new && !is_changed(before, after, plan)) return changes;
    bool has_plan = false;
    for (const auto* row : rows(after, plan)) {
        has_plan = has_plan || is_present(*row, "intervention_service_to_be_provided") ||
                   is_present(*row, "intervention_service_goal");
    }
    changes["has_case_plan"] = has_plan;
    return changes;
}

// The open task of a kind, as a list of none or one due date (§3.10, §7.1).
Changes task_due_dates(const json::Object& before, const json::Object& after,
                       const Context& context) {
    struct Task {
        std::string_view key;
        std::string_view due;
        std::string_view done;
    };
    constexpr Task tasks[] = {
        {"assessment_due_dates", "assessment_due_date", "assessment_requested_on"},
        {"case_plan_due_dates", "case_plan_due_date", "date_case_plan"},
    };
    Changes changes;
    for (const auto& task : tasks) {
        if (!context.is_new && !is_changed(before, after, task.due) &&
            !is_changed(before, after, task.done))
            continue;
        json::Array due;
        if (is_present(after, task.due) && !is_present(after, task.done))
            due.push_back(after.at(task.due));
        changes[task.key] = std::move(due);
    }
    return changes;
}

}  // namespace amparo::records::derived
