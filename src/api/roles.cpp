// Roles (administration.md §8) and the catalogue of what they can hold.
#include "access/roles.hpp"

#include "access/permission_catalogue.hpp"
#include "access/wire.hpp"
#include "api/objects.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 100;

Result<http::Response> list_roles(Call& call) {
    access::RoleQuery query{.external = call.query_is_true("external"),
                            .referral_authorization = call.query_is_true("referral_authorization"),
                            .managed = call.query_is_true("managed"),
                            .disabled = one_truth(call.query_list("disabled")),
                            .group_permissions = call.query_list("group_permission")};
    AMPARO_TRY(query.page, page_from_wire(call, Paged::optional, per_default));
    AMPARO_TRY(const auto page, call.services().roles.list(call.actor(), query));
    json::Array rows;
    for (const auto& role : page.things) {
        const bool is_full = access::Roles::may_read_fully(call.actor(), *role);
        rows.emplace_back(is_full ? access::to_wire(*role) : access::to_wire_short(*role));
    }
    return ok_with(std::move(rows), metadata_of(page.total, query.page));
}

Result<http::Response> show_role(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto role, call.services().roles.find(call.actor(), id));
    return object_reply(*role, access::to_wire(*role));
}

Result<http::Response> create_role(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto role, call.services().roles.create(call.actor(), input));
    call.audit().record_id = std::to_string(role->id);
    return created_reply(*role, access::to_wire(*role), input);
}

Result<http::Response> update_role(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto change, change_from_wire(call, id));
    AMPARO_TRY(const auto role, call.services().roles.update(call.actor(), id, change));
    return object_reply(*role, access::to_wire(*role));
}

Result<http::Response> delete_role(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(call.services().roles.remove(call.actor(), id, expected_revision(call, id)));
    return id_reply(id);
}

Result<http::Response> list_permissions(Call&) {
    return ok(access::permission_catalogue_to_wire());
}

}  // namespace

Routes role_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/roles";
    constexpr std::string_view one = "/api/v2/roles/{id}";
    return {
        {.method = Method::get,
         .pattern = "/api/v2/permissions",
         .handler = list_permissions,
         .model = "Permission",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = all,
         .handler = list_roles,
         .model = "Role",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::post,
         .pattern = all,
         .handler = create_role,
         .model = "Role",
         .action = "create"},
        {.method = Method::get,
         .pattern = one,
         .handler = show_role,
         .model = "Role",
         .action = "show",
         .keep = Keep::ask_again},
        {.method = Method::patch,
         .pattern = one,
         .handler = update_role,
         .model = "Role",
         .action = "update"},
        {.method = Method::del,
         .pattern = one,
         .handler = delete_role,
         .model = "Role",
         .action = "delete"},
    };
}

}  // namespace amparo::api
