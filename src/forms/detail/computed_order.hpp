#pragma once

#include <string>
#include <vector>

#include "forms/definitions.hpp"
#include "forms/detail/findings.hpp"

namespace amparo::forms {

/// The computed fields among these, and the subforms whose rows hold computed fields, each
/// behind those it depends on. A cycle is an error at the field where it was met.
std::vector<const Field*> computed_order(const std::vector<const Field*>& fields,
                                         Findings& findings);

/// Whether the field, or one in its rows so many levels down, loses its value when hidden.
bool has_clearing(const Field& field, int levels);

/// "/forms/<unique_id>/fields/<index>" of a field.
std::string pointer_of(const Field& field);

}  // namespace amparo::forms
