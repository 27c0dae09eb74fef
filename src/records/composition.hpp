#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::records {

/// The entry of `auto_populate_list` for a key, when it is active (case-management.md §3.1); null
/// without one. Lives as long as the definitions.
const json::Object* auto_populate_entry(const forms::Definitions& definitions,
                                        std::string_view key);
/// What the value of a key is put together of, in its order: where the family comes first,
/// `formats` may have an order for the language of the deployment. Empty without an active entry.
std::vector<std::string> composition_of(const forms::Definitions& definitions,
                                        std::string_view key);

}  // namespace amparo::records
