#include "access/interface_settings.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "store/user_items.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view kind = "interface";
constexpr std::size_t names_max = 100;       // columns of a list, parts of a page
constexpr std::size_t name_length_max = 64;  // as field names
constexpr std::int64_t width_min = 40;       // pixels; less cannot be taken hold of
constexpr std::int64_t width_max = 1200;     // wider than most screens

/// The keys there are: one for each list, and the home page.
constexpr std::string_view home_key = "home";
constexpr std::array<std::string_view, 6> keys{home_key,         "list.cases",
                                               "list.incidents", "list.tracing_requests",
                                               "list.families",  "list.registry_records"};

// Fields and parts of pages are named so; a name of a person hardly is.
bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= name_length_max && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.' || c == ':';
    });
}

bool is_name_list(const json::Value& value) {
    const auto* list = value.if_array();
    return list != nullptr && list->size() <= names_max &&
           std::ranges::all_of(*list, [](const json::Value& one) {
               return one.is_string() && is_name(std::string_view(one.get_string()));
           });
}

bool are_widths(const json::Value& value) {
    const auto* widths = value.if_object();
    return widths != nullptr && widths->size() <= names_max &&
           std::ranges::all_of(*widths, [](const auto& member) {
               const auto* width = member.value().if_int64();
               return is_name(std::string_view(member.key())) && width != nullptr &&
                      *width >= width_min && *width <= width_max;
           });
}

using Check = bool (*)(const json::Value& value);
struct Member {
    std::string_view name;
    Check fits;
};
constexpr std::array<Member, 2> of_list{{{"columns", is_name_list}, {"widths", are_widths}}};
constexpr std::array<Member, 2> of_home{{{"order", is_name_list}, {"hidden", is_name_list}}};

bool is_setting(std::string_view key, const json::Value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return false;
    const auto& members = key == home_key ? of_home : of_list;
    return std::ranges::all_of(*object, [&](const auto& given) {
        const auto found = std::ranges::find(members, std::string_view(given.key()), &Member::name);
        return found != members.end() && found->fits(given.value());
    });
}

Result<> check(const json::Object& input) {
    std::vector<Problem> problems;
    for (const auto& [key, value] : input) {
        const bool is_known = std::ranges::find(keys, std::string_view(key)) != keys.end();
        if (is_known && (value.is_null() || is_setting(key, value))) continue;
        problems.push_back({"/" + json::pointer_step(std::string(key).substr(0, name_length_max)),
                            "errors.fields.value"});
    }
    if (problems.empty()) return {};
    const auto message = problems.front().message;
    return std::unexpected(
        Error{.code = Errc::invalid, .message = message, .problems = std::move(problems)});
}

store::UserItems items_of(const Actor& actor) {
    return {.kind = kind, .user_id = actor.user().id};
}

Result<json::Object> read_all(store::Snapshot& snapshot, const Actor& actor) {
    AMPARO_TRY(auto items,
               store::list_user_items(snapshot, items_of(actor), {.count = keys.size()}));
    json::Object all;
    for (auto& item : items) all[item.key] = std::move(item.data);
    return all;
}

/// Sets one key, or forgets it.
Result<> keep(store::Transaction& transaction, const Actor& actor, const std::string& key,
              const json::Value& value) {
    AMPARO_TRY(auto known, store::find_user_item(transaction, items_of(actor), key));
    if (value.is_null())
        return known ? store::remove_user_item(transaction, items_of(actor), known->id)
                     : Result<>();
    if (known) {
        known->data = value.get_object();
        return store::update_user_item(transaction, *known);
    }
    AMPARO_CHECK(store::insert_user_item(transaction, {.kind = std::string(kind),
                                                       .user_id = actor.user().id,
                                                       .key = key,
                                                       .data = value.get_object()}));
    return {};
}

}  // namespace

Result<json::Object> InterfaceSettings::read(const Actor& actor) const {
    return database_.read([&](store::Snapshot& snapshot) { return read_all(snapshot, actor); });
}

Result<json::Object> InterfaceSettings::change(const Actor& actor, const json::Object& input) {
    AMPARO_CHECK(check(input));
    return database_.write([&](store::Transaction& transaction) -> Result<json::Object> {
        for (const auto& [key, value] : input)
            AMPARO_CHECK(keep(transaction, actor, std::string(key), value));
        return read_all(transaction, actor);
    });
}

}  // namespace amparo::access
