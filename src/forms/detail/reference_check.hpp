#pragma once

#include "forms/definitions.hpp"
#include "forms/detail/findings.hpp"

namespace amparo::forms {

/// Reports names that lead nowhere: fields of conditions and calculations, sort fields, entry
/// headers, lookups, modules (forms.md §18.4). Most are warnings: an imported configuration may
/// name what another one has, and a missing value is a value.
void check_references(const Definitions& definitions, Findings& findings);

}  // namespace amparo::forms
