#include "forms/detail/population_check.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"
#include "forms/detail/attributes.hpp"

namespace amparo::forms {
namespace {

using Steps = std::span<const std::string_view>;

constexpr const char* populate_error = "errors.configuration.auto_populate";
constexpr std::string_view list_key = "auto_populate_list";
constexpr std::string_view creator = "created_by_user";

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_call(std::string_view step, std::string_view name) {
    if (step.size() < name.size() + 3 || !step.starts_with(name)) return false;
    const auto argument = step.substr(name.size());
    return argument.front() == '(' && argument.back() == ')' &&
           argument.find_first_of("()", 1) == argument.size() - 1;
}

/// Up the tree of places as far as one likes, then one fact of the place.
bool is_of_place(Steps steps) {
    while (!steps.empty() && (is_call(steps.front(), "ancestor_by_type") ||
                              is_call(steps.front(), "ancestor_by_level")))
        steps = steps.subspan(1);
    constexpr std::array<std::string_view, 3> facts{"location_code", "type", "admin_level"};
    return steps.empty() || (steps.size() == 1 && is_one_of(facts, steps.front()));
}

bool is_of_creator(Steps steps) {
    constexpr std::array<std::string_view, 3> facts{"user_name", "full_name", "code"};
    constexpr std::array<std::string_view, 2> of_agency{"agency_code", "unique_id"};
    constexpr std::array<std::string_view, 2> places{"user_location", "reporting_location"};
    if (steps.empty()) return false;
    if (steps.size() == 1 && is_one_of(facts, steps.front())) return true;
    if (steps.size() == 2 && steps.front() == "agency") return is_one_of(of_agency, steps[1]);
    return is_one_of(places, steps.front()) && is_of_place(steps.subspan(1));
}

bool is_accessor(std::string_view expression) {
    const auto steps = text::split(expression, '.');
    if (steps.front() != creator) return steps.size() == 1 && is_field_name(expression);
    return is_of_creator(Steps(steps).subspan(1));
}

void check_format(const json::Array& format, const std::string& pointer, Findings& findings) {
    for (std::size_t at = 0; at < format.size(); ++at) {
        const auto* expression = format[at].if_string();
        if (expression == nullptr || !is_accessor(*expression))
            findings.error(pointer_at(pointer, at), populate_error);
    }
}

/// Other orders of the parts, by the language of the deployment.
void check_formats(const json::Object& entry, const std::string& pointer, Findings& findings) {
    const auto* formats = entry.if_contains("formats");
    if (formats == nullptr || formats->is_null()) return;
    const auto* by_locale = formats->if_object();
    if (by_locale == nullptr) return findings.error(pointer, populate_error);
    for (const auto& [locale, format] : *by_locale) {
        const auto own = pointer_at(pointer, locale);
        if (const auto* list = format.if_array())
            check_format(*list, own, findings);
        else
            findings.error(own, populate_error);
    }
}

void check_entry(const json::Value& value, const std::string& pointer, Findings& findings) {
    const auto* entry = value.if_object();
    const auto* key = entry == nullptr ? nullptr : entry->if_contains("field_key");
    if (key == nullptr || !key->is_string() || !is_field_name(key->get_string()))
        return findings.error(pointer + "/field_key", populate_error);
    if (const auto* format = json::find_array(*entry, "format"))
        check_format(*format, pointer + "/format", findings);
    check_formats(*entry, pointer + "/formats", findings);
}

}  // namespace

void check_auto_populate(const Definitions& definitions, Findings& findings) {
    const auto* value = definitions.system_settings().if_contains(list_key);
    if (value == nullptr || value->is_null()) return;
    const auto pointer = pointer_at("/system_settings", list_key);
    const auto* list = value->if_array();
    if (list == nullptr) return findings.error(pointer, populate_error);
    for (std::size_t at = 0; at < list->size(); ++at)
        check_entry((*list)[at], pointer_at(pointer, at), findings);
}

}  // namespace amparo::forms
