#include "matching/links/column_map.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"
#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 13> kinds{{
    {"given_name", Kind::given_name},
    {"surname", Kind::surname},
    {"full_name", Kind::full_name},
    {"date", Kind::date},
    {"place", Kind::place},
    {"postcode", Kind::postcode},
    {"email", Kind::email},
    {"phone", Kind::phone},
    {"identifier", Kind::identifier},
    {"category", Kind::category},
    {"text", Kind::text},
    {"number", Kind::number},
    {"address", Kind::address},
}};

struct Profile {
    std::string_view name;
    ColumnMap map;
};

std::vector<Profile> profiles() {
    const ColumnMap lite{.id = "rec_id",
                         .columns = {{"given_name", Kind::given_name},
                                     {"surname", Kind::surname},
                                     {"date_of_birth", Kind::date},
                                     {"suburb", Kind::place}}};
    auto full = lite;
    full.columns.insert(full.columns.end(), {{"street_number", Kind::number},
                                             {"address_1", Kind::address},
                                             {"address_2", Kind::address},
                                             {"postcode", Kind::postcode},
                                             {"state", Kind::category}});
    return {{"febrl-lite", lite},
            {"febrl-full", full},
            {"fake-1000",
             {.id = "unique_id",
              .columns = {{"first_name", Kind::given_name},
                          {"surname", Kind::surname},
                          {"dob", Kind::date},
                          {"city", Kind::place},
                          {"email", Kind::email}}}},
            {"historical",
             {.id = "unique_id",
              .columns = {{"full_name", Kind::full_name},
                          {"first_name", Kind::given_name},
                          {"surname", Kind::surname},
                          {"dob", Kind::date},
                          {"birth_place", Kind::place},
                          {"postcode_fake", Kind::postcode},
                          {"gender", Kind::category},
                          {"occupation", Kind::text}}}}};
}

Result<std::string> column_name(const json::Object& object, std::string_view key,
                                const std::string& pointer) {
    const auto name = json::find_string(object, key);
    if (!name || name->empty()) {
        return refuse_field(Errc::invalid, pointer, "cli.links.map_column_missing");
    }
    return std::string(*name);
}

Result<MappedColumn> parse_column(const json::Value& value, const std::string& pointer) {
    if (!value.is_object()) return refuse_field(Errc::invalid, pointer, "cli.links.map_shape");
    const auto& object = value.get_object();
    for (const auto& member : object) {
        if (member.key() == "column" || member.key() == "kind") continue;
        return refuse_field(Errc::invalid, pointer + "/" + json::pointer_step(member.key()),
                            "cli.links.map_unknown_key");
    }
    AMPARO_TRY(auto column, column_name(object, "column", pointer + "/column"));
    const auto kind = parse_kind(json::string_or(object, "kind"));
    if (!kind) return refuse_field(Errc::invalid, pointer + "/kind", kind.error().message);
    return MappedColumn{.column = std::move(column), .kind = *kind};
}

}  // namespace

Result<Kind> parse_kind(std::string_view name) {
    const auto* found = std::ranges::find(kinds, name, &std::pair<std::string_view, Kind>::first);
    if (found == kinds.end()) {
        std::vector<std::string> known;
        for (const auto& kind : kinds) known.emplace_back(kind.first);
        return refuse(Errc::invalid, MessageKey("cli.links.map_unknown_kind",
                                                {{"known", text::join(known, ", ")}}));
    }
    return found->second;
}

Result<ColumnMap> profile(std::string_view name) {
    for (auto& known : profiles()) {
        if (known.name == name) return std::move(known.map);
    }
    return refuse(Errc::not_found, MessageKey("cli.links.unknown_profile",
                                              {{"name", std::string(name)},
                                               {"known", text::join(profile_names(), ", ")}}));
}

std::vector<std::string> profile_names() {
    std::vector<std::string> names;
    for (const auto& known : profiles()) names.emplace_back(known.name);
    return names;
}

Result<ColumnMap> parse_map(std::string_view json_text) {
    AMPARO_TRY(const auto object, json::parse_object(json_text));
    for (const auto& member : object) {
        if (member.key() == "id" || member.key() == "columns") continue;
        return refuse_field(Errc::invalid, "/" + json::pointer_step(member.key()),
                            "cli.links.map_unknown_key");
    }
    ColumnMap map;
    AMPARO_TRY(map.id, column_name(object, "id", "/id"));
    const auto* columns = json::find_array(object, "columns");
    if (columns == nullptr || columns->empty() || columns->size() > mapped_columns_max) {
        return refuse_field(Errc::invalid, "/columns", "cli.links.map_shape");
    }
    std::unordered_set<std::string> seen{map.id};
    for (std::size_t i = 0; i < columns->size(); ++i) {
        const auto pointer = "/columns/" + std::to_string(i);
        AMPARO_TRY(auto column, parse_column((*columns)[i], pointer));
        if (!seen.insert(column.column).second) {
            return refuse_field(Errc::invalid, pointer + "/column", "cli.links.map_column_twice");
        }
        map.columns.push_back(std::move(column));
    }
    return map;
}

}  // namespace amparo::matching::links
