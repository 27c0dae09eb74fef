#pragma once

#include <string>

#include "base/json.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {

/// Writes fields of a record past all rules, as years going by or a fault would.
void overwrite(World& world, const std::string& id, const json::Object& fields);

}  // namespace amparo::testing
