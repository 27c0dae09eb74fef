#pragma once

#include <string_view>

#include "forms/definitions.hpp"

/// What a deployment may protect besides names (case-management.md §3.14).
namespace amparo::forms {

/// The module option that names the fields.
inline constexpr std::string_view protected_fields_key = "protected_fields";
inline constexpr std::size_t protected_fields_max = 100;  // of a module; looked through often

/// Whether values of the field can be masked: words, choices and files, which have room for a mask,
/// but nothing that the work itself rests on, such as whose record it is and in which state.
bool is_protectable(const Field& field);

}  // namespace amparo::forms
