// The searches that a user keeps, and those that others share with them (records.md §23).
#include "records/saved_searches.hpp"

#include "api/listing.hpp"
#include "api/once.hpp"
#include "api/route.hpp"
#include "records/service.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;

records::SavedSearches searches_of(const Call& call) {
    return records::SavedSearches(call.services().records.dependencies());
}

json::Object to_wire(const records::SavedSearch& search) {
    json::Object wire{{"id", search.id},
                      {"user_id", search.user_id},
                      {"user_name", json::text_or_null(search.user_name)},
                      {"pinned", search.is_pinned},
                      {"user_group_ids", json::to_array(search.groups)},
                      {"can_change", search.may_change},
                      {"can_withdraw", search.may_withdraw}};
    for (const auto* key : {"name", "record_type", "filters", "module_ids"}) {
        const auto* value = search.data.if_contains(key);
        wire[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    return wire;
}

/// Whom it was shared with is part of what is to be found out later.
void note(Call& call, const records::SavedSearch& search) {
    call.audit().record_id = std::to_string(search.id);
    call.audit().details["user_group_ids"] = json::to_array(search.groups);
}

Result<http::Response> list_searches(Call& call) {
    AMPARO_TRY(auto paging, read_paging(call, per_default));
    paging.order_by.clear();  // always the newest first
    AMPARO_TRY(auto searches, searches_of(call).list(call.actor()));
    return list_page<records::SavedSearch>(
        {.things = std::move(searches), .sort_key = {}, .to_wire = to_wire}, paging);
}

Result<http::Response> create_search(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto search, searches_of(call).create(call.actor(), data));
    note(call, search);
    if (data.contains("id")) return no_content();
    return ok(to_wire(search));
}

Result<http::Response> update_search(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto search, searches_of(call).change(call.actor(), id, data));
    note(call, search);
    return ok(to_wire(search));
}

Result<http::Response> delete_search(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(searches_of(call).remove(call.actor(), id));
    return ok(json::Object{{"id", id}});
}

}  // namespace

Routes saved_search_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/saved_searches";
    constexpr std::string_view one = "/api/v2/saved_searches/{id}";
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
        {.method = Method::patch,
         .pattern = one,
         .handler = once(update_search),
         .model = "SavedSearch",
         .action = "update"},
        {.method = Method::del,
         .pattern = one,
         .handler = delete_search,
         .model = "SavedSearch",
         .action = "delete"},
    };
}

}  // namespace amparo::api
