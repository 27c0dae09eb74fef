// Users (administration.md §5).
#include "access/users.hpp"

#include <charconv>

#include "access/wire.hpp"
#include "api/objects.hpp"
#include "base/settings.hpp"
#include "http/conditional.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;

std::vector<std::int64_t> numbers(const std::vector<std::string>& texts) {
    std::vector<std::int64_t> found;
    for (const auto& text : texts) {
        std::int64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        found.push_back(value);
    }
    return found;
}

Result<access::UserQuery> query_from_wire(const Call& call) {
    access::UserQuery query{.text = call.query("query"),
                            .user_name = call.query("user_name"),
                            .agencies = numbers(call.query_list("agency")),
                            .roles = numbers(call.query_list("role_id")),
                            .groups = call.query_list("user_group_ids"),
                            .ids = numbers(call.query_list("ids")),
                            .disabled = one_truth(call.query_list("disabled")),
                            .location = call.query("location"),
                            .service = call.query("services")};
    AMPARO_TRY(auto page, page_from_wire(call, Paged::always, per_default));
    if (page.order_by.empty()) {
        page.order_by = query.page.order_by;
        if (call.query("order").empty()) page.order = query.page.order;
    }
    query.page = std::move(page);
    return query;
}

bool wants_extended(const Call& call) {
    return call.query_is_true("extended");
}

json::Object row_to_wire(Call& call, const access::User& user) {
    const access::WireContext context{call.directory(), call.definitions(),
                                      call.services().settings.boolean("terms.enforced")};
    return wants_extended(call) ? access::to_wire_extended(context, user)
                                : access::to_wire(context, user);
}

json::Object capacity_to_wire(const access::Users::Capacity& capacity) {
    return {{"total_enabled", capacity.total_enabled},
            {"maximum_users",
             capacity.maximum ? json::Value(*capacity.maximum) : json::Value(nullptr)}};
}

http::Response user_reply(Call& call, const access::User& user) {
    auto response = ok(row_to_wire(call, user));
    auto etag = object_etag(user.id, user.revision);
    // The extended form holds what role, forms and modules give, so its tag follows the content.
    if (wants_extended(call)) {
        const auto content = http::weak_etag(response.body);
        etag.back() = ':';
        etag += content.substr(3);
    }
    response.headers.emplace_back("ETag", std::move(etag));
    return response;
}

/// A changed user, with what the deployment has room for.
http::Response written_reply(Call& call, const access::User& user) {
    auto response =
        ok_with(row_to_wire(call, user), capacity_to_wire(call.services().users.capacity()));
    response.headers.emplace_back("ETag", object_etag(user.id, user.revision));
    return response;
}

Result<http::Response> list_users(Call& call) {
    AMPARO_TRY(const auto query, query_from_wire(call));
    AMPARO_TRY(const auto page, call.services().users.list(call.actor(), query));
    json::Array rows;
    for (const auto& user : page.users) rows.emplace_back(row_to_wire(call, *user));
    auto metadata = metadata_of(page.total, query.page);
    metadata.emplace("total_enabled", call.services().users.capacity().total_enabled);
    return ok_with(std::move(rows), std::move(metadata));
}

Result<http::Response> show_user(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto user, call.services().users.find(call.actor(), id));
    return user_reply(call, *user);
}

Result<http::Response> show_me(Call& call) {
    const auto id = call.actor().user().id;
    call.audit().record_id = std::to_string(id);
    AMPARO_TRY(const auto user, call.services().users.find(call.actor(), id));
    return user_reply(call, *user);
}

Result<http::Response> create_user(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto user, call.services().users.create(call.actor(), input));
    call.audit().record_id = std::to_string(user->id);
    call.renew_directory();
    auto response = written_reply(call, *user);
    if (input.contains("id")) {
        response.status = 204;
        response.body.clear();
    }
    return response;
}

Result<http::Response> update_user(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto change, change_from_wire(call, id));
    AMPARO_TRY(const auto user, call.services().users.update(call.actor(), id, change));
    call.renew_directory();
    return written_reply(call, *user);
}

Result<http::Response> delete_user(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(call.services().users.remove(call.actor(), id, expected_revision(call, id)));
    return id_reply(id);
}

}  // namespace

Routes user_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/users";
    constexpr std::string_view one = "/api/v2/users/{id}";
    return {
        {.method = Method::get,
         .pattern = all,
         .handler = list_users,
         .model = "User",
         .action = "list"},
        {.method = Method::post,
         .pattern = all,
         .handler = create_user,
         .model = "User",
         .action = "create"},
        {.method = Method::get,
         .pattern = "/api/v2/users/me",
         .handler = show_me,
         .model = "User",
         .action = "show"},
        {.method = Method::get,
         .pattern = one,
         .handler = show_user,
         .model = "User",
         .action = "show"},
        {.method = Method::patch,
         .pattern = one,
         .handler = update_user,
         .model = "User",
         .action = "update"},
        {.method = Method::del,
         .pattern = one,
         .handler = delete_user,
         .model = "User",
         .action = "delete"},
    };
}

}  // namespace amparo::api
