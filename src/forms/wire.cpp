#include "forms/wire.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "forms/options.hpp"

namespace amparo::forms {
namespace {

constexpr std::string_view form_texts[] = {"name", "description", "help_text"};
constexpr std::string_view field_texts[] = {"display_name", "help_text", "guiding_questions",
                                            "tick_box_label", "signature_provided_by_label"};
// Keys of the files that are no attributes of forms or fields, or that are written anew.
constexpr std::string_view form_only_stored[] = {"fields", "subform_of", "orphan", "extra"};
constexpr std::string_view field_only_stored[] = {
    "option_strings_text", "tally", "form_section_id",
    "subform_section_id",  "extra", "collapsed_field_for_subform_unique_id"};

bool is_among(std::string_view key, std::span<const std::string_view> keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// A text with every locale; nullopt when it never had a translation.
std::optional<json::Object> filled_text(const Definitions& definitions, const json::Value& text) {
    const auto* given = text.if_object();
    if (given == nullptr || given->empty()) return std::nullopt;
    json::Object filled;
    for (const auto& locale : definitions.locales())
        filled[locale] = json::string_or(*given, locale);
    return filled;
}

/// What is configured over the defaults; nulls and the named keys are left out.
json::Object attributes_of(const Definitions& definitions,
                           std::initializer_list<const json::Object*> layers,
                           std::span<const std::string_view> text_keys,
                           std::span<const std::string_view> stored_keys) {
    json::Object wire;
    for (const auto* layer : layers) {
        for (const auto& [key, value] : *layer) {
            if (is_among(key, stored_keys)) continue;
            wire.erase(key);
            if (value.is_null()) continue;
            if (!is_among(key, text_keys)) {
                wire[key] = value;
            } else if (auto text = filled_text(definitions, value)) {
                wire[key] = std::move(*text);
            }
        }
    }
    return wire;
}

json::Object option_to_wire(const Definitions& definitions, const Option& option) {
    json::Object wire{{"id", option.id}};
    wire["display_text"] = to_wire(definitions, option.display_text);
    if (option.disabled) wire["disabled"] = true;
    if (!option.tags.empty()) wire["tags"] = json::to_array(option.tags);
    return wire;
}

json::Array options_to_wire(const Definitions& definitions, const std::vector<Option>& options) {
    json::Array wire;
    wire.reserve(options.size());
    for (const auto& option : options) wire.push_back(option_to_wire(definitions, option));
    return wire;
}

bool is_header_field(const Field& field) {
    const auto& names = field.form->collapsed_field_names;
    return field.form->is_nested &&
           std::find(names.begin(), names.end(), field.name) != names.end();
}

/// The path of names in each locale in which the place has a name of its own.
Translated names_of(const Definitions& definitions, const Location& place) {
    Translated names;
    for (const auto& [locale, name] : place.placename) {
        if (!name.empty()) names.emplace(locale, location_name(definitions, place, locale));
    }
    return names;
}

json::Value type_of(const Location& place) {
    return place.type.empty() ? json::Value() : json::Value(place.type);
}

json::Array hierarchy_of(const Definitions& definitions, const Location& place) {
    json::Array codes;
    auto steps = definitions.locations().ancestry(place.code);
    std::reverse(steps.begin(), steps.end());
    for (const auto* step : steps) codes.emplace_back(step->code);
    return codes;
}

}  // namespace

json::Object to_wire(const Definitions& definitions, const Form& form, FormDetail detail) {
    auto wire = attributes_of(definitions, {&definitions.form_defaults(), &form.attributes},
                              form_texts, form_only_stored);
    wire["id"] = form.id;
    wire["unique_id"] = form.unique_id;
    wire["parent_form"] = form.parent_form;
    wire["module_ids"] = json::to_array(form.module_ids);
    json::Array headers;
    json::Array fields;
    for (const auto& field : form.fields) {
        if (is_header_field(field)) headers.emplace_back(field.name);
        if (detail == FormDetail::with_fields) fields.push_back(to_wire(definitions, field));
    }
    wire["collapsed_field_names"] = std::move(headers);
    if (detail == FormDetail::with_fields) wire["fields"] = std::move(fields);
    return wire;
}

json::Object to_wire(const Definitions& definitions, const Field& field) {
    auto wire = attributes_of(definitions, {&definitions.field_defaults(), &field.attributes},
                              field_texts, field_only_stored);
    wire["id"] = field.id;
    wire["name"] = field.name;
    wire["type"] = wire_name(field.type);
    wire["order"] = static_cast<std::int64_t>(&field - field.form->fields.data());
    wire["form_section_id"] = field.form->id;
    if (field.subform != nullptr) wire["subform_section_id"] = field.subform->id;
    if (is_header_field(field)) wire["collapsed_field_for_subform_section_id"] = field.form->id;
    if (!field.options.empty())
        wire["option_strings_text"] = options_to_wire(definitions, field.options);
    if (!field.tally.empty()) wire["tally"] = options_to_wire(definitions, field.tally);
    return wire;
}

json::Object to_wire(const Definitions& definitions, const Lookup& lookup) {
    json::Object wire{{"id", lookup.id}, {"unique_id", lookup.unique_id}};
    wire["name"] = to_wire(definitions, lookup.name);
    wire["values"] = options_to_wire(definitions, lookup.values);
    wire["locked"] = lookup.locked;
    return wire;
}

json::Object to_wire(const Definitions& definitions, const Location& place, LocationDetail detail) {
    json::Object wire{{"id", place.id}, {"code", place.code}, {"type", type_of(place)}};
    wire["disabled"] = place.disabled;
    wire["name"] = to_wire(definitions, names_of(definitions, place));
    if (detail == LocationDetail::short_row) return wire;
    wire["admin_level"] = place.admin_level;
    wire["placename"] = to_wire(definitions, place.placename);
    wire["hierarchy"] = hierarchy_of(definitions, place);
    return wire;
}

json::Object to_file_line(const Definitions& definitions, const Location& place) {
    json::Object names;
    for (const auto& [locale, name] : names_of(definitions, place)) names[locale] = name;
    json::Object line{{"id", place.id}, {"code", place.code}, {"type", type_of(place)}};
    line["admin_level"] = place.admin_level;
    line["name"] = std::move(names);
    line["disabled"] = place.disabled;
    return line;
}

json::Object to_wire(const Definitions& definitions, const Translated& text) {
    json::Object wire;
    for (const auto& locale : definitions.locales()) {
        const auto found = text.find(locale);
        wire[locale] = found == text.end() ? std::string() : found->second;
    }
    return wire;
}

std::vector<const Form*> select_forms(const Definitions& definitions, const FormFilter& filter) {
    std::vector<const Form*> found;
    std::set<const Form*> wanted;
    for (const auto& form : definitions.forms()) {
        const bool fits = (filter.unique_id.empty() || form->unique_id == filter.unique_id) &&
                          (filter.record_type.empty() || form->parent_form == filter.record_type) &&
                          (filter.module_id.empty() || form->is_in_module(filter.module_id));
        if (!fits) continue;
        wanted.insert(form.get());
        for (const auto& field : form->fields) {
            const bool is_brought = field.subform != nullptr && !filter.module_id.empty();
            if (is_brought) wanted.insert(field.subform);
        }
    }
    for (const auto& form : definitions.forms()) {
        const bool is_left_out = filter.exclude_subforms && form->is_nested;
        if (wanted.contains(form.get()) && !is_left_out) found.push_back(form.get());
    }
    return found;
}

}  // namespace amparo::forms
