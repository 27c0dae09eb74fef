#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "matching/evaluate/fit.hpp"

namespace amparo::matching {

/// What weights without labels were estimated from.
struct EstimationReport {
    std::size_t chance_pairs = 0;   // any two records, for how often a level comes by chance
    std::size_t name_pairs = 0;     // the child's name and a relative's agree
    std::size_t place_pairs = 0;    // birth and place agree
    double matches = 0;             // expected among the pairs of both blocks
    std::vector<std::string> kept;  // comparators that no pair of the blocks speaks of
};

struct EstimationResult {
    std::string configuration;  // JSON, with the new weights
    EstimationReport report;
};

/// Weights without labels (matching.md 6.5): how often a level comes by chance is counted on pairs
/// of any two records; how often it comes between records of one child, by
/// expectation-maximisation on two tightly blocked sets of pairs, with the prior fixed: pairs whose
/// names agree tell of everything but names, pairs whose birth and place agree of everything but
/// these. What few pairs speak of stays near the weights that are there. The slope is that of
/// comparators that depend on each other. The same data and configuration give the same weights.
Result<EstimationResult> estimate_model(const FitInput& input, const EvaluationTools& tools);

}  // namespace amparo::matching
