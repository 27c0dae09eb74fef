#pragma once

#include <string_view>

#include "records/records_test_support.hpp"

namespace amparo::records {

/// Gives the default module these options in place of those it has, as the configuration of an
/// administrator would.
void set_module_options(RecordsWorld& world, std::string_view options);

}  // namespace amparo::records
