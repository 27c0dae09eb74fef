#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::forms {

/// JSON of a test; a syntax error there throws.
json::Value read_json(std::string_view text);
json::Object read_object(std::string_view text);
/// A file of testdata/.
json::Object read_test_data(std::string_view file_name);

/// A form of the record type "case" with these fields, for a configuration of a test. A field
/// of type "subform" with its own `fields` becomes a nested form (and names it).
void add_form(Definitions::Source& source, std::string_view unique_id, json::Array fields);
/// The source of a small configuration: one module with all record types, no forms.
Definitions::Source small_source();
/// Loads; a problem is a test failure that names it.
std::shared_ptr<const Definitions> load_or_fail(Definitions::Source source);
/// The problems of a load as "pointer key", or "loaded".
std::vector<std::string> problems_of(Definitions::Source source);
std::vector<std::string> listed(const std::vector<Problem>& problems);

}  // namespace amparo::forms
