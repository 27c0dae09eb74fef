#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"

/// What an incident takes over from the case it belongs to (case-management.md §3.19).
namespace amparo::casework {

/// Steps into a document: {"age"} or {"incident_details", "incident_date"}.
using FieldPath = std::vector<std::string>;

/// The `field_map` of a module: where incidents of its cases go, and which fields are copied.
struct FieldMap {
    /// One field that is copied, and where to.
    struct Entry {
        FieldPath source;
        FieldPath target;
    };
    std::string map_to;  // module of the incident; empty: the module of the case
    std::vector<Entry> entries;

    /// Of the module, or the map that holds where none is configured. Sources and targets may be
    /// written as a text or as a list of steps.
    static FieldMap of_module(const forms::Definitions& definitions, std::string_view module_id);
};

/// What the fields are copied from.
struct FieldSource {
    const json::Object& child_case;
    /// The row of `incident_details` the incident is made of; null when it is made without one.
    const json::Object* entry = nullptr;
};
/// Fills blank targets of the incident with what the sources hold. The owner is not a matter of
/// this map: `owned_by` is left alone.
void copy_mapped(const FieldMap& map, const FieldSource& source, json::Object& incident);

}  // namespace amparo::casework
