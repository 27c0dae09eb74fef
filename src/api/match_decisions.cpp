// What people say of a sought child and a case (matching.md §10).
#include "api/demand.hpp"
#include "api/pair_answer.hpp"
#include "api/pair_log.hpp"
#include "api/route.hpp"
#include "casework/traces.hpp"
#include "matching/decisions/decide.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/service.hpp"
#include "records/look.hpp"

namespace amparo::api {

namespace {

Result<matching::Judgement> judgement_of(Call& call) {
    using enum matching::PairState;
    AMPARO_TRY(auto saying, pair_saying(call));
    const auto state = matching::pair_state(saying.state);
    if (!state || *state == superseded || *state == under_verification || *state == reunited)
        return refuse_field(Errc::invalid, "/data/state", "errors.fields.value");
    return matching::Judgement{.state = *state,
                               .reason_id = std::move(saying.reason_id),
                               .note = std::move(saying.note),
                               .seen_state = std::move(saying.seen_state)};
}

/// The case of the path, whoever may read it: decide() asks that.
Result<records::Look::Pointer> case_of(const Call& call, const records::Look& look) {
    const auto id = RecordId::parse(call.request().path_parameter("case_id"));
    const auto found = id ? look.find("case", *id) : nullptr;
    if (found == nullptr)
        return refuse_field(Errc::invalid, "case_id", "errors.matches.unknown_case");
    return found;
}

http::Response answer(Call& call, const matching::TracePair& pair,
                      const store::StoredRecord& child_case, const store::StoredRecord& request) {
    auto shown = show_pair(call, pair, child_case, request);
    log_view(call, child_case);
    call.audit().record_type = "TracingRequest";
    call.audit().record_id = request.id.text();
    return ok(std::move(shown));
}

Result<http::Response> show_match(Call& call) {
    AMPARO_CHECK(demand(call, "potential_match", {"read"}));
    const auto trace = Uuid::parse(call.request().path_parameter("trace_id"));
    const auto case_id = RecordId::parse(call.request().path_parameter("case_id"));
    if (!trace || !case_id) return refuse(Errc::not_found, "errors.not_found");
    const auto& services = call.services();
    const auto& on = services.records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    AMPARO_TRY(const auto id, casework::request_of(services.records, *trace));
    const auto request = look.find("tracing_request", id);
    const auto child_case = look.find("case", *case_id);
    if (request == nullptr || child_case == nullptr)
        return refuse(Errc::not_found, "errors.not_found");
    const bool reads_request = look.may_read(*request);
    const bool reads_case = look.may_read(*child_case);
    if (!reads_request && !reads_case) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto pair, services.matching.compare(*child_case, *request, trace->text()));
    if (!(reads_request && reads_case) &&
        !matching::is_candidate(*services.matching.configuration(), pair, child_case->data,
                                request->data))
        return refuse(Errc::not_found, "errors.not_found");
    return answer(call, pair, *child_case, *request);
}

Result<http::Response> decide_match(Call& call) {
    AMPARO_CHECK(demand(call, "potential_match", {"read"}));
    AMPARO_CHECK(demand(call, "tracing_request", {"write"}));
    const auto trace = Uuid::parse(call.request().path_parameter("trace_id"));
    if (!trace) return refuse(Errc::not_found, "errors.not_found");
    const auto& services = call.services();
    auto& records = services.records;
    AMPARO_TRY(const auto id, casework::request_of(records, *trace));
    AMPARO_TRY(const auto request, records.read_for(call.actor(), "tracing_request", id, "write"));
    AMPARO_TRY(const auto judgement, judgement_of(call));
    const auto& on = records.dependencies();
    const records::Look before(on, call.actor(), on.definitions());
    AMPARO_TRY(const auto known, case_of(call, before));
    // A wrong link must go, whatever became of the case.
    const auto case_id = known->id.text();
    const bool is_unlinking =
        judgement.state == matching::PairState::unlinked &&
        matching::standing_of(request.data, {.trace = trace->text(), .case_id = case_id}) ==
            matching::PairState::confirmed;
    if (!is_unlinking && !casework::may_see_as_match(call.actor(), known->data))
        return refuse(Errc::forbidden, "errors.forbidden");
    const auto configuration = services.matching.configuration();
    AMPARO_TRY(const auto pair, services.matching.compare(*known, request, trace->text()));
    if (!is_unlinking && !before.may_read(*known) &&
        !matching::may_be_decided_unread(*configuration, pair, known->data, request.data))
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto decided, matching::decide(call.actor(), records, *configuration,
                                                    {.pair = pair, .judgement = judgement}));

    const records::Look after(on, call.actor(), on.definitions());
    AMPARO_TRY(const auto child_case, case_of(call, after));
    return answer(call, pair, *child_case, decided);
}

}  // namespace

Routes match_decision_routes() {
    return {{.method = http::Method::get,
             .pattern = "/api/v2/potential_matches/{trace_id}/{case_id}",
             .handler = show_match,
             .model = "PotentialMatch",
             .action = "show"},
            {.method = http::Method::post,
             .pattern = "/api/v2/traces/{trace_id}/potential_matches/{case_id}/decision",
             .handler = decide_match,
             .model = "PotentialMatch",
             .action = "decide"}};
}

}  // namespace amparo::api
