#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "forms/definitions.hpp"

/// Fields whose value no two records of a type should share, such as a national number
/// (case-management.md §3.22).
namespace amparo::records {

/// The watched fields of a type and the form each is shown on (`duplicate_field_to_form`).
std::map<std::string, std::string> duplicate_fields(const forms::Definitions& definitions,
                                                    std::string_view record_type);
/// What two writings of one value have in common: no case, no spaces or signs, digits of every
/// script as 0–9. Empty for what has nothing to compare.
std::string duplicate_key(const json::Value* value);
/// The index column that keeps the key of a field.
std::string duplicate_column(std::string_view field);

}  // namespace amparo::records
