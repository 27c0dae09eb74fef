// Requests for a supervisor's word, and the answers (records.md §18).
#include "casework/approvals.hpp"

#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"

namespace amparo::api {

namespace {

Result<http::Response> update_approval(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    const casework::ApprovalInput input{
        .approval = std::string(call.request().path_parameter("approval_id")),
        .status = json::string_or(data, "approval_status"),
        .approval_type = json::string_or(data, "approval_type"),
        .notes = json::string_or(data, "notes"),
        .approver = json::string_or(data, "approver")};
    // The audit log names what was attempted, but only things there are.
    if (casework::is_approval_step(input))
        call.audit().action = input.approval + "_" + input.status;
    AMPARO_TRY(auto record, casework::approve(call.actor(), call.services().records, id, input));
    return ok(json::Object{{"record", std::move(record)}});
}

}  // namespace

// Primero v2 routes approvals of incidents and tracing requests too, where they fail: they are no
// paths here, so they are 404.
Routes approval_routes() {
    return {{.method = http::Method::patch,
             .pattern = "/api/v2/cases/{record_id}/approvals/{approval_id}",
             .handler = once(update_approval),
             .model = records::model_of("case"),
             .action = "approval"}};
}

}  // namespace amparo::api
