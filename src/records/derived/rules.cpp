#include "records/derived/rules.hpp"

#include <algorithm>

namespace amparo::records::derived {
namespace {

// case-management.md §3.3. Closing comes before the workflow, which reads what it decided;
// concerns are gathered before they are mapped to codes; `describe_state` comes last of those
// that index columns rest on.
constexpr Rule table[] = {
    {"number_rows", "", number_rows},
    {"identify", "", identify},
    {"identify_case", "case", identify_case},
    {"identify_others", "", identify_others},
    {"stamp_creation", "", stamp_creation},
    {"stamp_update", "", stamp_update},
    {"stamp_owner", "", stamp_owner},
    {"share_access", "", share_access},
    {"associate_users", "", associate_users},
    {"identify_beneficiary", "case", identify_beneficiary},
    {"keep_masked", "", keep_masked},
    {"compose_name", "case", compose_name},
    {"derive_age", "", derive_age},
    {"mark_services", "case", mark_services},
    {"collect_service_dates", "case", collect_service_dates},
    {"plan_next_rows", "case", plan_next_rows},
    {"follow_ups", "case", follow_ups},
    {"collect_dates", "case", collect_dates},
    {"set_deadlines", "case", set_deadlines},
    {"task_due_dates", "case", task_due_dates},
    {"reopen_for_service", "case", reopen_for_service},
    {"close_or_reopen", "case", close_or_reopen},
    {"advance_workflow", "case", advance_workflow},
    {"gather_concerns", "case", gather_concerns},
    {"map_needs_codes", "case", map_needs_codes},
    {"count_incidents", "case", count_incidents},
    {"date_incident", "incident", date_incident},
    {"describe_violence", "incident", describe_violence},
    {"keep_associations", "incident", keep_associations},
    {"mark_late_verification", "incident", mark_late_verification},
    {"summarise_violations", "incident", summarise_violations},
    {"gather_traces", "tracing_request", gather_traces},
    {"locate", "", locate},
    {"calculate_fields", "", calculate_fields},
    {"list_transitions", "", list_transitions},
    {"date_activity", "", date_activity},
    {"raise_field_alerts", "", raise_field_alerts},
    {"raise_withdrawal", "case", raise_withdrawal},
    {"settle_deadline_alerts", "case", settle_deadline_alerts},
    {"summarise_marks", "", summarise_marks},
    {"describe_state", "", describe_state},
    {"stamp_notes", "case", stamp_notes},
    {"log_consent", "case", log_consent},
    {"log_risk_level", "case", log_risk_level},
};

}  // namespace

std::span<const Rule> rules() {
    return table;
}

void run(const json::Object& before, json::Object& after, const Context& context) {
    // Growing an object key by key would sort its keys into buckets anew each time.
    constexpr std::size_t derived_keys = 64;
    if (context.is_new) after.reserve(after.size() + derived_keys);
    for (const auto& rule : table) {
        if (!rule.record_type.empty() && rule.record_type != context.record_type) continue;
        for (auto& [key, value] : rule.derive(before, after, context))
            after[key] = std::move(value);
    }
}

void identify_new(json::Object& after, const Context& context) {
    constexpr std::string_view names[] = {"number_rows",     "identify",       "identify_case",
                                          "identify_others", "stamp_creation", "keep_masked",
                                          "compose_name"};
    for (const auto& rule : table) {
        if (std::ranges::find(names, rule.name) == std::end(names)) continue;
        if (!rule.record_type.empty() && rule.record_type != context.record_type) continue;
        for (auto& [key, value] : rule.derive({}, after, context)) after[key] = std::move(value);
    }
}

}  // namespace amparo::records::derived
