// The searches that a user keeps (records.md §23). Only their own.
#include <algorithm>

#include "api/listing.hpp"
#include "api/once.hpp"
#include "api/route.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "records/service.hpp"
#include "store/user_items.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view kind = "saved_search";
constexpr std::size_t per_default = 20;
constexpr std::size_t name_characters_max = 200;
constexpr std::size_t searches_max = 500;  // of one user
constexpr std::size_t filters_max = 100;   // of one search

store::UserItems own(const Call& call) {
    return {.kind = kind, .user_id = call.actor().user().id};
}

json::Object to_wire(const store::UserItem& item) {
    json::Object wire{{"id", item.id}, {"user_id", item.user_id}};
    for (const auto* key : {"name", "record_type", "filters", "module_ids"}) {
        const auto* value = item.data.if_contains(key);
        wire[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    return wire;
}

bool is_filter(const json::Value& value) {
    const auto* filter = value.if_object();
    if (filter == nullptr || json::string_or(*filter, "name").empty()) return false;
    const auto* wanted = filter->if_contains("value");
    return wanted != nullptr && !json::is_blank(*wanted) &&
           (wanted->is_array() || wanted->is_object() || wanted->is_string());
}

/// What is kept of the input. A record type may be sent as its segment ("cases"), as clients do.
Result<json::Object> search_from_wire(const json::Object& data) {
    std::vector<Problem> problems;
    const auto name = text::trim(json::string_or(data, "name"));
    if (name.empty()) problems.push_back({"name", "errors.blank"});
    if (text::length(name) > name_characters_max)
        problems.push_back({"name", "errors.fields.value"});
    const auto type = json::string_or(data, "record_type");
    const bool is_type =
        !records::segment_of(type).empty() || !records::type_of_segment(type).empty();
    if (!is_type) problems.push_back({"record_type", "errors.fields.value"});
    const auto* filters = json::find_array(data, "filters");
    const bool fits = filters != nullptr && !filters->empty() && filters->size() <= filters_max &&
                      std::ranges::all_of(*filters, is_filter);
    if (!fits) problems.push_back({"filters", "errors.saved_searches.filters"});
    if (!problems.empty()) {
        return std::unexpected(Error{.code = Errc::invalid,
                                     .message = "errors.invalid_record",
                                     .problems = std::move(problems)});
    }
    return json::Object{{"name", name},
                        {"record_type", type},
                        {"filters", *filters},
                        {"module_ids", json::to_array(json::string_list(data, "module_ids"))}};
}

Result<http::Response> list_searches(Call& call) {
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    return call.services().database.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        AMPARO_TRY(const auto items,
                   store::list_user_items(
                       snapshot, own(call),
                       {.offset = (paging.page - 1) * paging.per, .count = paging.per}));
        json::Array rows;
        for (const auto& item : items) rows.emplace_back(to_wire(item));
        return ok_with(std::move(rows),
                       page_metadata(store::count_user_items(snapshot, own(call)), paging));
    });
}

Result<http::Response> create_search(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto search, search_from_wire(data));
    store::UserItem item{.kind = std::string(kind),
                         .user_id = call.actor().user().id,
                         .key = Uuid::random(call.services().random).text(),
                         .data = std::move(search)};
    AMPARO_TRY(const auto id,
               call.services().database.write(
                   [&](store::Transaction& transaction) -> Result<std::optional<std::int64_t>> {
                       if (store::count_user_items(transaction, own(call)) >= searches_max) {
                           return refuse_field(Errc::invalid, "base",
                                               "errors.saved_searches.too_many");
                       }
                       return store::insert_user_item(transaction, item);
                   }));
    AMPARO_REQUIRE(id.has_value());  // its key is new
    item.id = *id;
    call.audit().record_id = std::to_string(item.id);
    if (data.contains("id")) return no_content();
    return ok(to_wire(item));
}

/// Somebody else's search is forbidden, one that is not there is not found.
Result<> remove(store::Transaction& transaction, const Call& call, std::int64_t id) {
    const auto removed = store::remove_user_item(transaction, own(call), id);
    if (removed || !store::exists_user_item(transaction, kind, id)) return removed;
    return refuse(Errc::forbidden, "errors.forbidden");
}

Result<http::Response> delete_search(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(call.services().database.write(
        [&](store::Transaction& transaction) { return remove(transaction, call, id); }));
    return ok(json::Object{{"id", id}});
}

}  // namespace

Routes saved_search_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/saved_searches";
    return {
        {.method = Method::get,
         .pattern = all,
         .handler = list_searches,
         .model = "SavedSearch",
         .action = "list"},
        {.method = Method::post,
         .pattern = all,
         .handler = once(create_search),
         .model = "SavedSearch",
         .action = "create"},
        {.method = Method::del,
         .pattern = "/api/v2/saved_searches/{id}",
         .handler = delete_search,
         .model = "SavedSearch",
         .action = "delete"},
    };
}

}  // namespace amparo::api
