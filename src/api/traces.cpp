// Children who are looked for, and the cases that are them (records.md §20).
#include "casework/traces.hpp"

#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
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

Result<http::Response> list_traces(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto traces, casework::list_traces(call.actor(), call.services().records, id));
    Comparing(call).add_to(traces);
    return ok(std::move(traces));
}

Result<http::Response> list_traces_of_case(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto traces,
               casework::list_traces_of_case(call.actor(), call.services().records, id));
    Comparing(call).add_to(traces);
    return ok(std::move(traces));
}

/// The case to match with; nullopt for null, which takes the match away.
Result<std::optional<RecordId>> matched_case(const Call& call) {
    constexpr const char* pointer = "/data/matched_case_id";
    AMPARO_TRY(const auto data, call.data());
    const auto* value = data.if_contains("matched_case_id");
    if (value == nullptr) return refuse_field(Errc::invalid, pointer, "errors.fields.required");
    if (value->is_null()) return std::nullopt;
    const auto id = value->is_string() ? RecordId::parse(value->get_string())
                                       : Result<RecordId>(refuse(Errc::invalid, "errors.uuid"));
    if (!id) return refuse_field(Errc::invalid, pointer, "errors.uuid");
    return std::optional(*id);
}

Result<http::Response> match_trace(Call& call) {
    AMPARO_TRY(const auto id, trace_of(call));
    AMPARO_TRY(const auto case_id, matched_case(call));
    AMPARO_TRY(auto trace,
               casework::match_trace(call.actor(), call.services().records, id, case_id));
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
             .handler = match_trace,
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
