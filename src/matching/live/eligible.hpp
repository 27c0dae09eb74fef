#pragma once

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "matching/model/configuration.hpp"

/// Who may be found (matching.md 9.1).
namespace amparo::matching {

/// Whether a case takes part in tracing: by the rule of the house, and by the configuration, which
/// can only narrow it.
bool takes_part(const json::Object& child_case, const Eligibility& eligibility);
/// Whether a trace of a tracing request does, whomever it is matched with.
bool takes_part(const json::Object& request, const json::Object& trace,
                const Eligibility& eligibility);
/// Whether a case may be what another one is a duplicate of.
bool may_be_duplicated(const json::Object& child_case);
/// The rows of a tracing request.
std::vector<const json::Object*> traces_of(const json::Object& request);
/// The row of a tracing request with that id, or nullptr.
const json::Object* find_trace(const json::Object& request, std::string_view trace);

}  // namespace amparo::matching
