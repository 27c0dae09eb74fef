#include "forms/options.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace amparo::forms {
namespace {

bool is_stored(const Option& option, const json::Value* stored) {
    if (stored == nullptr) return false;
    const json::Value id(option.id);
    const auto* list = stored->if_array();
    return list == nullptr ? *stored == id
                           : std::find(list->begin(), list->end(), id) != list->end();
}

std::set<std::string, std::less<>> active_tags(const Field& field, const Scope& scope) {
    std::set<std::string, std::less<>> tags;
    for (const auto& [tag, condition] : field.tag_conditions) {
        if (!condition.is_absent() && condition.expression()->holds(scope).value_or(false))
            tags.insert(tag);
    }
    return tags;
}

std::string text_of(const json::Value& value) {
    if (value.is_null()) return "";
    return value.is_string() ? std::string(value.get_string()) : json::write(value);
}

std::string total_of(const json::Value& tally) {
    const auto* boxes = tally.if_object();
    const auto* total = boxes == nullptr ? nullptr : boxes->if_contains("total");
    return total == nullptr ? "" : text_of(*total);
}

std::string labels_of(const DisplayContext& context, const Field& field, const json::Value& value) {
    const auto* list = value.if_array();
    if (list == nullptr) return option_label(context, field, text_of(value));
    std::vector<std::string> labels;
    for (const auto& item : *list) labels.push_back(option_label(context, field, text_of(item)));
    return text::join(labels, ", ");
}

std::string translated(const DisplayContext& context, const Translated& text) {
    return text_for(text, context.locale, context.definitions.default_locale());
}

std::string tick_text(const DisplayContext& context, const Field& field, const json::Value& value) {
    const bool is_ticked = value.is_bool() && value.get_bool();
    const auto* label = json::find_object(field.attributes, "tick_box_label");
    if (!is_ticked || label == nullptr) return text_of(value);
    Translated texts;
    for (const auto& [locale, text] : *label) {
        if (text.is_string()) texts.emplace(std::string_view(locale), text_of(text));
    }
    const auto found = translated(context, texts);
    return found.empty() ? text_of(value) : found;
}

/// What the row with that id is called; "" when the record has none or it has no words.
std::string row_label(const RowSource& source, const json::Object& record, std::string_view id) {
    const auto* rows = json::find_array(record, source.subform);
    if (rows == nullptr) return "";
    for (const auto& element : *rows) {
        const auto* row = element.if_object();
        if (row != nullptr && json::string_or(*row, "unique_id") == id) return source.label(*row);
    }
    return "";
}

/// One piece of an entry's header; ticks only when they are set, tallies with their label.
std::string header_part(const DisplayContext& context, const Field& field,
                        const json::Value& value) {
    auto text = display_text(context, field, value);
    if (text.empty()) return "";
    if (field.type == FieldType::tally_field)
        return translated(context, field.display_name) + " (" + text + ")";
    if (field.type != FieldType::tick_box) return text;
    if (value != json::Value(true)) return "";
    return text == "true" ? translated(context, field.display_name) : text;
}

}  // namespace

std::optional<RowSource> RowSource::of(const Field& field) {
    constexpr std::string_view prefix = "subform ";
    std::string_view rest = field.option_source;
    if (!rest.starts_with(prefix)) return std::nullopt;
    rest.remove_prefix(prefix.size());
    const auto next = [&rest] {
        const auto end = std::min(rest.find(' '), rest.size());
        const auto word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return word;
    };
    RowSource source{.subform = next(), .labels = {}};
    while (!rest.empty()) source.labels.push_back(next());
    return source;
}

std::string RowSource::label(const json::Object& row) const {
    std::vector<std::string> parts;
    for (const auto name : labels) {
        if (auto part = json::string_or(row, name); !part.empty()) parts.push_back(std::move(part));
    }
    return text::join(parts, " - ");
}

std::vector<const Option*> offered_options(const Definitions& definitions, const Field& field,
                                           const Scope& scope, const json::Value* stored) {
    std::vector<const Option*> offered;
    const auto* options = definitions.options_of(field);
    if (options == nullptr) return offered;
    const auto tags = active_tags(field, scope);
    for (const auto& option : *options) {
        const bool is_active =
            tags.empty() || std::any_of(option.tags.begin(), option.tags.end(),
                                        [&tags](const auto& tag) { return tags.contains(tag); });
        if ((is_active && !option.disabled) || is_stored(option, stored))
            offered.push_back(&option);
    }
    return offered;
}

std::string location_name(const Definitions& definitions, const Location& place,
                          std::string_view locale) {
    std::vector<std::string> names;
    for (const auto* step : definitions.locations().ancestry(place.code))
        names.push_back(text_for(step->placename, locale, definitions.default_locale()));
    std::reverse(names.begin(), names.end());
    return text::join(names, "::");
}

std::string option_label(const DisplayContext& context, const Field& field, std::string_view id) {
    std::string label;
    if (const auto* options = context.definitions.options_of(field)) {
        const auto found = std::find_if(options->begin(), options->end(),
                                        [id](const Option& option) { return option.id == id; });
        if (found != options->end()) label = translated(context, found->display_text);
    } else if (field.option_source == "Location" || field.option_source == "ReportingLocation") {
        const auto* place = context.definitions.locations().find(id);
        if (place != nullptr) label = location_name(context.definitions, *place, context.locale);
    } else if (field.option_source == "Agency" && context.agency_name) {
        label = context.agency_name(id);
    } else if (const auto source = RowSource::of(field); source && context.record != nullptr) {
        label = row_label(*source, *context.record, id);
    }
    return label.empty() ? std::string(id) : label;
}

std::string display_text(const DisplayContext& context, const Field& field,
                         const json::Value& value) {
    switch (field.type) {
        case FieldType::select_box:
        case FieldType::radio_button:
            return labels_of(context, field, value);
        case FieldType::tick_box:
            return tick_text(context, field, value);
        case FieldType::tally_field:
            return total_of(value);
        default:
            return text_of(value);
    }
}

std::string entry_header(const DisplayContext& context, const Form& subform,
                         const json::Object& entry) {
    const auto& names = subform.collapsed_field_names;
    std::vector<std::string> parts;
    for (const auto& field : subform.fields) {
        const bool is_header =
            names.empty() ? &field == &subform.fields.front()
                          : std::find(names.begin(), names.end(), field.name) != names.end();
        const auto* value = entry.if_contains(field.name);
        if (!is_header || value == nullptr) continue;
        if (auto part = header_part(context, field, *value); !part.empty())
            parts.push_back(std::move(part));
    }
    return text::join(parts, " - ");
}

}  // namespace amparo::forms
