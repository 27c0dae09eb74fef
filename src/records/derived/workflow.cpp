#include <algorithm>

#include "forms/stages.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

constexpr std::string_view section = "services_section";

enum class ServicesState { none, in_progress, all_implemented };

ServicesState services_state(const std::vector<const json::Object*>& services) {
    bool all = !services.empty();
    for (const auto* service : services) {
        const auto state = json::string_or(*service, "service_implemented");
        if (state == "not_implemented") return ServicesState::in_progress;
        all = all && state == "implemented";
    }
    return all ? ServicesState::all_implemented : ServicesState::none;
}

/// The response type of the open service that was asked for last; "" when there is none. A
/// service without a moment counts as the earliest.
std::string open_response_type(const std::vector<const json::Object*>& services) {
    std::string type;
    std::string latest;
    for (const auto* service : services) {
        const auto candidate = json::string_or(*service, "service_response_type");
        if (candidate.empty() ||
            json::string_or(*service, "service_implemented") != "not_implemented")
            continue;
        const auto moment = json::string_or(*service, "service_response_day_time");
        if (!type.empty() && moment <= latest) continue;
        type = candidate;
        latest = moment;
    }
    return type;
}

bool module_uses(const json::Object& after, const Context& context, std::string_view option) {
    const auto* module = context.definitions.module(json::string_or(after, "module_id"));
    if (module == nullptr) return false;
    const auto* options = json::find_object(module->attributes, "module_options");
    return options != nullptr && json::bool_or(*options, option, false);
}

bool reopens(const json::Object& before, const json::Object& after) {
    const bool is_touched =
        is_changed(before, after, "case_status_reopened") || is_changed(before, after, "status");
    return is_touched && is_true(after, "case_status_reopened");
}

/// The table of §3.6 behind closing and reopening, first match wins; "" means unchanged.
std::string built_in_stage(const json::Object& before, const json::Object& after,
                           const Context& context) {
    if (reopens(before, after)) return "reopened";
    if (is_changed(before, after, section)) {
        const auto services = rows(after, section);
        if (services_state(services) == ServicesState::all_implemented &&
            module_uses(after, context, "use_workflow_service_implemented"))
            return "services_implemented";
        const auto response = open_response_type(services);
        if (!response.empty()) return response;
    }
    if (is_changed(before, after, "date_case_plan") && is_present(after, "date_case_plan") &&
        module_uses(after, context, "use_workflow_case_plan"))
        return "case_plan";
    if (is_changed(before, after, "assessment_requested_on") &&
        is_present(after, "assessment_requested_on") &&
        module_uses(after, context, "use_workflow_assessment"))
        return "assessment";
    return "";
}

/// The stage that a module's own definition leads to; "" means unchanged.
std::string own_stage(const std::vector<forms::Stage>& stages, const json::Object& before,
                      const json::Object& after, const Context& context) {
    const auto is_stage = [&](std::string_view id) {
        return std::ranges::find(stages, id, &forms::Stage::id) != stages.end();
    };
    const auto& first = stages.front().id;
    if (reopens(before, after)) return is_stage("reopened") ? "reopened" : first;
    const forms::EvaluationContext evaluation{.today = context.today,
                                              .time_zone = context.definitions.time_zone(),
                                              .semantics = context.definitions.semantics()};
    const auto* entered = forms::entered_stage(stages, {.definitions = context.definitions,
                                                        .after = after,
                                                        .context = evaluation,
                                                        .is_changed = [&](std::string_view field) {
                                                            return is_changed(before, after, field);
                                                        }});
    if (entered != nullptr) return entered->id;
    return context.is_new || !is_present(after, "workflow") ? first : "";
}

std::string next_stage(const json::Object& before, const json::Object& after,
                       const Context& context) {
    const auto status = json::string_or(after, "status");
    if (status == "closed") return "closed";
    const auto* module = context.definitions.module(json::string_or(after, "module_id"));
    const auto stages = module == nullptr ? std::vector<forms::Stage>() : forms::stages_of(*module);
    if (status != "open") return context.is_new && !stages.empty() ? stages.front().id : "";
    return stages.empty() ? built_in_stage(before, after, context)
                          : own_stage(stages, before, after, context);
}

}  // namespace

Changes advance_workflow(const json::Object& before, const json::Object& after,
                         const Context& context) {
    Changes changes;
    const auto stage = next_stage(before, after, context);
    const auto current = json::string_or(after, "workflow");
    const auto result = stage.empty() ? current : stage;
    if (result != current) changes["workflow"] = result;
    const auto stored = json::string_or(before, "workflow");
    if (result == stored || result.empty()) return changes;
    changes["workflow_log"] =
        appended(after, "workflow_log",
                 {{"from", stored.empty() ? json::Value(nullptr) : json::Value(stored)},
                  {"to", result},
                  {"at", format_instant(context.now)},
                  {"by", context.actor.name().text()}});
    return changes;
}

}  // namespace amparo::records::derived
