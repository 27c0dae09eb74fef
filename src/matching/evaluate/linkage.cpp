#include "matching/evaluate/linkage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace amparo::matching {
namespace {

constexpr std::size_t duplicates_listed = 20;  // of each case
constexpr const char* traces_section = "tracing_request_subform_section";

bool is_among(const std::vector<std::string>& options, const std::string& value) {
    return options.empty() || std::ranges::find(options, value) != options.end();
}

bool says_yes(const json::Value* value) {
    if (value == nullptr) return false;
    return (value->is_bool() && value->get_bool()) ||
           (value->is_string() && value->get_string() == "true");
}

struct Traced {
    const json::Object* trace;
    const json::Object* request;
};

std::vector<Traced> open_traces(const std::vector<json::Object>& requests,
                                const Eligibility& eligibility) {
    std::vector<Traced> traces;
    for (const auto& request : requests) {
        const auto* rows = json::find_array(request, traces_section);
        if (rows == nullptr || !is_open(request, eligibility)) continue;
        for (const auto& row : *rows) {
            if (!row.is_object() || !is_open_trace(row.get_object())) continue;
            traces.push_back({&row.get_object(), &request});
        }
    }
    return traces;
}

std::string trace_id(const json::Object& trace) {
    return json::string_or(trace, "unique_id", json::string_or(trace, "id"));
}

}  // namespace

bool is_traceable(const json::Object& record, const Eligibility& eligibility) {
    const auto* state = json::find(record, "record_state");
    const bool is_enabled = !eligibility.enabled_only || state == nullptr || says_yes(state);
    return is_enabled && says_yes(json::find(record, eligibility.consent_field)) &&
           is_among(eligibility.case_status, json::string_or(record, "status", "open")) &&
           (json::find(record, "module_id") == nullptr ||
            is_among(eligibility.module_ids, json::string_or(record, "module_id")));
}

bool is_open(const json::Object& request, const Eligibility& eligibility) {
    const auto* state = json::find(request, "record_state");
    return (!eligibility.enabled_only || state == nullptr || says_yes(state)) &&
           is_among(eligibility.request_status, json::string_or(request, "status", "open"));
}

bool is_open_trace(const json::Object& trace) {
    const auto status = json::string_or(trace, "tracing_request_status", "open");
    return status != "reunified" && status != "closed" &&
           json::is_blank(json::find(trace, "matched_case_id"));
}

Result<std::string> evaluate_tracing(const EvaluationInput& input, const EvaluationTools& tools) {
    AMPARO_TRY(const auto cases, parse_lines(input.cases));
    AMPARO_TRY(const auto requests, parse_lines(input.requests));
    AMPARO_TRY(const auto places, Places::parse(input.locations));
    auto eligibility = tools.configuration.eligibility;
    eligibility.enabled_only = input.records == EvaluatedRecords::enabled;
    const BoundModel model(tools.configuration.tracing, Sides::case_and_trace);
    Matcher matcher(model, tools.lexicon, places, tools.today);
    std::vector<std::string> ids;
    for (const auto& record : cases) {
        if (!is_traceable(record, eligibility)) continue;
        matcher.add({.record = &record});
        ids.push_back(json::string_or(record, "id"));
    }
    matcher.weigh();
    Matcher::Session session(matcher);
    std::string out = "trace_id,case_id,score,family_score,rank\n";
    const auto traces = open_traces(requests, eligibility);
    for (std::size_t at = 0; at < traces.size(); ++at) {
        const auto& [trace, request] = traces[at];
        int rank = 0;
        for (const auto& match : session.search({trace, request}, input.top)) {
            out += fmt::format("{},{},{:.6f},{:.6f},{}\n", trace_id(*trace), ids[match.ordinal],
                               match.score, match.family_score, ++rank);
        }
        if (tools.report) tools.report(at + 1, traces.size());
    }
    return out;
}

Result<std::string> evaluate_duplicates(const EvaluationInput& input,
                                        const EvaluationTools& tools) {
    AMPARO_TRY(const auto cases, parse_lines(input.cases));
    AMPARO_TRY(const auto places, Places::parse(input.locations));
    const BoundModel model(tools.configuration.duplicates, Sides::case_and_case);
    Matcher matcher(model, tools.lexicon, places, tools.today);
    for (const auto& record : cases) matcher.add({.record = &record});
    matcher.weigh();
    Matcher::Session session(matcher);
    std::map<std::pair<Ordinal, Ordinal>, double> pairs;
    for (Ordinal at = 0; at < cases.size(); ++at) {
        for (const auto& match : session.search({.record = &cases[at]}, duplicates_listed, at)) {
            auto& score = pairs[std::minmax(at, match.ordinal)];
            score = std::max(score, match.score);
        }
        if (tools.report) tools.report(at + 1, cases.size());
    }
    std::string out = "id_a,id_b,score\n";
    for (const auto& [pair, score] : pairs) {
        out += fmt::format("{},{},{:.6f}\n", json::string_or(cases[pair.first], "id"),
                           json::string_or(cases[pair.second], "id"), score);
    }
    return out;
}

}  // namespace amparo::matching
