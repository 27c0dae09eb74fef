#include "forms/visibility.hpp"

namespace amparo::forms {

bool is_shown(const Field& field, const Scope& record) {
    return field.form->shown_when.shows(record) && field.shown_for_record.shows(record);
}

bool is_shown_in_entry(const Field& field, const Scope& entry) {
    const Scope record{.values = entry.record == nullptr ? entry.values : *entry.record,
                       .context = entry.context};
    return field.shown_for_record.shows(record) && field.shown_for_entry.shows(entry);
}

bool belongs_to_module(const Form& form, std::string_view module_id) {
    return module_id.empty() || form.module_ids.empty() || form.is_in_module(module_id);
}

}  // namespace amparo::forms
