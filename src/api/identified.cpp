// The case of somebody who registered on their own (case-management.md §3.21).
#include "casework/identified.hpp"

#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

Result<http::Response> show_own_case(Call& call) {
    AMPARO_TRY(const auto answer, casework::read_identified_case(
                                      call.actor(), call.services().records, call.query("fields")));
    call.audit().record_id = answer.id.text();
    return record_reply(answer);
}

}  // namespace

Routes identified_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/cases/identified",
             .handler = show_own_case,
             .model = "Child",
             .action = "identified"}};
}

}  // namespace amparo::api
