#include "forms/detail/value_check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "forms/expression/moment.hpp"
#include "forms/options.hpp"
#include "forms/partial_date.hpp"

namespace amparo::forms {
namespace {

constexpr std::int64_t text_field_length_max = 1'000;  // forms.md §6.1, unless a field says more
constexpr std::int64_t textarea_length_max = 20'000;
constexpr double int32_min = std::numeric_limits<std::int32_t>::min();
constexpr double int32_max = std::numeric_limits<std::int32_t>::max();
constexpr double age_max = 130;

constexpr const char* wrong_option = "errors.validation.option";

bool is_age(const Field& field) {
    return field.name.ends_with("age");
}

bool is_writable_text(const std::string_view text) {
    return text.find('\0') == std::string_view::npos && text::is_utf8(text);
}

std::int64_t length_max(const Field& field) {
    const bool is_long = field.type == FieldType::textarea;
    return field.bounds.max_length.value_or(is_long ? textarea_length_max : text_field_length_max);
}

/// Whether the value is what was stored, or one of what was stored.
bool is_kept(const json::Value& value, const json::Value* stored) {
    if (stored == nullptr) return false;
    const auto* list = stored->if_array();
    if (list == nullptr) return is_same_value(value, *stored);
    return std::any_of(list->begin(), list->end(),
                       [&value](const auto& item) { return is_same_value(value, item); });
}

bool has_boolean_options(const std::vector<Option>* options) {
    return options != nullptr && !options->empty() &&
           std::all_of(options->begin(), options->end(), [](const Option& option) {
               return option.id == "true" || option.id == "false";
           });
}

/// Days a client could mean; the calendar has no year 0.
bool is_day(std::string_view text) {
    const auto moment = parse_moment(text);
    return moment && !moment->has_time;
}

std::optional<std::string> utc_text(std::string_view text) {
    const auto instant = parse_instant(text);
    if (!instant) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(*instant));
    const int year = static_cast<int>(date.year());
    if (year < 1 || year > 9999) return std::nullopt;
    return format_instant(*instant);
}

const json::Object* find_row(const json::Object* data, std::string_view subform,
                             std::string_view id) {
    const auto* rows = data == nullptr ? nullptr : json::find_array(*data, subform);
    if (rows == nullptr) return nullptr;
    for (const auto& element : *rows) {
        const auto* row = element.if_object();
        if (row != nullptr && json::string_or(*row, "unique_id") == id) return row;
    }
    return nullptr;
}

/// The value of a field beside the one that is checked: as sent, else as stored.
const json::Value* beside(std::string_view name, const ValuePlace& place) {
    const auto* sent = place.siblings.if_contains(name);
    if (sent != nullptr || place.stored_siblings == nullptr) return sent;
    return place.stored_siblings->if_contains(name);
}

std::optional<Moment> neighbour(std::string_view name, const ValuePlace& place) {
    const auto* value = beside(name, place);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::nullopt : parse_moment(*text);
}

DatePrecision precision_beside(std::string_view date, const ValuePlace& place) {
    return read_precision(beside(precision_key(date), place));
}

/// How exactly a sent date is known: what was stored beside it spoke of the date that it replaces.
DatePrecision sent_precision(const Field& field, const json::Value& value,
                             const ValuePlace& place) {
    const bool is_said = place.siblings.contains(precision_key(field.name));
    const bool is_kept = place.stored != nullptr && *place.stored == value;
    return is_said || is_kept ? precision_beside(field.name, place) : DatePrecision::day;
}

/// The last day that a date may mean.
Moment end_of(Moment moment, DatePrecision precision) {
    if (!moment.has_time) moment.day = last_day(moment.day, precision);
    return moment;
}

/// Null, or a whole number of 32 bits; else the key of the problem.
const char* problem_of_count(const json::Value& value) {
    if (value.is_null()) return nullptr;
    const auto number = json::as_number(value);
    if (!number || *number != std::trunc(*number)) return "errors.validation.integer";
    const bool fits = *number >= int32_min && *number <= int32_max;
    return fits ? nullptr : "errors.validation.number_range";
}

}  // namespace

std::optional<json::Value> ValueCheck::check(const Field& field, const json::Value& value,
                                             const ValuePlace& place) {
    if (!field.is_stored() || field.is_computed()) return std::nullopt;
    switch (field.type) {
        case FieldType::text_field:
        case FieldType::textarea:
            return text(field, value, place);
        case FieldType::numeric_field:
            return number(field, value, place);
        case FieldType::date_field:
            return date(field, value, place);
        case FieldType::tick_box:
            return tick(value, place);
        case FieldType::select_box:
            return field.multi_select ? choices(field, value, place) : choice(field, value, place);
        case FieldType::radio_button:
            return radio(field, value, place);
        case FieldType::tally_field:
            return tally(field, value, place);
        default:
            return std::nullopt;
    }
}

ValueCheck::Checked ValueCheck::text(const Field& field, const json::Value& value,
                                     const ValuePlace& place) {
    if (value.is_null()) return value;
    const auto* text = value.if_string();
    if (text == nullptr) return wrong(place.pointer, "errors.validation.text");
    if (!is_writable_text(*text)) return wrong(place.pointer, "errors.validation.text_encoding");
    const auto most = static_cast<std::size_t>(length_max(field));
    if (text->size() > most && text::length(*text) > most)
        return wrong(place.pointer, "errors.validation.text_length");
    return value;
}

ValueCheck::Checked ValueCheck::number(const Field& field, const json::Value& value,
                                       const ValuePlace& place) {
    if (value.is_null()) return value;
    const auto number = json::as_number(value);
    const int places = field.bounds.decimal_places;
    if (!number)
        return wrong(place.pointer,
                     places == 0 ? "errors.validation.integer" : "errors.validation.number");
    if (places == 0 && *number != std::trunc(*number))
        return wrong(place.pointer, "errors.validation.integer");
    if (round_half_away(*number, places) != *number)
        return wrong(place.pointer, "errors.validation.decimal_places");
    return in_range(field, value, place);
}

// An age has its own bounds and message, unless its field sets bounds.
ValueCheck::Checked ValueCheck::in_range(const Field& field, const json::Value& value,
                                         const ValuePlace& place) {
    const double number = *json::as_number(value);
    const double least = field.bounds.min.value_or(is_age(field) ? 0 : int32_min);
    const double most = field.bounds.max.value_or(is_age(field) ? age_max : int32_max);
    if (number >= least && number <= most) return number_value(number);
    const bool has_bounds = field.bounds.min || field.bounds.max;
    const bool is_plain_age = is_age(field) && !has_bounds;
    return wrong(place.pointer,
                 is_plain_age ? "errors.models.child.age" : "errors.validation.number_range");
}

ValueCheck::Checked ValueCheck::date(const Field& field, const json::Value& value,
                                     const ValuePlace& place) {
    if (value.is_null()) return value;
    const auto* text = value.if_string();
    if (field.date_include_time) {
        auto utc = text == nullptr ? std::nullopt : utc_text(*text);
        if (!utc) return wrong(place.pointer, "errors.validation.date_time");
        return in_order(field, json::Value(*utc), place);
    }
    if (text == nullptr || !is_day(*text)) return wrong(place.pointer, "errors.validation.date");
    return in_order(field, value, place);
}

// By calendar day of the organisation: later today is not the future.
ValueCheck::Checked ValueCheck::in_order(const Field& field, json::Value value,
                                         const ValuePlace& place) {
    const auto zone = context_.definitions.time_zone();
    const auto moment = *parse_moment(value.get_string());
    if (day_of(moment, zone) > context_.today) {
        if (field.name == "date_of_birth" && !place.is_row)
            return wrong(place.pointer, "errors.models.child.date_of_birth");
        if (field.not_future_date) return wrong(place.pointer, "fields.future_date_not_valid");
    }
    const auto lower = neighbour(field.bounds.not_before_field, place);
    // Of a partial date the last day that may be meant counts against what was before.
    const auto latest = end_of(moment, sent_precision(field, value, place));
    if (lower && compare(latest, *lower, zone) < 0)
        return wrong(place.pointer, "errors.validation.not_before");
    auto upper = neighbour(field.bounds.not_after_field, place);
    if (upper) upper = end_of(*upper, precision_beside(field.bounds.not_after_field, place));
    if (upper && compare(moment, *upper, zone) > 0)
        return wrong(place.pointer, "errors.validation.not_after");
    return value;
}

ValueCheck::Checked ValueCheck::tick(const json::Value& value, const ValuePlace& place) {
    if (value.is_null() || value.is_bool()) return value;
    return wrong(place.pointer, "errors.validation.boolean");
}

ValueCheck::Checked ValueCheck::choice(const Field& field, const json::Value& value,
                                       const ValuePlace& place) {
    if (value.is_null()) return value;
    if (const auto* problem = problem_of_option(field, value, place.stored))
        return wrong(place.pointer, problem);
    return as_configured(field, value);
}

// Null elements are left out and an option counts once; pointers name the places as sent.
ValueCheck::Checked ValueCheck::choices(const Field& field, const json::Value& value,
                                        const ValuePlace& place) {
    if (value.is_null()) return json::Array();
    const auto* list = value.if_array();
    if (list == nullptr) return wrong(place.pointer, "errors.validation.list");
    json::Array kept;
    bool is_good = true;
    std::set<std::string, std::less<>> seen;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& item = (*list)[i];
        if (item.is_null()) continue;
        if (const auto* problem = problem_of_option(field, item, place.stored)) {
            add(place.pointer + '/' + std::to_string(i), problem);
            is_good = false;
            continue;
        }
        auto stored = as_configured(field, item);
        if (seen.emplace(stored.get_string()).second) kept.push_back(std::move(stored));
    }
    if (!is_good) return std::nullopt;
    return kept;
}

ValueCheck::Checked ValueCheck::radio(const Field& field, const json::Value& value,
                                      const ValuePlace& place) {
    if (!value.is_bool()) return choice(field, value, place);
    if (has_boolean_options(context_.definitions.options_of(field))) return value;
    return wrong(place.pointer, wrong_option);
}

ValueCheck::Checked ValueCheck::tally(const Field& field, const json::Value& value,
                                      const ValuePlace& place) {
    if (value.is_null()) return value;
    const auto* boxes = value.if_object();
    if (boxes == nullptr) return wrong(place.pointer, "errors.validation.object");
    json::Object kept;
    bool is_good = true;
    const auto take = [&](const std::string& id) {
        const auto* count = boxes->if_contains(id);
        if (count == nullptr) return;
        if (const auto* problem = problem_of_count(*count)) {
            add(place.pointer + '/' + json::pointer_step(id), problem);
            is_good = false;
            return;
        }
        kept[id] = count->is_null() ? json::Value() : number_value(*json::as_number(*count));
    };
    for (const auto& box : field.tally) take(box.id);
    take("total");
    if (!is_good) return std::nullopt;
    return kept;
}

ValueCheck::Checked ValueCheck::wrong(const std::string& pointer, const char* key) {
    add(pointer, key);
    return std::nullopt;
}

// What was stored may stay, whatever has become of its option.
const char* ValueCheck::problem_of_option(const Field& field, const json::Value& value,
                                          const json::Value* stored) const {
    const auto* text = value.if_string();
    if (text == nullptr) return wrong_option;
    if (is_kept(value, stored)) return nullptr;
    if (text->empty() || !is_writable_text(*text) ||
        text->size() > static_cast<std::size_t>(text_field_length_max))
        return wrong_option;
    if (field.option_source.empty() && field.options.empty()) return nullptr;
    const auto* options = context_.definitions.options_of(field);
    if (options == nullptr) return problem_of_reference(field, *text);
    const auto found = std::find_if(options->begin(), options->end(),
                                    [text](const Option& option) { return option.id == *text; });
    if (found == options->end()) return wrong_option;
    return found->disabled ? "errors.validation.option_disabled" : nullptr;
}

// Places, agencies and users must exist; other sources are lists of the record itself. A lookup
// that the configuration lacks is an empty list.
const char* ValueCheck::problem_of_reference(const Field& field, std::string_view id) const {
    const auto& source = field.option_source;
    if (source.starts_with("lookup ")) return wrong_option;
    if (source == "Location" || source == "ReportingLocation") {
        const auto* place = context_.definitions.locations().find(id);
        if (place == nullptr) return wrong_option;
        return place->disabled ? "errors.validation.option_disabled" : nullptr;
    }
    if (const auto rows = RowSource::of(field))
        return has_row(rows->subform, id) ? nullptr : wrong_option;
    const auto& exists = source == "Agency" ? context_.agency_exists : context_.user_exists;
    const bool is_checked = (source == "Agency" || source == "User") && exists;
    return is_checked && !exists(id) ? wrong_option : nullptr;
}

// A row that this write adds may be named by it; one that it removes may not.
bool ValueCheck::has_row(std::string_view subform, std::string_view id) const {
    if (const auto* row = find_row(sent_, subform, id))
        return !json::bool_or(*row, "_destroy", false);
    return find_row(stored_, subform, id) != nullptr;
}

// Codes of places are compared ignoring case but stored in one spelling.
json::Value ValueCheck::as_configured(const Field& field, const json::Value& value) const {
    if (field.option_source != "Location" && field.option_source != "ReportingLocation")
        return value;
    const auto* place = context_.definitions.locations().find(value.get_string());
    return place == nullptr ? value : json::Value(place->code);
}

}  // namespace amparo::forms
