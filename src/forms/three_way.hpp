#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "forms/validation.hpp"

/// Two people changed one record: what can be joined, and what a person must decide
/// (records.md §14). The web client follows the same rules and vectors.
namespace amparo::forms {

/// What one writer saw, what they change, and what is stored now.
struct ThreeWayInput {
    const json::Object& base;    // values seen; missing means null
    const json::Object& mine;    // changed keys as sent: changed rows only, with changed keys only
    const json::Object& theirs;  // the stored data
};

/// The joined data, and the places where both changed one value differently.
struct ThreeWayMerged {
    json::Object data;                   // theirs on every path that clashes
    std::vector<std::string> conflicts;  // pointers; a row is named by its unique_id
};

/// Joins the keys of `mine` into `theirs`, in the order of the fields; keys without a field are
/// single values. Multi-selects join as sets, rows by unique_id and then key by key; a row edited
/// on one side and removed on the other is kept and clashes. Computed values of a client are
/// ignored.
ThreeWayMerged merge_three_way(const Definitions& definitions, const FieldMap& fields,
                               const ThreeWayInput& input);

}  // namespace amparo::forms
