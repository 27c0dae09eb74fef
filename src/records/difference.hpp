#pragma once

#include "base/json.hpp"

namespace amparo::records {

/// {key: {"from": …, "to": …}} for every top-level key that differs, without the stamps of the
/// last update. A change of `hidden_name` lists `name` too (records.md §22).
json::Object difference(const json::Object& before, const json::Object& after);

/// The key of a difference in the details of a change.
inline constexpr std::string_view changes_key = "record_changes";
/// A creation keeps only the document (store::document_key): gives its details the difference that
/// those of every other change have.
void expand_creation(json::Object& details);

}  // namespace amparo::records
