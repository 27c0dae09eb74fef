// Whether the server and what it stands on are well (administration.md §26). Nobody signs in for
// it, and nothing of it is audited.
#include "api/authentication.hpp"
#include "api/route.hpp"
#include "store/records.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view retry_seconds = "60";

/// A read that needs the database to answer; an Outage otherwise.
bool is_database_well(Call& call) {
    try {
        call.services().database.read(
            [](store::Snapshot& snapshot) { return store::head(snapshot); });
        return true;
    } catch (const Outage&) {
        return false;
    }
}

http::Response health(bool is_well) {
    if (is_well) return no_content();
    return {.status = 503, .headers = {{"Retry-After", std::string(retry_seconds)}}};
}

Result<http::Response> whole(Call& call) {
    return health(is_database_well(call));
}

Result<http::Response> part(Call& call) {
    const auto& name = call.request().path_parameter("part");
    if (call.query_is_true("session")) give_csrf_cookie(call);
    const bool is_locked =
        json::bool_or(call.definitions().system_settings(), "config_update_lock", false);
    if (name == "server" || name == "solr") return no_content();
    if (name == "database" || name == "ready") return health(is_database_well(call));
    if (name == "api") return health(!is_locked);
    return health(false);
}

Result<http::Response> process(Call& call) {
    if (call.query_is_true("session")) give_csrf_cookie(call);
    return no_content();
}

}  // namespace

Routes health_routes() {
    using http::Method;
    return {
        {.method = Method::get, .pattern = "/health", .handler = whole, .door = Door::open},
        {.method = Method::get,
         .pattern = "/health/server",
         .handler = process,
         .door = Door::open,
         .is_quick = true},
        {.method = Method::get, .pattern = "/health/{part}", .handler = part, .door = Door::open},
    };
}

}  // namespace amparo::api
