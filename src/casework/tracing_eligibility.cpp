#include "casework/tracing_eligibility.hpp"

#include "records/derived/values.hpp"

namespace amparo::casework {

bool may_be_traced(const json::Object& child_case) {
    const auto status = json::string_or(child_case, "status");
    return records::derived::is_true(child_case, "consent_for_tracing") &&
           records::derived::is_true(child_case, "record_state") &&
           (status == "open" || status == "closed");
}

bool is_searching(const json::Object& tracing_request) {
    return records::derived::is_true(tracing_request, "record_state") &&
           json::string_or(tracing_request, "status", "open") == "open";
}

bool is_sought(const json::Object& trace) {
    const auto status = json::string_or(trace, "tracing_request_status", "open");
    return status != "reunified" && status != "closed";
}

}  // namespace amparo::casework
