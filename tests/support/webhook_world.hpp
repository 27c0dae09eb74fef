#pragma once

#include "tests/support/people.hpp"

namespace amparo::testing {

/// A deployment that may tell systems on this machine.
WorldOptions with_local_receivers(std::vector<std::string> more = {});
/// Sets an option of the module of child protection as the configuration would.
void set_module_option(World& world, const std::string& option, json::Value value);

}  // namespace amparo::testing
