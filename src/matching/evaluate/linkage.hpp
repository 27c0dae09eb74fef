#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "matching/engine/matcher.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/model/configuration.hpp"

namespace amparo::matching {

/// Which records of labelled data count. Its truth knows consent, not whether a record was
/// disabled, so an evaluation looks at all of them unless it is told otherwise; the service never
/// does.
enum class EvaluatedRecords : std::uint8_t { all, enabled };

/// Where an evaluation gets everything from: texts of files.
struct EvaluationInput {
    std::string_view cases;      // one case a line
    std::string_view requests;   // one tracing request a line; not for duplicates
    std::string_view locations;  // CSV
    std::size_t top = 300;       // matches of each trace
    EvaluatedRecords records = EvaluatedRecords::all;
};

/// How much of the files an evaluation can use.
struct TakingPart {
    std::size_t read = 0;         // cases in the file
    std::size_t cases = 0;        // of these, those that are compared
    std::size_t sought = 0;       // children that are looked for
    std::size_t unclear_ids = 0;  // cases and sought children without an id, or with one met before
};

/// What an evaluation works with; all must outlive it.
struct EvaluationTools {
    const Configuration& configuration;
    const Lexicon& lexicon;
    Report report;
    Day today;
    std::function<void(const TakingPart&)> taking_part = {};  // called before anything is compared
    Report reading = {};  // while cases are taken into the index, before that
};

/// What was found for one sought child.
struct TraceSearch {
    const Traced& sought;
    std::span<const json::Object* const> cases;  // by ordinal: those that take part
    std::span<const Match> matches;              // best first
};
/// Searches the traceable cases for every trace of every open request, one after the other.
Result<> search_traces(const EvaluationInput& input, const EvaluationTools& tools,
                       const std::function<void(const TraceSearch&)>& each);

/// Every trace of every open request against all traceable cases: CSV
/// `trace_id,case_id,score,family_score,rank`.
Result<std::string> evaluate_tracing(const EvaluationInput& input, const EvaluationTools& tools);
/// Every case against all others: CSV `id_a,id_b,score`, each pair once.
Result<std::string> evaluate_duplicates(const EvaluationInput& input, const EvaluationTools& tools);

}  // namespace amparo::matching
