#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

/// What the server computes from a record by its configuration (forms.md §10).
namespace amparo::forms {

/// A record before and after a write. The references are used during the call only.
struct CalculationInput {
    std::string record_type;
    std::string module_id;       // forms of other modules do not count; empty: all do
    const json::Object& before;  // empty for a new record
    const json::Object& after;
    Day today;  // in the organisation's zone
};

/// The keys to set so that the record agrees with its configuration: values of fields hidden by a
/// condition are cleared where the field says so, then calculations and subform summaries follow,
/// in rows first, each after what it depends on. A calculation that cannot be evaluated leaves
/// its value as it is. A subform whose rows change comes back whole.
json::Object calculate(const Definitions& definitions, const CalculationInput& input);

}  // namespace amparo::forms
