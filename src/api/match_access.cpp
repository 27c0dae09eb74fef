// Asking for access to a record that is only hinted at (matching.md §9.2): its owner is told, and
// grants it by a referral or a transfer, or does not.
#include "api/demand.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/clock.hpp"
#include "casework/traces.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/service.hpp"
#include "matching/live/viewer.hpp"
#include "records/events.hpp"
#include "records/look.hpp"
#include "store/jobs.hpp"

namespace amparo::api {

namespace {

using Pointer = records::Look::Pointer;

bool may_know_of(const Call& call, const store::StoredRecord& record) {
    return matching::Viewer(call.services().records, call.actor(),
                            matching::CounterpartVisibility::masked)
        .may_know_of(record);
}

/// A hint of a case is given to who may see matches of it, or who registers children.
bool may_be_hinted_at(const Call& call, const store::StoredRecord& child_case) {
    const auto configuration = call.services().matching.configuration();
    const bool as_match = call.actor().can("potential_match", "read") &&
                          matching::takes_part(child_case.data, configuration->eligibility);
    const bool as_duplicate =
        (call.actor().can("case", "create") || call.actor().can("duplicate", "read")) &&
        matching::may_be_duplicated(child_case.data);
    return (as_match || as_duplicate) && may_know_of(call, child_case);
}

/// The record of the caller's own that the wish is about: `record_type` and `record_id` of the
/// body, if any. Its owner learns which pair it is.
Result<json::Object> details_of(const Call& call, const records::Look& look) {
    AMPARO_TRY(const auto data, call.data());
    const auto type = json::string_or(data, "record_type");
    const auto id = json::string_or(data, "record_id");
    if (type.empty() && id.empty()) return json::Object();
    const bool is_known = type == "case" || type == "tracing_request";
    const auto own = is_known ? look.find(type, std::string_view(id)) : nullptr;
    if (own == nullptr || !look.may_read(*own))
        return refuse_field(Errc::invalid, "/data/record_id", "errors.links.no_case");
    return json::Object{{"for_record_type", type}, {"for_record_id", id}};
}

Result<http::Response> ask(Call& call, const store::StoredRecord& wanted, json::Object details) {
    const UserName owner(json::string_or(wanted.data, "owned_by"));
    if (owner.empty()) return refuse(Errc::conflict, "errors.matches.no_owner");
    const auto& services = call.services();
    const auto now = services.clock.now();
    // Once a day and person: who does not answer is not to be flooded.
    const auto day = format_instant(now).substr(0, 10);
    auto job = records::event_job({.kind = records::EventKind::match_access_request,
                                   .record_type = wanted.type,
                                   .record_id = wanted.id.text(),
                                   .actor = call.actor().name(),
                                   .recipients = {owner},
                                   .occurrence = call.actor().name().text() + ":" + day,
                                   .details = std::move(details)});
    AMPARO_CHECK(services.database.write(
        [&](store::Transaction& transaction) { return store::enqueue_job(transaction, job); }));
    call.audit().record_type = records::model_of(wanted.type);
    call.audit().record_id = wanted.id.text();
    return no_content();
}

/// Those who read a record need not ask for it.
Result<> refuse_readers(const records::Look& look, const store::StoredRecord& wanted) {
    if (!look.may_read(wanted)) return {};
    return refuse(Errc::conflict, "errors.matches.may_read_already");
}

Result<http::Response> ask_for_case(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    const auto& on = call.services().records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    const auto wanted = look.find("case", id);
    if (wanted == nullptr || !may_be_hinted_at(call, *wanted))
        return refuse(Errc::not_found, "errors.not_found");
    AMPARO_CHECK(refuse_readers(look, *wanted));
    AMPARO_TRY(auto details, details_of(call, look));
    return ask(call, *wanted, std::move(details));
}

Result<http::Response> ask_for_request(Call& call) {
    AMPARO_CHECK(demand(call, "potential_match", {"read"}));
    const auto trace = Uuid::parse(call.request().path_parameter("trace_id"));
    if (!trace) return refuse(Errc::not_found, "errors.not_found");
    const auto& services = call.services();
    const auto& on = services.records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    AMPARO_TRY(const auto id, casework::request_of(services.records, *trace));
    const auto wanted = look.find("tracing_request", id);
    const auto* row = wanted ? matching::find_trace(wanted->data, trace->text()) : nullptr;
    const auto configuration = services.matching.configuration();
    if (row == nullptr || !may_know_of(call, *wanted) ||
        !matching::takes_part(wanted->data, *row, configuration->eligibility))
        return refuse(Errc::not_found, "errors.not_found");
    AMPARO_CHECK(refuse_readers(look, *wanted));
    AMPARO_TRY(auto details, details_of(call, look));
    details["trace_id"] = trace->text();
    return ask(call, *wanted, std::move(details));
}

}  // namespace

Routes match_access_routes() {
    using http::Method;
    return {{.method = Method::post,
             .pattern = "/api/v2/cases/{record_id}/access_requests",
             .handler = ask_for_case,
             .model = "Child",
             .action = "request_access"},
            {.method = Method::post,
             .pattern = "/api/v2/traces/{trace_id}/access_requests",
             .handler = ask_for_request,
             .model = "TracingRequest",
             .action = "request_access"}};
}

}  // namespace amparo::api
