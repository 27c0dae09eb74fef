#pragma once

#include "base/json.hpp"

namespace amparo::records {

/// {key: {"from": …, "to": …}} for every top-level key that differs, without the stamps of the
/// last update. A change of `hidden_name` lists `name` too (records.md §22).
json::Object difference(const json::Object& before, const json::Object& after);

}  // namespace amparo::records
