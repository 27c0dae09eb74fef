#include <algorithm>

#include "records/composition.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

constexpr std::size_t incident_code_length = 7;

void default_to(Changes& changes, const json::Object& after, std::string_view key,
                json::Value value) {
    if (json::is_blank(after.if_contains(key))) changes[key] = std::move(value);
}

std::string last_characters(const std::string& text, std::size_t count) {
    return text.size() <= count ? text : text.substr(text.size() - count);
}

/// Gives every row of the array, and of subforms inside it, a unique_id. True if any was given.
bool number_array(json::Array& array, Random& random) {
    bool changed = false;
    for (auto& element : array) {
        auto* row = element.if_object();
        if (row == nullptr) continue;
        if (json::is_blank(row->if_contains("unique_id"))) {
            (*row)["unique_id"] = Uuid::random(random).text();
            changed = true;
        }
        for (auto& [key, value] : *row) {
            if (auto* nested = value.if_array()) changed = number_array(*nested, random) || changed;
        }
    }
    return changed;
}

/// Subforms, but not the logs the server keeps itself: their entries are never addressed.
bool holds_rows(std::string_view key, const json::Array& array) {
    if (key.ends_with("_log") || key.ends_with("_logs")) return false;
    return !array.empty() && array.front().is_object();
}

/// "ancestor_by_type(district)" → "district" when the step is that call.
std::optional<std::string> call_argument(std::string_view step, std::string_view name) {
    if (step.size() < name.size() + 2 || !step.starts_with(name) || step[name.size()] != '(' ||
        step.back() != ')')
        return std::nullopt;
    return std::string(step.substr(name.size() + 1, step.size() - name.size() - 2));
}

std::string location_part(const forms::Locations& places, const std::string& code,
                          std::span<const std::string_view> steps) {
    const forms::Location* place = places.find(code);
    for (const auto step : steps) {
        if (place == nullptr) return "";
        if (step == "location_code") return place->code;
        if (step == "type") return place->type;
        if (step == "admin_level") return std::to_string(place->admin_level);
        if (const auto type = call_argument(step, "ancestor_by_type")) {
            const auto ancestry = places.ancestry(place->code);
            const auto found = std::find_if(ancestry.begin(), ancestry.end(),
                                            [&](const auto* one) { return one->type == *type; });
            place = found == ancestry.end() ? nullptr : *found;
        } else if (const auto level = call_argument(step, "ancestor_by_level")) {
            place = places.at_level(place->code, std::atoi(level->c_str()));
        } else {
            return "";
        }
    }
    return place == nullptr ? "" : place->code;
}

/// The closed list of accessors behind "created_by_user." (§3.1); "" for anything else.
std::string creator_part(const access::User& creator, std::span<const std::string_view> steps,
                         const Context& context) {
    if (steps.empty()) return "";
    const auto& first = steps.front();
    if (first == "user_name") return creator.user_name.text();
    if (first == "full_name") return creator.full_name;
    if (first == "code") return creator.code;
    if (first == "agency" && steps.size() == 2 && steps[1] == "unique_id")
        return creator.agency.text();
    if (first == "agency" && steps.size() == 2 && steps[1] == "agency_code")
        return context.agency_code(creator.user_name.text());
    if (first == "user_location" || first == "reporting_location")
        return location_part(context.definitions.locations(), creator.location, steps.subspan(1));
    return "";
}

std::string without_dashes(std::string day) {
    std::erase(day, '-');
    return day;
}

std::string scalar_text(const json::Value* value) {
    if (value == nullptr) return "";
    if (value->is_string()) {
        std::string text(value->get_string());
        return parse_day(text).has_value() ? without_dashes(text) : text;
    }
    if (value->is_int64()) return std::to_string(value->get_int64());
    return "";
}

std::vector<std::string_view> steps_of(std::string_view expression) {
    std::vector<std::string_view> steps;
    while (!expression.empty()) {
        const auto dot = expression.find('.');
        steps.push_back(expression.substr(0, dot));
        if (dot == std::string_view::npos) break;
        expression.remove_prefix(dot + 1);
    }
    return steps;
}

std::string part_of(std::string_view expression, const json::Object& after,
                    const Context& context) {
    const auto steps = steps_of(expression);
    if (steps.size() > 1 && steps.front() == "created_by_user") {
        const auto creator = context.user(json::string_or(after, "created_by"));
        if (!creator) return "";
        return creator_part(*creator, std::span(steps).subspan(1), context);
    }
    return scalar_text(after.if_contains(expression));
}

/// The non-blank parts of an auto-populate entry joined by its separator; "" without an entry.
std::string populate(std::string_view key, const json::Object& after, const Context& context) {
    const auto* entry = auto_populate_entry(context.definitions, key);
    if (entry == nullptr) return "";
    std::string joined;
    for (const auto& expression : composition_of(context.definitions, key)) {
        const auto part = part_of(expression, after, context);
        if (part.empty()) continue;
        if (!joined.empty()) joined += json::string_or(*entry, "separator");
        joined += part;
    }
    return joined;
}

}  // namespace

Changes number_rows(const json::Object& /*before*/, const json::Object& after,
                    const Context& context) {
    Changes changes;
    for (const auto& [key, value] : after) {
        const auto* array = value.if_array();
        if (array == nullptr || !holds_rows(key, *array)) continue;
        json::Array numbered = *array;
        if (number_array(numbered, context.random)) changes[key] = std::move(numbered);
    }
    return changes;
}

// A client that shows the last characters of the id it made may print them on paper, so then the
// primary key is the unique identifier too (records.md §10, short_id).
Changes identify(const json::Object& /*before*/, const json::Object& after,
                 const Context& context) {
    Changes changes;
    if (!context.is_new) return changes;
    const auto id = context.id.text();
    auto unique = json::string_or(after, "unique_identifier");
    const auto short_id = json::string_or(after, "short_id");
    if (unique.empty()) {
        unique = !short_id.empty() && short_id == last_characters(id, short_id.size())
                     ? id
                     : Uuid::random(context.random).text();
        changes["unique_identifier"] = unique;
    }
    if (short_id.empty()) changes["short_id"] = last_characters(unique, context.short_id_length);
    default_to(changes, after, "record_state", true);
    default_to(changes, after, "status", "open");
    return changes;
}

Changes identify_case(const json::Object& /*before*/, const json::Object& after,
                      const Context& context) {
    Changes changes;
    if (!context.is_new) return changes;
    changes["case_id"] = json::string_or(after, "unique_identifier");
    default_to(changes, after, "registration_date", json::Value(format_day(context.today)));
    default_to(changes, after, "notes_section", json::Array());
    default_to(changes, after, "reopened_logs", json::Array());
    default_to(changes, after, "workflow", "new");
    const auto* module = context.definitions.module(json::string_or(after, "module_id"));
    const auto* options =
        module == nullptr ? nullptr : json::find_object(module->attributes, "module_options");
    changes["case_type"] =
        options == nullptr ? "person" : json::string_or(*options, "case_type", "person");
    if (json::string_or(after, "module_id") == "primeromodule-gbv") changes["hidden_name"] = true;
    return changes;
}

Changes identify_others(const json::Object& /*before*/, const json::Object& after,
                        const Context& context) {
    Changes changes;
    if (!context.is_new) return changes;
    const auto unique = json::string_or(after, "unique_identifier");
    const auto short_id = json::string_or(after, "short_id");
    const json::Value today(format_day(context.today));
    if (context.record_type == "incident") {
        changes["incident_id"] = unique;
        changes["incident_code"] = last_characters(unique, incident_code_length);
        changes["unique_id"] = context.id.text();
        default_to(changes, after, "date_of_first_report", today);
    } else if (context.record_type == "tracing_request") {
        changes["tracing_request_id"] = unique;
        default_to(changes, after, "inquiry_date", today);
    } else if (context.record_type == "family") {
        changes["family_id"] = unique;
        changes["family_id_display"] = short_id;
        default_to(changes, after, "family_registration_date", today);
        default_to(changes, after, "family_members", json::Array());
    } else if (context.record_type == "registry_record") {
        changes["registry_id"] = unique;
        changes["registry_id_display"] = short_id;
        default_to(changes, after, "registration_date", today);
    }
    return changes;
}

// The code needs created_by, so it is made with the name, after the stamps of creation.
Changes compose_name(const json::Object& /*before*/, const json::Object& after,
                     const Context& context) {
    Changes changes;
    const auto name = populate("name", after, context);
    if (!name.empty()) changes["name"] = name;
    if (!context.is_new) return changes;
    const auto code = populate("case_id_code", after, context);
    const auto short_id = json::string_or(after, "short_id");
    if (code.empty()) {
        changes["case_id_display"] = short_id;
        return changes;
    }
    const auto* entry = auto_populate_entry(context.definitions, "case_id_code");
    changes["case_id_code"] = code;
    changes["case_id_display"] = code + json::string_or(*entry, "separator") + short_id;
    return changes;
}

}  // namespace amparo::records::derived
