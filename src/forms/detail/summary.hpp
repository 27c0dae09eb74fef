#pragma once

#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::forms {

/// The value of a subform summary over the rows of the scope (forms.md §10.2). Rows without a
/// sort value are taken only when no row has one; null when there is no row.
json::Value summarise(const SubformSummary& summary, const Scope& scope);

}  // namespace amparo::forms
