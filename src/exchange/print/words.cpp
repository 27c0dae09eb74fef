#include "exchange/print/words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"

namespace amparo::exchange {
namespace {

bool is_place(const forms::Field& field) {
    return field.option_source == "Location" || field.option_source == "ReportingLocation";
}

/// "Country::Province::District" as people write it.
std::string place_words(std::string name, const std::string& separator) {
    std::vector<std::string> steps;
    std::size_t from = 0;
    for (auto at = name.find("::"); at != std::string::npos; at = name.find("::", from)) {
        steps.push_back(name.substr(from, at - from));
        from = at + 2;
    }
    steps.push_back(name.substr(from));
    return text::join(steps, separator);
}

}  // namespace

Words::Words(const WordSources& sources, std::string locale)
    : sources_(sources),
      context_{.definitions = sources.definitions,
               .locale = std::move(locale),
               .agency_name = [this](std::string_view id) { return agency(id); }},
      zone_(sources.definitions.time_zone()) {}

std::string Words::text(const char* key,
                        std::vector<std::pair<std::string, std::string>> arguments) const {
    return sources_.messages.text(context_.locale, MessageKey(key, std::move(arguments)));
}

std::string Words::text(const forms::Translated& translated) const {
    return clean_line(
        forms::text_for(translated, context_.locale, sources_.definitions.default_locale()));
}

std::string Words::agency(std::string_view unique_id) const {
    const auto found = sources_.directory.agency(AgencyId(std::string(unique_id)));
    const auto name = found ? text(found->name) : "";
    return name.empty() ? clean_line(unique_id) : name;
}

std::string Words::person(std::string_view user_name) const {
    const auto user = sources_.directory.user(std::string(user_name));
    const auto name = user ? clean_line(user->full_name) : "";
    return name.empty() ? clean_line(user_name) : name;
}

std::string Words::date(std::string_view stored) const {
    if (const auto day = parse_day(stored)) return day_words(*day, context_.locale);
    if (const auto moment = parse_instant(stored))
        return moment_words(*moment, context_.locale, zone_);
    return clean_line(stored);
}

std::string Words::comma() const {
    return text("print.comma") + " ";
}

std::string Words::option(const forms::Field& field, std::string_view id) const {
    auto label = forms::option_label(context_, field, id);
    if (is_place(field)) label = place_words(std::move(label), comma());
    return clean_line(label);
}

std::string Words::entry(const forms::Form& subform, const json::Object& entry) const {
    std::vector<std::string> parts;
    const auto& names = subform.collapsed_field_names;
    for (const auto& field : subform.fields) {
        const bool is_header = names.empty() ? &field == &subform.fields.front()
                                             : std::ranges::find(names, field.name) != names.end();
        const auto* stored = entry.if_contains(field.name);
        if (!is_header || stored == nullptr || field.type == forms::FieldType::subform) continue;
        if (field.type == forms::FieldType::tick_box && *stored != json::Value(true)) continue;
        auto words = clean_line(value(field, *stored, entry));
        if (!words.empty())
            parts.push_back(isolate(shorten(words, limits::entry_characters_max, "…")));
    }
    return text::join(parts, " – ");
}

std::string Words::value(const forms::Field& field, const json::Value& value) const {
    using enum forms::FieldType;
    if (json::is_blank(value)) return "";
    switch (field.type) {
        case select_box:
        case radio_button:
            return choice(field, value);
        case tick_box:
            return text(value == json::Value(true) ? "print.yes" : "print.no");
        case tally_field:
            return tally(field, value);
        case date_range:
            return span(value);
        case date_field:
            return value.is_string() ? date(std::string_view(value.get_string())) : plain(value);
        default:
            return plain(value);
    }
}

std::string Words::value(const forms::Field& field, const json::Value& value,
                         const json::Object& values) const {
    const auto precision = forms::precision_of(values, field.name);
    const bool is_partial = field.type == forms::FieldType::date_field && value.is_string() &&
                            precision != forms::DatePrecision::day;
    if (is_partial) {
        if (const auto first = parse_day(std::string_view(value.get_string())))
            return period_words(*first, precision, context_.locale);
    }
    return this->value(field, value);
}

std::string Words::rows(const forms::Field& field, const json::Value& value,
                        const json::Object& shown) const {
    auto context = context_;
    context.record = &shown;
    return clean_line(forms::display_text(context, field, value));
}

std::string Words::choice(const forms::Field& field, const json::Value& value) const {
    const auto one = [&](const json::Value& id) {
        return id.is_string() ? option(field, std::string_view(id.get_string()))
                              : option(field, json::write(id));
    };
    const auto* list = value.if_array();
    if (list == nullptr) return one(value);
    std::vector<std::string> labels;
    for (const auto& id : *list) labels.push_back(one(id));
    // Places have separators inside.
    return text::join(labels, is_place(field) ? "\n" : comma());
}

std::string Words::tally(const forms::Field& field, const json::Value& value) const {
    const auto* boxes = value.if_object();
    if (boxes == nullptr) return plain(value);
    std::vector<std::string> parts;
    for (const auto& box : field.tally) {
        const auto* count = boxes->if_contains(box.id);
        if (count != nullptr && !count->is_null())
            parts.push_back(text(box.display_text) + ": " + plain(*count));
    }
    if (const auto* total = boxes->if_contains("total"); total != nullptr && !total->is_null())
        parts.push_back(text("print.total", {{"total", plain(*total)}}));
    return text::join(parts, comma());
}

std::string Words::span(const json::Value& value) const {
    const auto* ends = value.if_object();
    if (ends == nullptr) return plain(value);
    return date(json::string_or(*ends, "from")) + " – " + date(json::string_or(*ends, "to"));
}

std::string Words::plain(const json::Value& value) const {
    if (const auto number = json::as_number(value)) return number_words(*number, context_.locale);
    if (value.is_bool()) return text(value.get_bool() ? "print.yes" : "print.no");
    if (const auto* list = value.if_array()) {
        std::vector<std::string> parts;
        for (const auto& item : *list) parts.push_back(plain(item));
        return text::join(parts, comma());
    }
    const auto words =
        value.is_string() ? clean_text(std::string_view(value.get_string())) : json::write(value);
    return shorten(words, limits::value_characters_max, text("print.shortened"));
}

}  // namespace amparo::exchange
