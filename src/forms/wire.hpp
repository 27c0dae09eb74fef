#pragma once

#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"

/// Configuration objects as the API shows them (administration.md §§12–14, forms.md §16). Texts
/// hold every enabled locale, "" where there is none.
namespace amparo::forms {

/// How much of a form is wanted.
enum class FormDetail { with_fields, without_fields };
/// How much of a place is wanted: level, own name and codes above are extra.
enum class LocationDetail { short_row, with_hierarchy };

/// A form with all its fields in order; attributes without a value are left out, subforms are
/// named by the id of their form.
json::Object to_wire(const Definitions& definitions, const Form& form,
                     FormDetail detail = FormDetail::with_fields);
/// A field of a form.
json::Object to_wire(const Definitions& definitions, const Field& field);
/// An option list.
json::Object to_wire(const Definitions& definitions, const Lookup& lookup);
/// A place; `name` is its path of names from the country down.
json::Object to_wire(const Definitions& definitions, const Location& place,
                     LocationDetail detail = LocationDetail::short_row);
/// The line of a place in the file of all places: only the locales that have a name.
json::Object to_file_line(const Definitions& definitions, const Location& place);
/// A translated text with every enabled locale.
json::Object to_wire(const Definitions& definitions, const Translated& text);

/// Which forms a list holds.
struct FormFilter {
    std::string_view unique_id = {};
    std::string_view record_type = {};
    std::string_view module_id = {};
    bool exclude_subforms = false;
};
/// The forms in their loaded order; a form of a module brings its subforms.
std::vector<const Form*> select_forms(const Definitions& definitions, const FormFilter& filter);

}  // namespace amparo::forms
