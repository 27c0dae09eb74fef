// What a protected record masks, for one look that is logged (case-management.md §3.14).
#include "records/reveal.hpp"

#include <array>

#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

struct Place {
    std::string_view type;
    std::string_view pattern;
};
constexpr std::array<Place, 5> places{{
    {"case", "/api/v2/cases/{record_id}/reveal"},
    {"incident", "/api/v2/incidents/{record_id}/reveal"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/reveal"},
    {"family", "/api/v2/families/{record_id}/reveal"},
    {"registry_record", "/api/v2/registry_records/{record_id}/reveal"},
}};

Result<http::Response> reveal_record(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto shown, records::reveal(call.services().records, call.actor(), type, id));
    return ok(std::move(shown));
}

}  // namespace

Routes reveal_routes() {
    Routes routes;
    for (const auto& [type, pattern] : places) {
        routes.push_back({.method = http::Method::post,
                          .pattern = pattern,
                          .handler = [type](Call& call) { return reveal_record(call, type); },
                          .model = records::model_of(type),
                          .action = "reveal"});
    }
    return routes;
}

}  // namespace amparo::api
