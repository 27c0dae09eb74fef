#pragma once

#include "base/json.hpp"
#include "forms/definitions.hpp"

namespace amparo::forms {

/// Whether the conditions of a form's field, and of the form, let it be drawn (forms.md §7).
/// Permissions and the switches `visible` are not looked at.
bool is_shown(const Field& field, const Scope& record);
/// As above for a field inside an entry; `entry.record` is the parent record.
bool is_shown_in_entry(const Field& field, const Scope& entry);
/// Whether the form counts for a record of the module: it names the module, or none at all.
bool belongs_to_module(const Form& form, std::string_view module_id);

}  // namespace amparo::forms
