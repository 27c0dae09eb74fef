#include "matching/evaluate/labelled_pairs.hpp"

#include <set>

#include "base/text.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/model/csv.hpp"

namespace amparo::matching {
namespace {

using Truth = std::set<std::pair<std::string, std::string>>;

/// The first and the last column of a CSV, both ways. The names of the columns are a pair too, one
/// of no records; so the first pair counts also where they are missing.
Truth parse_truth(std::string_view csv) {
    Truth truth;
    for (const auto line : text::split(csv, '\n')) {
        const auto fields = csv_fields(line);
        if (fields.size() < 2 || fields.back().empty()) continue;
        truth.emplace(fields.front(), fields.back());
        truth.emplace(fields.back(), fields.front());
    }
    return truth;
}

class Labeller {
  public:
    Labeller(const Matcher& matcher, const Truth& truth)
        : session_(matcher),
          matcher_(matcher),
          truth_(truth),
          first_(first_parameters(matcher.model().model())) {}

    /// Adds the pairs that a search finds.
    void search(const RecordSource& source, const std::string& id,
                const std::vector<std::string>& ids, Ordinal exclude) {
        const auto candidates = matcher_.model().model().candidates;
        const auto found = session_.search(source, {.limit = candidates, .exclude = exclude});
        for (const auto& match : found.matches) {
            const auto comparison = session_.compare(source, match.ordinal).value();
            LabelledPair pair{.parameters = {}, .prior = found.prior, .group = group_};
            pair.is_same = truth_.contains({id, ids[match.ordinal]});
            for (std::size_t at = 0; at + 1 < first_.size(); ++at) {
                const auto& outcome = comparison.outcomes[at];
                for (const auto level : {outcome.level, outcome.second}) {
                    if (level == level_missing) continue;
                    pair.parameters.push_back(static_cast<std::int16_t>(first_[at] + level));
                }
            }
            pairs.push_back(std::move(pair));
        }
        ++group_;
    }

    std::vector<LabelledPair> pairs;

  private:
    Matcher::Session session_;
    const Matcher& matcher_;
    const Truth& truth_;
    std::vector<std::int16_t> first_;
    std::uint32_t group_ = 0;
};

}  // namespace

std::vector<std::int16_t> first_parameters(const Model& model) {
    std::vector<std::int16_t> first = {0};
    for (const auto& comparator : model.comparators) {
        first.push_back(static_cast<std::int16_t>(
            first.back() + static_cast<std::int16_t>(comparator.levels.size())));
    }
    return first;
}

Result<std::vector<LabelledPair>> label_pairs(const FitInput& input, const EvaluationTools& tools) {
    AMPARO_TRY(const auto cases, parse_lines(input.data.cases));
    AMPARO_TRY(const auto requests, parse_lines(input.data.requests));
    AMPARO_TRY(const auto places, Places::parse(input.data.locations));
    const bool is_tracing = input.model == FittedModel::tracing;
    auto eligibility = tools.configuration.eligibility;
    eligibility.enabled_only = input.data.records == EvaluatedRecords::enabled;
    const BoundModel model(
        is_tracing ? tools.configuration.tracing : tools.configuration.duplicates,
        is_tracing ? Sides::case_and_trace : Sides::case_and_case);
    Matcher matcher(model, tools.lexicon, places, tools.today);
    std::vector<std::string> ids;
    for (const auto& record : cases) {
        if (is_tracing && !is_traceable(record, eligibility)) continue;
        matcher.add({.record = &record});
        ids.push_back(json::string_or(record, "id"));
    }
    const auto truth = parse_truth(input.labels);
    Labeller labeller(matcher, truth);
    if (is_tracing) {
        for (const auto& [trace, request] : open_traces(requests, eligibility)) {
            labeller.search({trace, request}, trace_id(*trace), ids, no_ordinal);
        }
    } else {
        for (Ordinal at = 0; at < cases.size(); ++at) {
            labeller.search({.record = &cases[at]}, ids[at], ids, at);
        }
    }
    for (const auto& pair : labeller.pairs) {
        if (pair.is_same) return std::move(labeller.pairs);
    }
    return refuse(Errc::invalid, "errors.matching.no_labels");
}

std::uint64_t digest_of(const std::vector<LabelledPair>& pairs) {
    std::uint64_t digest = 14695981039346656037ULL;
    const auto mix = [&](std::uint64_t value) { digest = (digest ^ value) * 1099511628211ULL; };
    for (const auto& pair : pairs) {
        mix(pair.is_same ? 1 : 0);
        for (const auto parameter : pair.parameters) mix(static_cast<std::uint64_t>(parameter));
    }
    return digest;
}

}  // namespace amparo::matching
