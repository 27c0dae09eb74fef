#include "forms/navigation.hpp"

#include <algorithm>

namespace amparo::forms {
namespace {

constexpr std::string_view record_group = "record_information";

std::vector<const Form*> open_forms(const Definitions& definitions, const NavigationInput& input) {
    std::vector<const Form*> forms;
    for (const auto* form : definitions.forms_of(input.record_type)) {
        const bool is_open = form->visible && form->is_in_module(input.module_id) &&
                             (!input.is_permitted || input.is_permitted(*form)) &&
                             (input.record == nullptr || form->shown_when.shows(*input.record));
        if (is_open) forms.push_back(form);
    }
    std::stable_sort(forms.begin(), forms.end(), [](const Form* left, const Form* right) {
        return left->order < right->order;
    });
    return forms;
}

}  // namespace

std::vector<NavigationGroup> navigation(const Definitions& definitions,
                                        const NavigationInput& input) {
    std::vector<NavigationGroup> groups;
    for (const auto* form : open_forms(definitions, input)) {
        auto group = std::find_if(groups.begin(), groups.end(), [form](const auto& known) {
            return known.id == form->form_group_id;
        });
        if (group == groups.end()) {
            groups.push_back({form->form_group_id, {}, {}});
            group = std::prev(groups.end());
        }
        group->forms.push_back(form);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto& left, const auto& right) {
        const bool left_first = left.id == record_group;
        if (left_first != (right.id == record_group)) return left_first;
        return left.forms.front()->order_form_group < right.forms.front()->order_form_group;
    });
    const auto* titles = definitions.lookup(form_group_lookup(input.module_id, input.record_type));
    for (auto& group : groups) {
        const auto* title = titles == nullptr ? nullptr : titles->find(group.id);
        const bool has_own_title = group.forms.size() > 1 && title != nullptr;
        group.label = has_own_title ? title->display_text : group.forms.front()->name;
    }
    return groups;
}

const Form* start_form(const Definitions& definitions, const NavigationInput& input) {
    const auto forms = open_forms(definitions, input);
    const auto first = std::find_if(forms.begin(), forms.end(),
                                    [](const Form* form) { return form->is_first_tab; });
    if (first != forms.end()) return *first;
    return forms.empty() ? nullptr : forms.front();
}

std::string form_group_lookup(std::string_view module_id, std::string_view record_type) {
    constexpr std::string_view prefix = "primeromodule-";
    if (module_id.starts_with(prefix)) module_id.remove_prefix(prefix.size());
    std::string id = "lookup-form-group-" + std::string(module_id) + "-" + std::string(record_type);
    std::replace(id.begin(), id.end(), '_', '-');
    return id;
}

}  // namespace amparo::forms
