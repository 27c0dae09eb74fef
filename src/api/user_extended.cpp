#include "api/user_extended.hpp"

#include <algorithm>

#include "access/field_mask.hpp"
#include "access/permission_catalogue.hpp"

namespace amparo::api {

namespace {

json::Object permissions_to_wire(const access::Role& role) {
    json::Array list;
    for (const auto& entry : access::permission_catalogue()) {
        const auto granted = role.permissions.find(entry.resource);
        if (granted == role.permissions.end()) continue;
        json::Array actions;
        for (const auto& action : granted->second) actions.emplace_back(action);
        list.emplace_back(json::Object{{"resource", entry.plural}, {"actions", std::move(actions)}});
    }
    return {{"list", std::move(list)}};
}

void add_forms(json::Object& wire, const ExtendedView& view) {
    json::Object forms;
    for (const auto type : access::record_types()) {
        const auto permitted = access::permitted_forms(view.actor, view.definitions, type, "");
        for (const auto& [form, access] : permitted) forms.insert_or_assign(form, access);
    }
    json::Array ids;
    for (const auto& form : forms) ids.emplace_back(form.key());
    wire["permitted_form"] = std::move(forms);
    wire["permitted_form_unique_ids"] = std::move(ids);
}

}  // namespace

bool ExtendedView::has_module(std::string_view unique_id) const {
    return actor.role().has_module(unique_id);
}

bool ExtendedView::has_only_module(std::string_view unique_id) const {
    const auto& modules = actor.role().module_ids;
    return modules.size() == 1 && modules.front() == unique_id;
}

void add_extended(json::Object& wire, const ExtendedView& view) {
    const auto& role = view.actor.role();
    wire["permissions"] = permissions_to_wire(role);
    add_forms(wire, view);
    wire["permitted_role_unique_ids"] = json::to_array(role.role_limits);
    wire["is_manager"] = role.is_manager;
    wire["filters"] = record_filters(view);
    wire["list_headers"] = list_headers(view);
    const auto agency = view.directory.agency(view.actor.user().agency);
    if (agency == nullptr) return;
    wire["agency_unique_id"] = agency->unique_id.text();
    wire["agency_name"] = forms::text_for(agency->name, view.definitions.default_locale());
}

}  // namespace amparo::api
