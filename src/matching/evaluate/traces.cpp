#include "matching/evaluate/traces.hpp"

#include <algorithm>

#include "matching/engine/record.hpp"

namespace amparo::matching {
namespace {

bool is_among(const std::vector<std::string>& options, const std::string& value) {
    return options.empty() || std::ranges::find(options, value) != options.end();
}

bool says_yes(const json::Value* value) {
    if (value == nullptr) return false;
    return (value->is_bool() && value->get_bool()) ||
           (value->is_string() && value->get_string() == "true");
}

}  // namespace

bool is_traceable(const json::Object& record, const Eligibility& eligibility) {
    const auto* state = json::find(record, "record_state");
    const bool is_enabled = !eligibility.enabled_only || state == nullptr || says_yes(state);
    return is_enabled && says_yes(json::find(record, eligibility.consent_field)) &&
           is_among(eligibility.case_status, json::string_or(record, "status", "open")) &&
           (json::find(record, "module_id") == nullptr ||
            is_among(eligibility.module_ids, json::string_or(record, "module_id")));
}

bool is_open(const json::Object& request, const Eligibility& eligibility) {
    const auto* state = json::find(request, "record_state");
    return (!eligibility.enabled_only || state == nullptr || says_yes(state)) &&
           is_among(eligibility.request_status, json::string_or(request, "status", "open"));
}

bool is_open_trace(const json::Object& trace) {
    const auto status = json::string_or(trace, "tracing_request_status", "open");
    return status != "reunified" && status != "closed" &&
           json::is_blank(json::find(trace, "matched_case_id"));
}

std::vector<Traced> open_traces(const std::vector<json::Object>& requests,
                                const Eligibility& eligibility) {
    std::vector<Traced> traces;
    for (const auto& request : requests) {
        const auto* rows = json::find_array(request, traces_section);
        if (rows == nullptr || !is_open(request, eligibility)) continue;
        for (const auto& row : *rows) {
            if (!row.is_object() || !is_open_trace(row.get_object())) continue;
            traces.push_back({&row.get_object(), &request});
        }
    }
    return traces;
}

std::string trace_id(const json::Object& trace) {
    return json::string_or(trace, "unique_id", json::string_or(trace, "id"));
}

}  // namespace amparo::matching
