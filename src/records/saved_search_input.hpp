#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"

namespace amparo::records {

/// What is kept of a search that is sent. A record type may be its segment ("cases"), as clients
/// send it. `invalid` with all problems.
Result<json::Object> read_search(const json::Object& input);
/// The record type that a kept search looks for.
std::string searched_type(const json::Object& search);
/// The fields that its filters name, each once or more often: "or[owned_by]" names owned_by.
std::vector<std::string> searched_fields(const json::Object& search);
/// Whether it looks for words, not for values of fields.
bool has_words(const json::Object& search);

}  // namespace amparo::records
