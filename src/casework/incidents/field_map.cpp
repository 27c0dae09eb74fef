#include "casework/incidents/field_map.hpp"

#include <span>

namespace amparo::casework {
namespace {

constexpr std::string_view entry_key = "incident_details";

struct Pair {
    const char* source;
    const char* target;
};
// What is copied where a module says nothing (case-management.md §3.19, map).
constexpr Pair usual[] = {{"survivor_code_no", "survivor_code"},
                          {"age", "age"},
                          {"date_of_birth", "date_of_birth"},
                          {"sex", "sex"},
                          {"gbv_ethnicity", "ethnicity"},
                          {"country_of_origin", "country_of_origin"},
                          {"gbv_nationality", "nationality"},
                          {"gbv_religion", "religion"},
                          {"maritial_status", "maritial_status"},
                          {"gbv_displacement_status", "displacement_status"},
                          {"gbv_disability_type", "disability_type"},
                          {"unaccompanied_separated_status", "unaccompanied_separated_status"}};

FieldPath path_of(const json::Value* value) {
    if (value == nullptr) return {};
    if (const auto* text = value->if_string()) return {std::string(*text)};
    FieldPath path;
    const auto* steps = value->if_array();
    if (steps == nullptr) return {};
    for (const auto& step : *steps) {
        if (!step.is_string()) return {};
        path.emplace_back(step.get_string());
    }
    return path;
}

/// A step into a list of rows goes to the first of them.
const json::Object* object_in(const json::Value* value) {
    if (value == nullptr) return nullptr;
    if (const auto* object = value->if_object()) return object;
    const auto* rows = value->if_array();
    return rows == nullptr || rows->empty() ? nullptr : rows->front().if_object();
}

const json::Value* value_at(const json::Object& document, std::span<const std::string> path) {
    const json::Object* object = &document;
    for (std::size_t n = 0; n + 1 < path.size(); ++n) {
        object = object_in(object->if_contains(path[n]));
        if (object == nullptr) return nullptr;
    }
    return object->if_contains(path.back());
}

const json::Value* source_value(const FieldSource& source, const FieldPath& path) {
    if (path.size() < 2 || path.front() != entry_key) return value_at(source.child_case, path);
    if (source.entry == nullptr) return nullptr;
    return value_at(*source.entry, std::span(path).subspan(1));
}

/// The place of a target, made when need be; null when something else stands in the way.
json::Value* place_of(json::Object& document, const FieldPath& path) {
    json::Object* object = &document;
    for (std::size_t n = 0; n + 1 < path.size(); ++n) {
        auto& inner = (*object)[path[n]];
        if (inner.is_null()) inner = json::Object();
        object = inner.if_object();
        if (object == nullptr) return nullptr;
    }
    return &(*object)[path.back()];
}

}  // namespace

FieldMap FieldMap::of_module(const forms::Definitions& definitions, std::string_view module_id) {
    FieldMap map;
    const auto* module = definitions.module(module_id);
    const auto* configured =
        module == nullptr ? nullptr : json::find_object(module->attributes, "field_map");
    if (configured == nullptr) {
        for (const auto& pair : usual) map.entries.push_back({{pair.source}, {pair.target}});
        return map;
    }
    map.map_to = json::string_or(*configured, "map_to");
    const auto* fields = json::find_array(*configured, "fields");
    if (fields == nullptr) return map;
    for (const auto& element : *fields) {
        const auto* field = element.if_object();
        if (field == nullptr) continue;
        auto source = path_of(field->if_contains("source"));
        auto target = path_of(field->if_contains("target"));
        if (source.empty() || target.empty() || target.front() == "owned_by") continue;
        map.entries.push_back({std::move(source), std::move(target)});
    }
    return map;
}

void copy_mapped(const FieldMap& map, const FieldSource& source, json::Object& incident) {
    for (const auto& entry : map.entries) {
        const auto* value = source_value(source, entry.source);
        if (json::is_blank(value)) continue;
        auto* place = place_of(incident, entry.target);
        if (place != nullptr && json::is_blank(*place)) *place = *value;
    }
}

}  // namespace amparo::casework
