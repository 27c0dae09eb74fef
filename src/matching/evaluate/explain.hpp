#pragma once

#include "matching/evaluate/linkage.hpp"

namespace amparo::matching {

/// Two records of an evaluation: a case or a trace, and a case.
struct ExplainedPair {
    std::string searching;
    std::string found;
};

/// Why two records are held to be one child or not: a table of the prior, what each comparator
/// says in bits, the total and the probability, and what would help. A trace is compared under the
/// tracing model, a case under that of duplicates; a trace and a case may be named in any order.
/// `not_found` names an id that is not there.
Result<std::string> explain(const ExplainedPair& named, const EvaluationInput& input,
                            const EvaluationTools& tools);

/// The tokens and keys of two names, how their tokens go together, and their similarity.
std::string explain_names(std::string_view left, std::string_view right, const Lexicon& lexicon);

}  // namespace amparo::matching
