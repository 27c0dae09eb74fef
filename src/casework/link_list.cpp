#include "casework/link_list.hpp"

#include <algorithm>

#include "records/derived/values.hpp"
#include "records/types.hpp"

namespace amparo::casework {

bool names_id(const json::Object& data, std::string_view key, std::string_view id) {
    const auto* ids = json::find_array(data, key);
    return ids != nullptr && std::ranges::any_of(*ids, [&](const json::Value& value) {
               return value.is_string() && std::string_view(value.get_string()) == id;
           });
}

void add_id(json::Object& data, std::string_view key, std::string_view id) {
    if (names_id(data, key, id)) return;
    auto& ids = data[key];
    if (!ids.is_array()) ids = json::Array();
    ids.get_array().emplace_back(id);
}

void remove_id(json::Object& data, std::string_view key, std::string_view id) {
    if (!names_id(data, key, id)) return;
    json::Array kept;
    for (const auto& one : json::string_list(data, key)) {
        if (one != id) kept.emplace_back(one);
    }
    data[key] = std::move(kept);
}

Result<bool> is_taken(records::Edit& edit, const RecordId& id) {
    for (const auto& facts : records::record_types()) {
        const auto found = edit.look_at(facts.name, id);
        if (found) return true;
        if (found.error().code != Errc::not_found) return std::unexpected(found.error());
    }
    return false;
}

const json::Object* find_row(const json::Object& data, std::string_view subform,
                             std::string_view unique_id) {
    for (const auto* row : records::derived::rows(data, subform)) {
        if (json::string_or(*row, "unique_id") == unique_id) return row;
    }
    return nullptr;
}

json::Object* row_to_change(json::Object& data, std::string_view subform,
                            std::string_view unique_id) {
    auto* value = data.if_contains(subform);
    auto* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr) return nullptr;
    for (auto& element : *list) {
        auto* row = element.if_object();
        if (row != nullptr && json::string_or(*row, "unique_id") == unique_id) return row;
    }
    return nullptr;
}

}  // namespace amparo::casework
