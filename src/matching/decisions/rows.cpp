#include "matching/decisions/rows.hpp"

#include <algorithm>

namespace amparo::matching {

json::Array levels_of(const Likeness& likeness) {
    json::Array levels;
    for (const auto& line : likeness.evidence)
        levels.emplace_back(json::Object{{"comparator", line.comparator}, {"level", line.level}});
    return levels;
}

void keep_row(json::Value& kept, json::Object row, std::initializer_list<std::string_view> keys) {
    if (!kept.is_array()) kept = json::Array();
    auto& rows = kept.get_array();
    const auto is_same = [&](const json::Value& other) {
        return other.is_object() && std::ranges::all_of(keys, [&](std::string_view key) {
                   return json::string_or(other.get_object(), key) == json::string_or(row, key);
               });
    };
    const auto found = std::ranges::find_if(rows, is_same);
    if (found != rows.end()) {
        *found = std::move(row);
    } else {
        rows.emplace_back(std::move(row));
    }
}

}  // namespace amparo::matching
