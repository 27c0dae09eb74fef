#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace amparo::records::derived {

/// Whether the value of a key differs between two documents; absent equals null.
bool is_changed(const json::Object& before, const json::Object& after, std::string_view key);
/// The rows of a subform, others left out.
std::vector<const json::Object*> rows(const json::Object& data, std::string_view subform);
/// Whether the key holds something that is not blank.
bool is_present(const json::Object& data, std::string_view key);
/// true or "true".
bool is_true(const json::Object& data, std::string_view key);
/// The non-blank values of one column of a subform, in row order, each once.
json::Array distinct_column(const json::Object& data, std::string_view subform,
                            std::string_view column);
/// Appends the value unless the array holds it.
void append_distinct(json::Array& array, const json::Value& value);
/// The list under a log's key with one more entry behind.
json::Array appended(const json::Object& data, std::string_view log, json::Object entry);

}  // namespace amparo::records::derived
