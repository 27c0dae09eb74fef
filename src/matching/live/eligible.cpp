#include "matching/live/eligible.hpp"

#include "casework/traces.hpp"
#include "casework/tracing_eligibility.hpp"
#include "matching/evaluate/traces.hpp"
#include "records/derived/values.hpp"

namespace amparo::matching {

bool takes_part(const json::Object& child_case, const Eligibility& eligibility) {
    return casework::may_be_traced(child_case) && is_traceable(child_case, eligibility);
}

bool takes_part(const json::Object& request, const json::Object& trace,
                const Eligibility& eligibility) {
    return casework::is_searching(request) && casework::is_sought(trace) &&
           is_open(request, eligibility);
}

bool may_be_duplicated(const json::Object& child_case) {
    return records::derived::is_true(child_case, "record_state") &&
           !records::derived::is_true(child_case, "duplicate") &&
           json::string_or(child_case, "status") != "duplicate";
}

std::vector<const json::Object*> traces_of(const json::Object& request) {
    return records::derived::rows(request, casework::traces_section);
}

const json::Object* find_trace(const json::Object& request, std::string_view trace) {
    for (const auto* row : traces_of(request)) {
        if (json::string_or(*row, "unique_id") == trace) return row;
    }
    return nullptr;
}

}  // namespace amparo::matching
