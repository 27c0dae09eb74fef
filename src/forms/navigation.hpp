#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/definitions.hpp"

namespace amparo::forms {

/// A group of forms as the navigation of a record shows it (forms.md §3). A group of one form
/// bears the form's name.
struct NavigationGroup {
    std::string id;  // of the option in the form-group lookup; may be empty
    Translated label;
    std::vector<const Form*> forms;  // in order
};

/// Whose navigation of which record.
struct NavigationInput {
    std::string_view record_type;
    std::string_view module_id;
    std::function<bool(const Form&)> is_permitted = {};  // none: all forms are
    const Scope* record = nullptr;  // conditions of forms are ignored while there are no values
};

/// The groups in order: `record_information` first, then by the order of their first form.
std::vector<NavigationGroup> navigation(const Definitions& definitions,
                                        const NavigationInput& input);
/// The first permitted form that is a first tab, else the first form; nullptr when there is none.
const Form* start_form(const Definitions& definitions, const NavigationInput& input);
/// "lookup-form-group-cp-tracing-request" of a module and record type.
std::string form_group_lookup(std::string_view module_id, std::string_view record_type);

}  // namespace amparo::forms
