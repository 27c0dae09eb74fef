// User groups (administration.md §9).
#include "access/user_groups.hpp"

#include "access/wire.hpp"
#include "api/objects.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;

Result<http::Response> list_groups(Call& call) {
    access::UserGroupQuery query{.managed = call.query_is_true("managed"),
                                 .disabled = one_truth(call.query_list("disabled")),
                                 .agencies = call.query_list("agency_unique_ids")};
    AMPARO_TRY(query.page, page_from_wire(call, Paged::optional, per_default));
    AMPARO_TRY(const auto page, call.services().user_groups.list(call.actor(), query));
    json::Array rows;
    for (const auto& group : page.things) rows.emplace_back(access::to_wire(*group));
    return ok_with(std::move(rows), metadata_of(page.total, query.page));
}

Result<http::Response> show_group(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto group, call.services().user_groups.find(call.actor(), id));
    return object_reply(*group, access::to_wire(*group));
}

Result<http::Response> create_group(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto group, call.services().user_groups.create(call.actor(), input));
    call.audit().record_id = std::to_string(group->id);
    return created_reply(*group, access::to_wire(*group), input);
}

Result<http::Response> update_group(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto change, change_from_wire(call, id));
    AMPARO_TRY(const auto group, call.services().user_groups.update(call.actor(), id, change));
    return object_reply(*group, access::to_wire(*group));
}

Result<http::Response> delete_group(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(call.services().user_groups.remove(call.actor(), id, expected_revision(call, id)));
    return id_reply(id);
}

}  // namespace

Routes user_group_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/user_groups";
    constexpr std::string_view one = "/api/v2/user_groups/{id}";
    return {
        {.method = Method::get,
         .pattern = all,
         .handler = list_groups,
         .model = "UserGroup",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::post,
         .pattern = all,
         .handler = create_group,
         .model = "UserGroup",
         .action = "create"},
        {.method = Method::get,
         .pattern = one,
         .handler = show_group,
         .model = "UserGroup",
         .action = "show",
         .keep = Keep::ask_again},
        {.method = Method::patch,
         .pattern = one,
         .handler = update_group,
         .model = "UserGroup",
         .action = "update"},
        {.method = Method::del,
         .pattern = one,
         .handler = delete_group,
         .model = "UserGroup",
         .action = "delete"},
    };
}

}  // namespace amparo::api
