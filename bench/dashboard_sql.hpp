#pragma once

#include <string>

#include "insight/indicator.hpp"

namespace amparo::bench {

/// The question of an indicator as SQL on JSONB (table cases, column data) that gives the sum of
/// its counts. `within` are the conditions of scope and module.
std::string sql_of(const insight::Indicator& indicator, const insight::Conditions& within);

}  // namespace amparo::bench
