#include "forms/detail/definitions_loader.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "forms/detail/attributes.hpp"
#include "forms/detail/computed_order.hpp"
#include "forms/detail/form_reader.hpp"
#include "forms/detail/reference_check.hpp"

namespace amparo::forms {
namespace {

/// "/lookups/lookup-sex", or "/lookups/3" when it has no usable name.
std::string pointer_to(std::string_view list, const json::Object& source, std::string_view key,
                       std::size_t index) {
    const auto name = json::string_or(source, key);
    const auto pointer = "/" + std::string(list);
    return name.empty() || name.size() > name_size_max ? pointer_at(pointer, index)
                                                       : pointer_at(pointer, name);
}

/// Gives each without an id the next free number.
template <class Items, class IdOf>
void number_items(Items& items, IdOf id_of) {
    std::set<std::int64_t> taken;
    for (auto& item : items) {
        auto& id = id_of(item);
        if (id <= 0 || !taken.insert(id).second) id = 0;
    }
    std::int64_t next = 1;
    for (auto& item : items) {
        auto& id = id_of(item);
        if (id != 0) continue;
        while (taken.contains(next)) ++next;
        id = next;
        taken.insert(next);
    }
}

bool is_location_code(std::string_view code) {
    constexpr std::size_t code_size_max = 64;  // administration.md §14.1
    if (code.empty() || code.size() > code_size_max) return false;
    return std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

Location read_location(const json::Object& source, const std::string& pointer, Findings& findings) {
    const json::Object no_defaults;
    const Attributes attributes(source, no_defaults, pointer, findings);
    Location place;
    place.id = attributes.integer("id", 0);
    place.code = attributes.text("code");
    place.type = attributes.text("type");
    place.placename = attributes.translated("placename");
    place.hierarchy_path = attributes.text("hierarchy_path");
    place.disabled = attributes.boolean("disabled", false);
    if (!is_location_code(place.code))
        findings.error(attributes.at("code"), "errors.configuration.location_code");
    if (place.hierarchy_path.empty()) {
        const auto parent = attributes.text("parent_code");
        place.hierarchy_path = parent.empty() ? place.code : parent + "." + place.code;
    }
    const auto codes = text::split(place.hierarchy_path, '.');
    if (text::ascii_lower(codes.back()) != text::ascii_lower(place.code))
        findings.error(attributes.at("hierarchy_path"), "errors.configuration.hierarchy");
    place.admin_level = static_cast<int>(
        attributes.integer("admin_level", static_cast<std::int64_t>(codes.size()) - 1));
    return place;
}

/// The steps from a subform down to the deepest one in it; cycles count as too deep.
int levels_below(const Form& subform, int budget) {
    if (budget == 0) return 1;
    int deepest = 0;
    for (const auto& field : subform.fields) {
        if (field.subform != nullptr)
            deepest = std::max(deepest, levels_below(*field.subform, budget - 1));
    }
    return deepest + 1;
}

}  // namespace

DefinitionsLoader::DefinitionsLoader(Definitions::Source source)
    : source_(std::move(source)), loaded_(std::make_shared<Definitions>()) {}

Result<std::shared_ptr<const Definitions>> DefinitionsLoader::load() {
    hash_source();
    loaded_->system_settings_ = std::move(source_.system_settings);
    read_lookups();
    read_locations();
    read_modules();
    read_forms();
    link_modules();
    number_forms();
    link_subforms();
    if (!findings_.has_errors()) {
        loaded_->order_forms();
        index_fields();
        order_computed();
        check_references(*loaded_, findings_);
    }
    if (findings_.has_errors()) {
        Error error{.code = Errc::invalid, .message = "errors.configuration.invalid"};
        error.problems = findings_.errors();
        error.field = error.problems.front().pointer;
        return std::unexpected(std::move(error));
    }
    loaded_->warnings_ = findings_.take_warnings();
    return std::shared_ptr<const Definitions>(std::move(loaded_));
}

void DefinitionsLoader::hash_source() {
    std::string text;
    const auto add = [&text](const std::vector<json::Object>& objects) {
        for (const auto& object : objects) json::write_to(text, object);
        text += '\n';
    };
    add(source_.forms);
    add(source_.lookups);
    add(source_.modules);
    add(source_.locations);
    add({source_.system_settings, source_.defaults});
    constexpr std::size_t digits = 32;
    crypto::start();
    loaded_->version_ = crypto::hex(crypto::blake2b(text)).substr(0, digits);
}

void DefinitionsLoader::read_lookups() {
    if (source_.lookups.size() > lookups_max)
        return findings_.error("/lookups", "errors.configuration.too_many");
    const json::Object no_defaults;
    for (std::size_t i = 0; i < source_.lookups.size(); ++i) {
        const auto& source = source_.lookups[i];
        const Attributes attributes(source, no_defaults,
                                    pointer_to("lookups", source, "unique_id", i), findings_);
        Lookup lookup;
        lookup.unique_id = attributes.text("unique_id");
        lookup.id = attributes.integer("id", 0);
        lookup.name = attributes.translated("name");
        lookup.locked = attributes.boolean("locked", false);
        lookup.values = attributes.options("values");
        const bool is_new =
            loaded_->lookup_by_id_.emplace(lookup.unique_id, loaded_->lookups_.size()).second;
        if (!is_unique_id(lookup.unique_id) || !is_new)
            findings_.error(attributes.at("unique_id"), "errors.models.lookup.unique_id_present");
        loaded_->lookups_.push_back(std::move(lookup));
    }
    number_items(loaded_->lookups_, [](Lookup& lookup) -> auto& { return lookup.id; });
}

void DefinitionsLoader::read_locations() {
    if (source_.locations.size() > locations_max)
        return findings_.error("/locations", "errors.configuration.too_many");
    std::vector<Location> places;
    std::set<std::string> codes;
    places.reserve(source_.locations.size());
    for (std::size_t i = 0; i < source_.locations.size(); ++i) {
        const auto& source = source_.locations[i];
        const auto pointer = pointer_to("locations", source, "code", i);
        places.push_back(read_location(source, pointer, findings_));
        if (!codes.insert(text::ascii_lower(places.back().code)).second)
            findings_.error(pointer_at(pointer, "code"), "errors.configuration.location_code");
    }
    number_items(places, [](Location& place) -> auto& { return place.id; });
    loaded_->locations_ = Locations(std::move(places));
    for (const auto& place : loaded_->locations_.all()) {
        const bool names_parent = place.hierarchy_path.find('.') != std::string::npos;
        if (names_parent && place.parent < 0)
            findings_.error(pointer_at("/locations", place.code) + "/hierarchy_path",
                            "errors.configuration.hierarchy");
    }
}

void DefinitionsLoader::read_modules() {
    if (source_.modules.size() > modules_max)
        return findings_.error("/modules", "errors.configuration.too_many");
    const json::Object no_defaults;
    for (std::size_t i = 0; i < source_.modules.size(); ++i) {
        auto& source = source_.modules[i];
        const Attributes attributes(source, no_defaults,
                                    pointer_to("modules", source, "unique_id", i), findings_);
        Module module;
        module.unique_id = attributes.text("unique_id");
        module.id = attributes.integer("id", 0);
        module.record_types = attributes.texts("associated_record_types");
        module.form_ids = attributes.texts("form_section_unique_ids");
        if (!is_unique_id(module.unique_id) || loaded_->module(module.unique_id) != nullptr)
            findings_.error(attributes.at("unique_id"), "errors.configuration.unique_id");
        if (module.record_types.empty())
            findings_.error(attributes.at("associated_record_types"),
                            "errors.configuration.record_type");
        module.attributes = source;
        loaded_->modules_.push_back(std::move(module));
    }
    number_items(loaded_->modules_, [](Module& module) -> auto& { return module.id; });
}

void DefinitionsLoader::read_forms() {
    if (source_.forms.size() > forms_max)
        return findings_.error("/forms", "errors.configuration.too_many");
    ConfigurationDefaults defaults;
    if (const auto* given = json::find_object(source_.defaults, "form_defaults"))
        defaults.form = *given;
    if (const auto* given = json::find_object(source_.defaults, "field_defaults"))
        defaults.field = *given;
    loaded_->forms_.reserve(source_.forms.size());
    for (std::size_t i = 0; i < source_.forms.size(); ++i) {
        auto& source = source_.forms[i];
        const auto pointer = pointer_to("forms", source, "unique_id", i);
        auto form = read_form(std::move(source), defaults, pointer, findings_);
        if (!loaded_->form_by_id_.emplace(form->unique_id, form.get()).second)
            findings_.error(pointer_at(pointer, "unique_id"),
                            "errors.models.form_section.unique_id");
        loaded_->forms_.push_back(std::move(form));
    }
    loaded_->form_defaults_ = std::move(defaults.form);
    loaded_->field_defaults_ = std::move(defaults.field);
}

// Forms name their modules and modules their forms; it is one relation, and subforms follow the
// forms that open them (forms.md §2).
void DefinitionsLoader::link_modules() {
    const auto add = [](std::vector<std::string>& names, const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    std::unordered_map<std::string, Form*> forms;
    for (auto& form : loaded_->forms_) forms.emplace(form->unique_id, form.get());
    for (const auto& module : loaded_->modules_) {
        for (const auto& id : module.form_ids) {
            const auto form = forms.find(id);
            if (form != forms.end()) add(form->second->module_ids, module.unique_id);
        }
    }
    for (int level = 0; level < subform_levels_max; ++level) {
        for (const auto& form : loaded_->forms_) {
            for (const auto& field : form->fields) {
                const auto subform = forms.find(field.subform_unique_id);
                if (subform == forms.end()) continue;
                for (const auto& id : form->module_ids) add(subform->second->module_ids, id);
            }
        }
    }
    for (auto& module : loaded_->modules_) {
        for (const auto& form : loaded_->forms_) {
            if (form->is_in_module(module.unique_id)) add(module.form_ids, form->unique_id);
        }
    }
}

void DefinitionsLoader::number_forms() {
    number_items(loaded_->forms_, [](auto& form) -> auto& { return form->id; });
    std::vector<Field*> fields;
    for (auto& form : loaded_->forms_) {
        for (auto& field : form->fields) {
            field.form = form.get();
            fields.push_back(&field);
        }
    }
    number_items(fields, [](Field* field) -> auto& { return field->id; });
}

void DefinitionsLoader::link_subforms() {
    for (auto& form : loaded_->forms_) {
        for (auto& field : form->fields) {
            if (field.type != FieldType::subform || field.subform_unique_id.empty()) continue;
            const auto* subform = loaded_->form(field.subform_unique_id);
            field.subform = subform != nullptr && subform->is_nested ? subform : nullptr;
            if (field.subform == nullptr)
                findings_.error(pointer_of(field) + "/subform_unique_id",
                                "errors.configuration.subform_missing");
        }
    }
    for (const auto& form : loaded_->forms_) {
        for (const auto& field : form->fields) {
            if (field.subform == nullptr) continue;
            if (levels_below(*field.subform, subform_levels_max) > subform_levels_max)
                findings_.error(pointer_of(field) + "/subform_unique_id",
                                "errors.configuration.subform_depth");
        }
    }
}

// Top-level forms in navigation order, subforms behind them.
void DefinitionsLoader::index_fields() {
    std::vector<Form*> forms;
    for (auto& form : loaded_->forms_) forms.push_back(form.get());
    std::stable_sort(forms.begin(), forms.end(), [](const Form* left, const Form* right) {
        return std::tie(left->parent_form, left->is_nested, left->order_form_group, left->order) <
               std::tie(right->parent_form, right->is_nested, right->order_form_group,
                        right->order);
    });
    std::size_t position = 0;
    for (auto* form : forms) {
        for (auto& field : form->fields) {
            field.position = ++position;
            if (!form->is_nested) index_field(field);
        }
    }
}

// One name is one value of the record, so its type must be one too.
void DefinitionsLoader::index_field(const Field& field) {
    auto& known = loaded_->fields_[field.form->parent_form];
    const Field& first = *known.emplace(field.name, &field).first->second;
    if (first.type != field.type || first.multi_select != field.multi_select ||
        first.date_include_time != field.date_include_time || first.subform != field.subform)
        findings_.error(pointer_of(field) + "/type", "errors.configuration.same_name_other_type");
}

void DefinitionsLoader::order_computed() {
    std::unordered_map<std::string, std::vector<const Field*>> by_type;
    for (const auto& form : loaded_->forms_) {
        std::vector<const Field*> own;
        for (const auto& field : form->fields) own.push_back(&field);
        if (form->is_nested) {
            loaded_->computed_by_subform_[form.get()] = computed_order(own, findings_);
            continue;
        }
        auto& all = by_type[form->parent_form];
        all.insert(all.end(), own.begin(), own.end());
    }
    for (auto& [type, fields] : by_type) {
        std::sort(fields.begin(), fields.end(), [](const Field* left, const Field* right) {
            return left->position < right->position;
        });
        loaded_->computed_by_type_[type] = computed_order(fields, findings_);
        for (const auto* field : fields) {
            if (has_clearing(*field, subform_levels_max))
                loaded_->clearable_by_type_[type].push_back(field);
        }
    }
}

Result<std::shared_ptr<const Definitions>> Definitions::load(Source source) {
    return DefinitionsLoader(std::move(source)).load();
}

}  // namespace amparo::forms
