#include "matching/live/doubts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "matching/engine/record.hpp"
#include "matching/live/eligible.hpp"
#include "records/derived/values.hpp"

namespace amparo::matching {
namespace {

constexpr const char* kin_section = "family_details_section";
constexpr std::array name_fields{
    "name",          "name_nickname",     "name_other",           "name_transliterated",
    "relation_name", "relation_nickname", "relation_other_family"};
constexpr std::array dated_fields{"date_of_birth", "date_of_separation"};

bool has_long_name(const json::Object& row) {
    return std::ranges::any_of(name_fields, [&](const char* field) {
        const auto name = json::string_or(row, field);
        return text::length(name) > names::name_characters_max ||
               text::words(name).size() > names::name_tokens_max;
    });
}

using Tokens = std::vector<std::string>;

bool sound_alike(const std::string& one, const std::string& other) {
    if (one == other) return true;
    const auto keys = names::name_token_keys(other);
    return std::ranges::any_of(names::name_token_keys(one), [&](const std::string& key) {
        return std::ranges::find(keys, key) != keys.end();
    });
}

/// Whether the first words sound alike, and each further word of the shorter name like one of the
/// longer: brothers and sisters share all but the first.
bool may_be_one_name(Tokens one, Tokens other) {
    if (one.size() > other.size()) std::swap(one, other);
    if (one.empty() || !sound_alike(one.front(), other.front())) return false;
    return std::all_of(one.begin() + 1, one.end(), [&](const auto& word) {
        return std::any_of(other.begin() + 1, other.end(),
                           [&](const auto& found) { return sound_alike(word, found); });
    });
}

bool is_against(const json::Object& one, const json::Object& other) {
    constexpr double years_apart_max = 2;
    const auto sex = json::string_or(one, "sex");
    const auto other_sex = json::string_or(other, "sex");
    if (!sex.empty() && !other_sex.empty() && sex != other_sex) return true;
    const auto* age = one.if_contains("age");
    const auto* other_age = other.if_contains("age");
    if (age == nullptr || other_age == nullptr) return false;
    const auto years = json::as_number(*age);
    const auto other_years = json::as_number(*other_age);
    return years && other_years && std::abs(*years - *other_years) > years_apart_max;
}

}  // namespace

bool is_sought_twice(const json::Object& request, const json::Object& row) {
    const auto name = names::name_tokens(json::string_or(row, "name"));
    const auto rows = records::derived::rows(request, traces_section);
    return std::ranges::any_of(rows, [&](const json::Object* other) {
        if (json::string_or(*other, "unique_id") == json::string_or(row, "unique_id")) return false;
        return !is_against(row, *other) &&
               may_be_one_name(name, names::name_tokens(json::string_or(*other, "name")));
    });
}

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
