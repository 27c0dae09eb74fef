#include "matching/live/doubts.hpp"

#include <algorithm>
#include <array>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "matching/engine/record.hpp"

namespace amparo::matching {
namespace {

constexpr const char* kin_section = "family_details_section";
constexpr std::array name_fields{"name",          "name_nickname",     "name_other",
                                 "relation_name", "relation_nickname", "relation_other_family"};
constexpr std::array dated_fields{"date_of_birth", "date_of_separation"};

bool has_long_name(const json::Object& row) {
    return std::ranges::any_of(name_fields, [&](const char* field) {
        const auto name = json::string_or(row, field);
        return text::length(name) > names::name_characters_max ||
               text::words(name).size() > names::name_tokens_max;
    });
}

}  // namespace

bool is_cut(const json::Object& record) {
    if (has_long_name(record)) return true;
    const auto* kin = json::find_array(record, kin_section);
    if (kin == nullptr) return false;
    return kin->size() > kin_rows_max || std::ranges::any_of(*kin, [](const json::Value& row) {
               return row.is_object() && has_long_name(row.get_object());
           });
}

std::vector<std::string> impossible_dates(const json::Object& record, const json::Value* reference,
                                          Day today) {
    auto latest = today;
    if (reference != nullptr && reference->is_string()) {
        latest = std::min(latest, parse_day(reference->get_string()).value_or(today));
    }
    std::vector<std::string> found;
    for (const auto* field : dated_fields) {
        const auto day = parse_day(json::string_or(record, field));
        if (day && *day > latest) found.emplace_back(field);
    }
    return found;
}

}  // namespace amparo::matching
