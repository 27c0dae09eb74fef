#pragma once

#include "base/json.hpp"

/// Who takes part in tracing (matching.md §9.1). One rule for those who search, for those who
/// decide on what was found, and for those who link.
namespace amparo::casework {

/// A case: the family agreed, and it is enabled, and open or closed.
bool may_be_traced(const json::Object& child_case);
/// A tracing request: enabled and open.
bool is_searching(const json::Object& tracing_request);
/// A trace of such a request: the child was neither found nor given up. One that is matched with a
/// case still is; it is a match for no other.
bool is_sought(const json::Object& trace);

}  // namespace amparo::casework
