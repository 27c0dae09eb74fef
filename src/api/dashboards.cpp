// The numbers of the home page (records.md §23).
#include "insight/dashboards.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

Result<http::Response> list_dashboards(Call& call) {
    const insight::Dashboards dashboards(call.services().records.dependencies());
    AMPARO_TRY(auto shown, dashboards.show(call.actor(), call.query_list("names")));
    auto response = ok(nullptr);
    response.body = R"({"data":)" + shown + "}";
    return response;
}

}  // namespace

Routes dashboard_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/dashboards",
             .handler = list_dashboards,
             .model = "Dashboard",
             .action = "list"}};
}

}  // namespace amparo::api
