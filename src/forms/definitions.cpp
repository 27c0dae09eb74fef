#include "forms/definitions.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace amparo::forms {
namespace {

constexpr std::array<std::string_view, 17> type_names = {"text_field",
                                                         "textarea",
                                                         "numeric_field",
                                                         "date_field",
                                                         "tick_box",
                                                         "select_box",
                                                         "radio_button",
                                                         "tally_field",
                                                         "subform",
                                                         "calculated",
                                                         "photo_upload_box",
                                                         "audio_upload_box",
                                                         "document_upload_box",
                                                         "signature",
                                                         "separator",
                                                         "date_range",
                                                         "custom"};

/// "ku" reads Arabic when it has no text of its own (administration.md §1.3).
std::string_view parent_locale(std::string_view locale) {
    if (locale == "ku") return "ar";
    const auto dash = locale.rfind('-');
    return dash == std::string_view::npos ? std::string_view() : locale.substr(0, dash);
}

const std::string* find_text(const Translated& text, std::string_view locale) {
    for (; !locale.empty(); locale = parent_locale(locale)) {
        const auto found = text.find(locale);
        if (found != text.end() && !found->second.empty()) return &found->second;
    }
    return nullptr;
}

const Option* find_option(const std::vector<Option>& options, std::string_view id) {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [id](const Option& option) { return option.id == id; });
    return found == options.end() ? nullptr : &*found;
}

const std::vector<const Field*> no_fields;

}  // namespace

std::string_view wire_name(FieldType type) {
    return type_names.at(static_cast<std::size_t>(type));
}

Result<FieldType> parse_field_type(std::string_view name) {
    const auto found = std::find(type_names.begin(), type_names.end(), name);
    if (found == type_names.end()) return refuse(Errc::invalid, "errors.configuration.field_type");
    return static_cast<FieldType>(found - type_names.begin());
}

bool Field::is_stored() const {
    switch (type) {
        case FieldType::photo_upload_box:
        case FieldType::audio_upload_box:
        case FieldType::document_upload_box:
        case FieldType::signature:
        case FieldType::separator:
        case FieldType::date_range:
        case FieldType::custom:
            return false;
        default:
            return true;
    }
}

const Field* Form::find(std::string_view field_name) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [field_name](const Field& field) {
        return field.name == field_name;
    });
    return found == fields.end() ? nullptr : &*found;
}

bool Form::is_in_module(std::string_view module_id) const {
    return std::find(module_ids.begin(), module_ids.end(), module_id) != module_ids.end();
}

const Option* Lookup::find(std::string_view id_of_option) const {
    return find_option(values, id_of_option);
}

bool Module::has_type(std::string_view record_type) const {
    return std::find(record_types.begin(), record_types.end(), record_type) != record_types.end();
}

const Form* Definitions::form(std::string_view unique_id) const {
    const auto found = form_by_id_.find(std::string(unique_id));
    return found == form_by_id_.end() ? nullptr : found->second;
}

const Form* Definitions::form(std::int64_t id) const {
    const auto found = std::find_if(forms_.begin(), forms_.end(),
                                    [id](const auto& form) { return form->id == id; });
    return found == forms_.end() ? nullptr : found->get();
}

const Lookup* Definitions::lookup(std::string_view unique_id) const {
    const auto found = lookup_by_id_.find(std::string(unique_id));
    return found == lookup_by_id_.end() ? nullptr : &lookups_[found->second];
}

const Module* Definitions::module(std::string_view unique_id) const {
    const auto found =
        std::find_if(modules_.begin(), modules_.end(),
                     [unique_id](const Module& module) { return module.unique_id == unique_id; });
    return found == modules_.end() ? nullptr : &*found;
}

std::string Definitions::time_zone() const {
    return json::string_or(system_settings_, "time_zone", "UTC");
}

std::string Definitions::default_locale() const {
    return json::string_or(system_settings_, "default_locale", "en");
}

std::string Definitions::phone_country() const {
    const auto* options = json::find_object(system_settings_, "system_options");
    if (options == nullptr) return "";
    const auto usual = json::string_or(*options, "default_phone_format");
    if (!usual.empty()) return usual;
    const auto formats = json::string_list(*options, "phone_formats");
    return formats.empty() ? "" : formats.front();
}

std::vector<std::string> Definitions::locales() const {
    auto locales = json::string_list(system_settings_, "locales");
    if (locales.empty()) locales.push_back(default_locale());
    return locales;
}

Semantics Definitions::semantics() const {
    const auto name = json::string_or(system_settings_, "expression_semantics", "strict");
    return name == "v2" ? Semantics::v2 : Semantics::strict;
}

const Field* Definitions::field(std::string_view record_type, std::string_view name) const {
    const auto fields = fields_.find(std::string(record_type));
    if (fields == fields_.end()) return nullptr;
    const auto found = fields->second.find(std::string(name));
    return found == fields->second.end() ? nullptr : found->second;
}

const std::vector<const Form*>& Definitions::forms_of(std::string_view record_type) const {
    static const std::vector<const Form*> no_forms;
    const auto found = forms_by_type_.find(std::string(record_type));
    return found == forms_by_type_.end() ? no_forms : found->second;
}

void Definitions::order_forms() {
    for (const auto& form : forms_) {
        if (!form->is_nested) forms_by_type_[form->parent_form].push_back(form.get());
    }
    for (auto& [record_type, forms] : forms_by_type_) {
        std::stable_sort(forms.begin(), forms.end(), [](const Form* left, const Form* right) {
            return std::tie(left->order_form_group, left->order) <
                   std::tie(right->order_form_group, right->order);
        });
    }
}

const std::vector<Option>* Definitions::options_of(const Field& field) const {
    constexpr std::string_view lookup_prefix = "lookup ";
    if (field.option_source.starts_with(lookup_prefix)) {
        const auto* found = lookup(field.option_source.substr(lookup_prefix.size()));
        return found == nullptr ? nullptr : &found->values;
    }
    return field.option_source.empty() ? &field.options : nullptr;
}

const std::vector<const Field*>& Definitions::computed_fields(std::string_view record_type) const {
    const auto found = computed_by_type_.find(std::string(record_type));
    return found == computed_by_type_.end() ? no_fields : found->second;
}

const std::vector<const Field*>& Definitions::clearable_fields(std::string_view record_type) const {
    const auto found = clearable_by_type_.find(std::string(record_type));
    return found == clearable_by_type_.end() ? no_fields : found->second;
}

const std::vector<const Field*>& Definitions::computed_fields(const Form& subform) const {
    const auto found = computed_by_subform_.find(&subform);
    return found == computed_by_subform_.end() ? no_fields : found->second;
}

std::string text_for(const Translated& text, std::string_view locale) {
    return text_for(text, locale, "en");
}

std::string text_for(const Translated& text, std::string_view locale,
                     std::string_view default_locale) {
    for (const auto candidate : {locale, default_locale, std::string_view("en")}) {
        if (const auto* found = find_text(text, candidate)) return *found;
    }
    return "";
}

}  // namespace amparo::forms
