#include "records/derived/values.hpp"

#include <algorithm>

namespace amparo::records::derived {

bool is_changed(const json::Object& before, const json::Object& after, std::string_view key) {
    const auto* old_value = before.if_contains(key);
    const auto* new_value = after.if_contains(key);
    const bool old_null = old_value == nullptr || old_value->is_null();
    const bool new_null = new_value == nullptr || new_value->is_null();
    if (old_null || new_null) return old_null != new_null;
    return *old_value != *new_value;
}

std::vector<const json::Object*> rows(const json::Object& data, std::string_view subform) {
    std::vector<const json::Object*> found;
    const auto* array = json::find_array(data, subform);
    if (array == nullptr) return found;
    for (const auto& row : *array) {
        if (const auto* object = row.if_object()) found.push_back(object);
    }
    return found;
}

bool is_present(const json::Object& data, std::string_view key) {
    return !json::is_blank(data.if_contains(key));
}

bool is_true(const json::Object& data, std::string_view key) {
    const auto* value = data.if_contains(key);
    if (value == nullptr) return false;
    if (value->is_bool()) return value->get_bool();
    return value->is_string() && value->get_string() == "true";
}

json::Array distinct_column(const json::Object& data, std::string_view subform,
                            std::string_view column) {
    json::Array values;
    for (const auto* row : rows(data, subform)) {
        const auto* value = row->if_contains(column);
        if (!json::is_blank(value)) append_distinct(values, *value);
    }
    return values;
}

void append_distinct(json::Array& array, const json::Value& value) {
    if (std::find(array.begin(), array.end(), value) == array.end()) array.push_back(value);
}

json::Array appended(const json::Object& data, std::string_view log, json::Object entry) {
    json::Array entries;
    if (const auto* stored = json::find_array(data, log)) entries = *stored;
    entries.emplace_back(std::move(entry));
    return entries;
}

}  // namespace amparo::records::derived
