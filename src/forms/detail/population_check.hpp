#pragma once

#include "forms/definitions.hpp"
#include "forms/detail/findings.hpp"

namespace amparo::forms {

/// Errors for entries of `auto_populate_list` whose expressions are none of the closed list of
/// accessors (case-management.md §3.1): nothing else is ever evaluated.
void check_auto_populate(const Definitions& definitions, Findings& findings);

}  // namespace amparo::forms
