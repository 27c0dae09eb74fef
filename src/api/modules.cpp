// Modules: which record types and forms belong together (administration.md §11).
#include "api/demand.hpp"
#include "api/listing.hpp"
#include "api/route.hpp"
#include "api/wire.hpp"
#include "forms/stages.hpp"
#include "forms/wire.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view gbv_module = "primeromodule-gbv";
constexpr std::string_view mrm_module = "primeromodule-mrm";

const json::Object& object_or_empty(const json::Object& object, std::string_view key) {
    static const json::Object empty;
    const auto* found = json::find_object(object, key);
    return found == nullptr ? empty : *found;
}

/// The stored options over their defaults.
json::Object options_of(const forms::Module& module) {
    auto options = object_or_empty(module.attributes, "module_option_defaults");
    for (const auto& [key, value] : object_or_empty(module.attributes, "module_options")) {
        options.insert_or_assign(key, value);
    }
    return options;
}

json::Object state(const forms::Option& option, const forms::Definitions& definitions) {
    return {{"id", option.id}, {"display_text", forms::to_wire(definitions, option.display_text)}};
}

json::Array workflow_states(const forms::Module& module, const forms::Definitions& definitions) {
    json::Array states;
    for (const auto& option : forms::case_stages(definitions, module))
        states.emplace_back(state(option, definitions));
    return states;
}

json::Value case_list(const forms::Module& module, const json::Object& options,
                      std::string_view key) {
    for (const auto* place : {&options, &module.attributes}) {
        const auto* lists = json::find_object(*place, key);
        const auto* cases = lists == nullptr ? nullptr : json::find(*lists, "cases");
        if (cases != nullptr) return *cases;
    }
    return nullptr;
}

Result<http::Response> list_modules(Call& call) {
    AMPARO_CHECK(demand(call, "metadata", {"manage"}));
    json::Array rows;
    for (const auto& module : call.definitions().modules()) {
        rows.emplace_back(module_to_wire(module, call.definitions()));
    }
    return ok(std::move(rows));
}

Result<http::Response> show_module(Call& call) {
    AMPARO_CHECK(demand(call, "metadata", {"manage"}));
    AMPARO_TRY(const auto id, call.number("id"));
    for (const auto& module : call.definitions().modules()) {
        if (module.id == id) return ok(module_to_wire(module, call.definitions()));
    }
    return refuse(Errc::not_found, "errors.not_found");
}

}  // namespace

json::Object by_name_then_locale(const json::Object& by_locale,
                                 const forms::Definitions& definitions) {
    json::Object by_name;
    for (const auto& [locale, texts] : by_locale) {
        if (!texts.is_object()) continue;
        for (const auto& [name, text] : texts.get_object()) {
            auto& translated = by_name[name];
            if (!translated.is_object()) {
                translated = forms::to_wire(definitions, forms::Translated{});
            }
            if (translated.get_object().contains(locale)) translated.get_object()[locale] = text;
        }
    }
    return by_name;
}

json::Object module_to_wire(const forms::Module& module, const forms::Definitions& definitions) {
    const auto options = options_of(module);
    const auto labels = [&](std::string_view key) {
        return by_name_then_locale(object_or_empty(options, key), definitions);
    };
    const auto* creation_map = json::find(options, "creation_field_map");
    const auto* field_map = json::find(module.attributes, "field_map");
    const auto* description = json::find(module.attributes, "description");
    json::Object wire{
        {"id", module.id},
        {"unique_id", module.unique_id},
        {"name", json::string_or(module.attributes, "name")},
        {"description", description == nullptr ? json::Value(nullptr) : *description},
        {"associated_record_types", json::to_array(module.record_types)},
        {"form_section_unique_ids", json::to_array(module.form_ids)},
        {"creation_field_map", creation_map == nullptr ? json::Value(nullptr) : *creation_map},
        {"field_map", field_map == nullptr ? json::Value(json::Object{}) : *field_map},
        {"module_options", options},
        {"options", options},
        {"list_filters", json::Object{{"cases", case_list(module, options, "list_filters")}}},
        {"list_headers", json::Object{{"cases", case_list(module, options, "list_headers")}}},
        {"approvals_labels", labels("approvals_labels_i18n")},
        {"field_labels", labels("field_labels_i18n")}};
    if (module.unique_id != gbv_module && module.unique_id != mrm_module) {
        json::Object workflows;
        if (json::bool_or(options, "workflow_status_indicator", false)) {
            workflows.emplace("case", workflow_states(module, definitions));
        }
        wire.emplace("workflows", std::move(workflows));
    }
    return wire;
}

Routes module_routes() {
    using http::Method;
    return {
        {.method = Method::get,
         .pattern = "/api/v2/primero_modules",
         .handler = list_modules,
         .model = "PrimeroModule",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/primero_modules/{id}",
         .handler = show_module,
         .model = "PrimeroModule",
         .action = "show",
         .keep = Keep::ask_again},
    };
}

}  // namespace amparo::api
