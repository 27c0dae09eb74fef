#pragma once

#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::records {

/// Checks the system keys of an input (records.md §11, second table) and gives them back in their
/// stored form; findings go to `problems` with a pointer.
json::Object check_system_values(const forms::Definitions& definitions,
                                 std::string_view record_type, const json::Object& values,
                                 std::vector<Problem>& problems);

}  // namespace amparo::records
