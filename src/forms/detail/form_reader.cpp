#include "forms/detail/form_reader.hpp"

#include <algorithm>
#include <set>

namespace amparo::forms {
namespace {

constexpr std::string_view record_types[] = {"case", "incident", "tracing_request",
                                             "registry_record", "family"};
constexpr std::int64_t text_length_max = 100'000;  // records.md §25
constexpr int decimal_places_max = 15;             // a double has no more

constexpr std::pair<std::string_view, SummaryKind> summary_kinds[] = {
    {"first", SummaryKind::first}, {"last", SummaryKind::last}, {"count", SummaryKind::count},
    {"sum", SummaryKind::sum},     {"min", SummaryKind::min},   {"max", SummaryKind::max},
    {"avg", SummaryKind::avg}};

bool has_no_text(const Translated& texts) {
    return std::all_of(texts.begin(), texts.end(),
                       [](const auto& text) { return text.second.empty(); });
}

std::optional<Expression> read_expression(const json::Value* source, const std::string& pointer,
                                          Findings& findings) {
    if (source == nullptr || json::is_blank(*source)) return std::nullopt;
    auto parsed = Expression::parse(*source);
    if (parsed) return std::move(*parsed);
    findings.error(pointer + parsed.error().field, parsed.error().message);
    return std::nullopt;
}

// {} means "none": older clients send it for null.
std::optional<Expression> read_calculation(const Attributes& attributes) {
    const auto* calculation = attributes.object("calculation");
    if (calculation == nullptr || calculation->empty()) return std::nullopt;
    const std::string pointer = pointer_at(attributes.at("calculation"), "expression");
    const auto* source = calculation->if_contains("expression");
    if (source == nullptr || json::is_blank(*source)) {
        attributes.findings().error(pointer, "errors.configuration.calculation");
        return std::nullopt;
    }
    return read_expression(source, pointer, attributes.findings());
}

std::optional<SubformSummary> read_summary(const Attributes& attributes) {
    const auto* source = attributes.object("subform_summary");
    if (source == nullptr || source->empty()) return std::nullopt;
    const std::string pointer = attributes.at("subform_summary");
    SubformSummary summary;
    summary.subform_field = json::string_or(*source, "subform_field_name");
    const json::Object* settings = nullptr;
    std::string place;
    for (const auto& [name, kind] : summary_kinds) {
        const auto* found = json::find_object(*source, name);
        if (found == nullptr || settings != nullptr) continue;
        settings = found;
        summary.kind = kind;
        place = pointer_at(pointer, name);
    }
    const bool needs_field = summary.kind != SummaryKind::count;
    if (settings != nullptr) summary.field_name = json::string_or(*settings, "field_name");
    if (settings == nullptr || summary.subform_field.empty() ||
        (needs_field && summary.field_name.empty())) {
        attributes.findings().error(pointer, "errors.configuration.summary");
        return std::nullopt;
    }
    summary.order_by = json::string_or(*settings, "order_by");
    summary.is_descending = json::string_or(*settings, "order") == "desc";
    summary.where = read_expression(settings->if_contains("where"), pointer_at(place, "where"),
                                    attributes.findings());
    return summary;
}

std::vector<TagCondition> read_tag_conditions(const Attributes& attributes) {
    std::vector<TagCondition> conditions;
    const auto* source = attributes.object("option_strings_condition");
    if (source == nullptr) return conditions;
    const json::Object no_defaults;
    const Attributes tags(*source, no_defaults, attributes.at("option_strings_condition"),
                          attributes.findings());
    for (const auto& member : *source)
        conditions.push_back({std::string(member.key()), tags.condition(member.key())});
    return conditions;
}

FieldBounds read_bounds(const Attributes& attributes) {
    FieldBounds bounds;
    bounds.min = attributes.number("min");
    bounds.max = attributes.number("max");
    if (attributes.find("max_length") != nullptr) {
        bounds.max_length = attributes.integer("max_length", text_length_max);
        if (*bounds.max_length < 1 || *bounds.max_length > text_length_max)
            attributes.findings().error(attributes.at("max_length"), "errors.configuration.bounds");
    }
    const auto places = attributes.integer("decimal_places", 0);
    if (places < 0 || places > decimal_places_max)
        attributes.findings().error(attributes.at("decimal_places"), "errors.configuration.bounds");
    bounds.decimal_places =
        static_cast<int>(std::clamp<std::int64_t>(places, 0, decimal_places_max));
    if (bounds.min && bounds.max && *bounds.min > *bounds.max)
        attributes.findings().error(attributes.at("max"), "errors.configuration.bounds");
    bounds.not_before_field = attributes.text("not_before_field");
    bounds.not_after_field = attributes.text("not_after_field");
    return bounds;
}

void check_field(const Field& field, const Attributes& attributes) {
    auto& findings = attributes.findings();
    if (field.name.empty()) {
        findings.error(attributes.at("name"), "errors.models.field.name_presence");
    } else if (!is_field_name(field.name)) {
        findings.error(attributes.at("name"), "errors.models.field.name_format");
    }
    const auto label = text_for(field.display_name, "en");
    if (has_no_text(field.display_name)) {
        findings.error(attributes.at("display_name"), "errors.models.field.display_name_presence");
    } else if (!label.empty() && !is_title(label)) {
        findings.error(attributes.at("display_name"), "errors.models.field.display_name_format");
    }
    if (field.type == FieldType::subform && field.subform_unique_id.empty())
        findings.error(attributes.at("subform_unique_id"), "errors.configuration.subform_missing");
    const auto dates = attributes.text("date_validation");
    if (!dates.empty() && dates != "default_date_validation" && dates != "not_future_date")
        findings.error(attributes.at("date_validation"), "errors.configuration.date_validation");
}

FieldType read_type(const Attributes& attributes) {
    const auto parsed = parse_field_type(attributes.text("type"));
    if (!parsed) attributes.findings().error(attributes.at("type"), parsed.error().message);
    return parsed.value_or(FieldType::text_field);
}

void read_options(Field& field, const Attributes& attributes) {
    field.option_source = attributes.text("option_strings_source");
    field.options = attributes.options("option_strings_text");
    field.tally = attributes.options("tally");
    field.tag_conditions = read_tag_conditions(attributes);
}

void read_conditions(Field& field, const Attributes& attributes) {
    field.shown_for_record = attributes.condition("display_conditions_record");
    field.shown_for_entry = attributes.condition("display_conditions_subform");
    const auto* placing = attributes.object("subform_section_configuration");
    if (placing == nullptr) return;
    const json::Object no_defaults;
    const Attributes inner(*placing, no_defaults, attributes.at("subform_section_configuration"),
                           attributes.findings());
    field.entry_filter = inner.condition("display_conditions");
    inner.texts("edit_roles");  // a list that cannot be read would leave entries open to all
}

void check_form(const Form& form, const Attributes& attributes) {
    auto& findings = attributes.findings();
    if (!is_unique_id(form.unique_id))
        findings.error(attributes.at("unique_id"), "errors.models.form_section.unique_id");
    const auto title = text_for(form.name, "en");
    if (has_no_text(form.name)) {
        findings.error(attributes.at("name"), "errors.models.form_section.presence_of_name");
    } else if (!title.empty() && !is_title(title)) {
        findings.error(attributes.at("name"), "errors.models.form_section.format_of_name");
    }
    const auto* known =
        std::find(std::begin(record_types), std::end(record_types), form.parent_form);
    if (known == std::end(record_types))
        findings.error(attributes.at("parent_form"), "errors.configuration.record_type");
}

void read_fields(Form& form, json::Array& sources, const json::Object& defaults,
                 const Attributes& attributes) {
    auto& findings = attributes.findings();
    if (sources.size() > fields_per_form_max)
        return findings.error(attributes.at("fields"), "errors.configuration.too_many");
    std::set<std::string> names;
    form.fields.reserve(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const std::string pointer = pointer_at(attributes.at("fields"), i);
        auto* source = sources[i].if_object();
        if (source == nullptr) {
            findings.error(pointer, "errors.configuration.type");
            continue;
        }
        form.fields.push_back(read_field(std::move(*source), defaults, pointer, findings));
        if (!names.insert(form.fields.back().name).second)
            findings.error(pointer_at(pointer, "name"),
                           "errors.models.form_section.unique_field_names");
    }
}

}  // namespace

Field read_field(json::Object source, const json::Object& defaults, const std::string& pointer,
                 Findings& findings) {
    Field field;
    field.attributes = std::move(source);
    const Attributes attributes(field.attributes, defaults, pointer, findings);
    field.name = attributes.text("name");
    field.id = attributes.integer("id", 0);
    field.type = read_type(attributes);
    field.display_name = attributes.translated("display_name");
    field.multi_select = attributes.boolean("multi_select", false);
    field.date_include_time = attributes.boolean("date_include_time", false);
    field.not_future_date = attributes.text("date_validation") == "not_future_date";
    field.visible = attributes.boolean("visible", true);
    field.disabled = attributes.boolean("disabled", false);
    field.required = attributes.boolean("required", false);
    field.show_on_minify_form = attributes.boolean("show_on_minify_form", false);
    field.clear_when_hidden = attributes.boolean("clear_when_hidden", false);
    field.subform_unique_id = attributes.text("subform_unique_id");
    read_options(field, attributes);
    read_conditions(field, attributes);
    field.bounds = read_bounds(attributes);
    field.calculation = read_calculation(attributes);
    field.summary = read_summary(attributes);
    field.has_summary = field.summary.has_value();
    check_field(field, attributes);
    return field;
}

std::unique_ptr<Form> read_form(json::Object source, const ConfigurationDefaults& defaults,
                                const std::string& pointer, Findings& findings) {
    auto form = std::make_unique<Form>();
    json::Value fields = json::Array();
    if (auto* given = source.if_contains("fields")) fields = std::move(*given);
    source.erase("fields");
    form->attributes = std::move(source);
    const Attributes attributes(form->attributes, defaults.form, pointer, findings);
    form->unique_id = attributes.text("unique_id");
    form->id = attributes.integer("id", 0);
    form->parent_form = attributes.text("parent_form");
    form->name = attributes.translated("name");
    form->module_ids = attributes.texts("module_ids");
    form->visible = attributes.boolean("visible", true);
    form->is_nested = attributes.boolean("is_nested", false);
    form->subform_append_only = attributes.boolean("subform_append_only", false);
    form->subform_prevent_item_removal = attributes.boolean("subform_prevent_item_removal", false);
    form->form_group_id = attributes.text("form_group_id");
    form->order = attributes.integer("order", 0);
    form->order_form_group = attributes.integer("order_form_group", 0);
    form->is_first_tab = attributes.boolean("is_first_tab", false);
    form->core_form = attributes.boolean("core_form", false);
    form->editable = attributes.boolean("editable", true);
    form->collapsed_field_names = attributes.texts("collapsed_field_names");
    form->shown_when = attributes.condition("display_conditions");
    check_form(*form, attributes);
    if (auto* list = fields.if_array()) {
        read_fields(*form, *list, defaults.field, attributes);
    } else {
        findings.error(attributes.at("fields"), "errors.configuration.type");
    }
    return form;
}

}  // namespace amparo::forms
