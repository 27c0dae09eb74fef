// Children who are looked for, and the cases that are them (records.md §20).
#include "casework/traces.hpp"

#include "api/once.hpp"
#include "api/pair_answer.hpp"
#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "matching/decisions/decide.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/show.hpp"
#include "records/look.hpp"

namespace amparo::api {

namespace {

Result<Uuid> trace_of(const Call& call) {
    const auto id = Uuid::parse(call.request().path_parameter("trace_id"));
    if (!id) return refuse(Errc::not_found, "errors.not_found");
    return *id;
}

/// Adds to traces that are matched how the child and the case compare, as far as the caller may
/// see both; traces of a request out of scope, of which only ids are told, stay as they are.
class Comparing {
  public:
    explicit Comparing(const Call& call)
        : call_(call),
          viewer_(call.services().records, call.actor(),
                  call.services().matching.configuration()->counterpart),
          look_(call.services().records.dependencies(), call.actor(),
                call.services().records.dependencies().definitions()) {
        const auto& matching = call.services().matching;
        if (matching.is_ready()) comparison_.emplace(viewer_, matching.lexicon());
    }
    void add_to(json::Object& trace) {
        const auto matched = json::string_or(trace, "matched_case_id");
        if (matched.empty() || !trace.contains("name") || !comparison_) return;
        const auto request =
            look_.find("tracing_request", json::string_or(trace, "tracing_request_id"));
        const auto child_case = look_.find("case", matched);
        const auto* row =
            request ? matching::find_trace(request->data, json::string_or(trace, "id")) : nullptr;
        if (child_case == nullptr || row == nullptr) return;
        trace["matched_case_comparison"] =
            comparison_->compare(viewer_.look_at(*child_case), viewer_.look_at(*request), *row);
        log_view(call_, *child_case);
    }
    void add_to(json::Array& traces) {
        for (auto& trace : traces) add_to(trace.as_object());
    }

  private:
    const Call& call_;
    matching::Viewer viewer_;
    records::Look look_;
    std::optional<matching::FieldComparison> comparison_;
};

Result<http::Response> show_trace(Call& call) {
    AMPARO_TRY(const auto id, trace_of(call));
    AMPARO_TRY(auto trace, casework::read_trace(call.actor(), call.services().records, id));
    Comparing(call).add_to(trace);
    return ok(std::move(trace));
}

/// The page of the traces that is asked for, with what there is to compare.
http::Response compared(const Call& call, json::Array traces) {
    const auto total = traces.size();
    const auto paging = paging_of_rows(call);
    auto page = page_of_rows(std::move(traces), paging);
    Comparing(call).add_to(page);
    return rows_reply(std::move(page), total, paging);
}

Result<http::Response> list_traces(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto traces, casework::list_traces(call.actor(), call.services().records, id));
    return compared(call, std::move(traces));
}

Result<http::Response> list_traces_of_case(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto traces,
               casework::list_traces_of_case(call.actor(), call.services().records, id));
    // Legal: mother and aunt both search. But people should know of each other.
    if (has_conflict(call, id)) {
        for (auto& trace : traces) trace.as_object()["conflict"] = true;
    }
    return compared(call, std::move(traces));
}

constexpr const char* case_pointer = "/data/matched_case_id";

/// The case to match with; nullopt for null, which takes the match away.
Result<std::optional<RecordId>> matched_case(const Call& call) {
    AMPARO_TRY(const auto data, call.data());
    const auto* value = data.if_contains("matched_case_id");
    if (value == nullptr)
        return refuse_field(Errc::invalid, case_pointer, "errors.fields.required");
    if (value->is_null()) return std::nullopt;
    const auto id = value->is_string() ? RecordId::parse(value->get_string())
                                       : Result<RecordId>(refuse(Errc::invalid, "errors.uuid"));
    if (!id) return refuse_field(Errc::invalid, case_pointer, "errors.uuid");
    return std::optional(*id);
}

/// What the call says of the pair: that it is one child, or that it is not after all.
struct Wish {
    RecordId case_id;
    matching::Judgement judgement;
};
/// nullopt when it is so already.
std::optional<Wish> wish_of(const std::optional<RecordId>& wanted, const json::Object& trace) {
    const auto matched = RecordId::parse(json::string_or(trace, "matched_case_id"));
    if (wanted) {
        if (matched && *matched == *wanted) return std::nullopt;
        return Wish{*wanted, {.state = matching::PairState::confirmed}};
    }
    if (!matched) return std::nullopt;
    // This call accepts no reason (matching.md §10.2).
    return Wish{*matched, {.state = matching::PairState::unlinked, .reason_id = "unspecified"}};
}

/// What is wrong with the case or the pair, said of the only thing that this call takes.
Error about_the_case(Error error) {
    if (error.code == Errc::invalid) error.field = case_pointer;
    return error;
}

/// As the decision call: where two people have to confirm a match, the first call leads to
/// `under_verification` and another person's call to the link.
Result<http::Response> match_trace(Call& call) {
    const auto& actor = call.actor();
    if (!actor.can("tracing_request", "write") || !actor.can("tracing_request", "read"))
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto id, trace_of(call));
    AMPARO_TRY(const auto case_id, matched_case(call));
    const auto& services = call.services();
    auto& records = services.records;
    AMPARO_TRY(const auto request_id, casework::request_of(records, id));
    AMPARO_TRY(const auto request,
               records.read_for(call.actor(), "tracing_request", request_id, "write"));
    const auto* row = matching::find_trace(request.data, id.text());
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    auto state = matching::PairState::potential;
    if (const auto wish = wish_of(case_id, *row)) {
        const auto& on = records.dependencies();
        const records::Look look(on, call.actor(), on.definitions());
        const auto child_case = look.find("case", wish->case_id);
        if (child_case == nullptr)
            return refuse_field(Errc::invalid, case_pointer, "errors.links.no_case");
        const bool is_to_link = wish->judgement.state == matching::PairState::confirmed;
        if (is_to_link && !casework::may_see_as_match(call.actor(), child_case->data))
            return refuse(Errc::forbidden, "errors.forbidden");
        AMPARO_TRY(const auto pair, services.matching.compare(*child_case, request, id.text()));
        if (is_to_link && !look.may_read(*child_case) &&
            !matching::may_be_decided_unread(*services.matching.configuration(), pair,
                                             child_case->data, request.data))
            return refuse(Errc::forbidden, "errors.forbidden");
        auto decided = matching::decide(call.actor(), records, *services.matching.configuration(),
                                        {.pair = pair, .judgement = wish->judgement});
        if (!decided) return std::unexpected(about_the_case(std::move(decided.error())));
        state = matching::standing_of(decided->data,
                                      {.trace = id.text(), .case_id = wish->case_id.text()});
    }
    AMPARO_TRY(auto trace, casework::read_trace(call.actor(), records, id));
    if (state == matching::PairState::under_verification) trace["match_state"] = name_of(state);
    Comparing(call).add_to(trace);
    return ok(std::move(trace));
}

}  // namespace

Routes trace_routes() {
    using http::Method;
    return {{.method = Method::get,
             .pattern = "/api/v2/traces/{trace_id}",
             .handler = show_trace,
             .model = "Trace",
             .action = "show"},
            {.method = Method::patch,
             .pattern = "/api/v2/traces/{trace_id}",
             .handler = once(match_trace),
             .model = "Trace",
             .action = "update"},
            {.method = Method::get,
             .pattern = "/api/v2/tracing_requests/{record_id}/traces",
             .handler = list_traces,
             .model = "TracingRequest",
             .action = "traces"},
            {.method = Method::get,
             .pattern = "/api/v2/cases/{record_id}/traces",
             .handler = list_traces_of_case,
             .model = "Child",
             .action = "traces"}};
}

}  // namespace amparo::api
