#include "matching/evaluate/linkage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "matching/evaluate/traces.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t duplicates_listed = 20;  // of each case

/// Counts ids that tell no record from all others.
class Ids {
  public:
    void add(std::string id) {
        if (id.empty() || !seen_.insert(std::move(id)).second) ++unclear_;
    }
    std::size_t unclear() const { return unclear_; }

  private:
    std::unordered_set<std::string> seen_;
    std::size_t unclear_ = 0;
};

}  // namespace

Result<> search_traces(const EvaluationInput& input, const EvaluationTools& tools,
                       const std::function<void(const TraceSearch&)>& each) {
    AMPARO_TRY(const auto cases, parse_lines(input.cases));
    AMPARO_TRY(const auto requests, parse_lines(input.requests));
    AMPARO_TRY(const auto places, Places::parse(input.locations));
    auto eligibility = tools.configuration.eligibility;
    eligibility.enabled_only = input.records == EvaluatedRecords::enabled;
    const BoundModel model(tools.configuration.tracing, Sides::case_and_trace);
    Matcher matcher(model, tools.lexicon, places, tools.today);
    std::vector<const json::Object*> held;
    std::size_t read = 0;
    for (const auto& record : cases) {
        if (tools.reading) tools.reading(++read, cases.size());
        if (!is_traceable(record, eligibility)) continue;
        matcher.add({.record = &record});
        held.push_back(&record);
    }
    Matcher::Session session(matcher);
    const auto traces = open_traces(requests, eligibility);
    if (tools.taking_part) {
        Ids of_cases;
        Ids of_traces;
        for (const auto* record : held) of_cases.add(json::string_or(*record, "id"));
        for (const auto& sought : traces) of_traces.add(trace_id(*sought.trace));
        tools.taking_part({.read = cases.size(),
                           .cases = held.size(),
                           .sought = traces.size(),
                           .unclear_ids = of_cases.unclear() + of_traces.unclear()});
    }
    for (std::size_t at = 0; at < traces.size(); ++at) {
        const auto found =
            session.search({traces[at].trace, traces[at].request}, {.limit = input.top});
        each({.sought = traces[at], .cases = held, .matches = found.matches});
        if (tools.report) tools.report(at + 1, traces.size());
    }
    return {};
}

Result<std::string> evaluate_tracing(const EvaluationInput& input, const EvaluationTools& tools) {
    std::string out = "trace_id,case_id,score,family_score,rank\n";
    AMPARO_CHECK(search_traces(input, tools, [&](const TraceSearch& search) {
        int rank = 0;
        for (const auto& match : search.matches) {
            out +=
                fmt::format("{},{},{:.6f},{:.6f},{}\n", csv_field(trace_id(*search.sought.trace)),
                            csv_field(json::string_or(*search.cases[match.ordinal], "id")),
                            match.score, match.family_score, ++rank);
        }
    }));
    return out;
}

Result<std::string> evaluate_duplicates(const EvaluationInput& input,
                                        const EvaluationTools& tools) {
    AMPARO_TRY(const auto cases, parse_lines(input.cases));
    AMPARO_TRY(const auto places, Places::parse(input.locations));
    const BoundModel model(tools.configuration.duplicates, Sides::case_and_case);
    Matcher matcher(model, tools.lexicon, places, tools.today);
    Ids ids;
    std::size_t read = 0;
    for (const auto& record : cases) {
        matcher.add({.record = &record});
        ids.add(json::string_or(record, "id"));
        if (tools.reading) tools.reading(++read, cases.size());
    }
    if (tools.taking_part)
        tools.taking_part(
            {.read = cases.size(), .cases = cases.size(), .unclear_ids = ids.unclear()});
    Matcher::Session session(matcher);
    std::map<std::pair<Ordinal, Ordinal>, double> pairs;
    for (Ordinal at = 0; at < cases.size(); ++at) {
        const auto found =
            session.search({.record = &cases[at]}, {.limit = duplicates_listed, .exclude = at});
        for (const auto& match : found.matches) {
            auto& score = pairs[std::minmax(at, match.ordinal)];
            score = std::max(score, match.score);
        }
        if (tools.report) tools.report(at + 1, cases.size());
    }
    std::string out = "id_a,id_b,score\n";
    for (const auto& [pair, score] : pairs) {
        out += fmt::format("{},{},{:.6f}\n", csv_field(json::string_or(cases[pair.first], "id")),
                           csv_field(json::string_or(cases[pair.second], "id")), score);
    }
    return out;
}

}  // namespace amparo::matching
