// Who may be the sought child, and who may be looking for a child (matching.md §§1.2, 6, 9).
#include <algorithm>

#include "api/as_of.hpp"
#include "api/demand.hpp"
#include "api/match_query.hpp"
#include "api/pair_answer.hpp"
#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "casework/traces.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/viewer.hpp"
#include "records/look.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t matches_default = 20;
constexpr std::size_t matches_max = 100;

/// `limit` and `min_score` of the query.
Result<matching::Ask> ask_of(const Call& call) {
    matching::Ask ask;
    AMPARO_TRY(ask.limit, count_in(call, "limit",
                                   {.least = 1, .most = matches_max, .usual = matches_default}));
    AMPARO_TRY(ask.min_score, least_score(call));
    // Of survivors in another programme nobody gets a hint.
    ask.may_know = [&call](const store::StoredRecord& other) {
        return matching::Viewer(call.services().records, call.actor(),
                                matching::CounterpartVisibility::masked)
            .may_know_of(other);
    };
    return ask;
}

/// Whose matches are asked for.
struct AtHand {
    std::string_view type;  // "case" or "trace"
    std::string id;
    const store::StoredRecord& record;  // the case, or the tracing request
};

void make_relative(json::Array& matches) {
    double best = 0;
    for (const auto& match : matches)
        best = std::max(best, match.as_object().at("score").to_number<double>());
    if (best <= 0) return;
    for (auto& match : matches) {
        auto& score = match.as_object().at("score");
        score = score.to_number<double>() / best;
    }
}

/// What people hold to be unlikely stays in the list, behind all else.
void sink_unlikely(json::Array& matches) {
    std::stable_partition(matches.begin(), matches.end(), [](const json::Value& match) {
        return match.as_object().at("state").as_string() !=
               matching::name_of(matching::PairState::unlikely);
    });
}

http::Response answer(Call& call, const AtHand& at_hand, const matching::TracePairs& found) {
    const auto& services = call.services();
    const records::Look look(services.records.dependencies(), call.actor(),
                             services.records.dependencies().definitions());
    const bool is_case = at_hand.type == "case";
    json::Array matches;
    for (const auto& pair : found.pairs) {
        const auto other = is_case ? look.find("tracing_request", pair.trace.request)
                                   : look.find("case", pair.case_id);
        if (other == nullptr) continue;
        const auto& child_case = is_case ? at_hand.record : *other;
        const auto& request = is_case ? *other : at_hand.record;
        // The record may have changed since it was found.
        if (matching::find_trace(request.data, pair.trace.trace) == nullptr) continue;
        matches.emplace_back(show_pair(call, pair, child_case, request));
        log_view(call, *other);
    }
    sink_unlikely(matches);
    if (services.matching.configuration()->score_mode == matching::ScoreMode::relative)
        make_relative(matches);
    call.audit().record_id = at_hand.record.id.text();
    json::Object data{{"potential_matches", std::move(matches)},
                      {"record", json::Object{{"id", at_hand.id}, {"type", at_hand.type}}}};
    if (found.notice != matching::Notice::none) data["notice"] = name_of(found.notice);
    tell_as_of(data, services);
    return ok(std::move(data));
}

Result<http::Response> list_matches_of_case(Call& call) {
    AMPARO_CHECK(demand(call, "potential_match", {"read"}));
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto child_case,
               call.services().records.read_for(call.actor(), "case", id, "read"));
    const auto& services = call.services();
    AMPARO_TRY(auto ask, ask_of(call));
    if (!call.query_is_true("include_rejected")) {
        const auto& on = services.records.dependencies();
        const records::Look look(on, call.actor(), on.definitions());
        AMPARO_TRY(ask.is_rejected,
                   matching::rejected_of_case(services.matching, look, on, child_case));
    }
    AMPARO_TRY(const auto found, services.matching.find_traces(child_case, ask));
    return answer(call, {.type = "case", .id = id.text(), .record = child_case}, found);
}

Result<http::Response> list_matches_of_trace(Call& call) {
    AMPARO_CHECK(demand(call, "potential_match", {"read"}));
    AMPARO_CHECK(demand(call, "tracing_request", {"read"}));
    const auto trace = Uuid::parse(call.request().path_parameter("trace_id"));
    if (!trace) return refuse(Errc::not_found, "errors.not_found");
    const auto& records = call.services().records;
    AMPARO_TRY(const auto id, casework::request_of(records, *trace));
    AMPARO_TRY(const auto request, records.read_for(call.actor(), "tracing_request", id, "read"));
    const auto& matching = call.services().matching;
    AMPARO_TRY(auto ask, ask_of(call));
    if (!call.query_is_true("include_rejected") &&
        matching::find_trace(request.data, trace->text()) != nullptr) {
        const records::Look look(records.dependencies(), call.actor(),
                                 records.dependencies().definitions());
        AMPARO_TRY(ask.is_rejected,
                   matching::rejected_of_trace(matching, look, request, trace->text()));
    }
    AMPARO_TRY(const auto found, matching.find_cases(request, trace->text(), ask));
    return answer(call, {.type = "trace", .id = trace->text(), .record = request}, found);
}

}  // namespace

Routes match_routes() {
    using http::Method;
    return {{.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/potential_matches",
             .handler = list_matches_of_case,
             .model = "PotentialMatch",
             .action = "list"},
            {.method = Method::get,
             .pattern = "/api/v2/traces/{trace_id}/potential_matches",
             .handler = list_matches_of_trace,
             .model = "PotentialMatch",
             .action = "list"}};
}

}  // namespace amparo::api
