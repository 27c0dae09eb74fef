#pragma once

#include <vector>

#include "matching/evaluate/fit.hpp"

namespace amparo::matching {

/// The pairs that retrieval finds for every search of the data, labelled by the truth. `invalid`
/// when no pair of the truth is among them.
Result<std::vector<LabelledPair>> label_pairs(const FitInput& input, const EvaluationTools& tools);
/// A number that changes with the pairs.
std::uint64_t digest_of(const std::vector<LabelledPair>& pairs);
/// The number of the first parameter of each comparator, and one past the last.
std::vector<std::int16_t> first_parameters(const Model& model);

}  // namespace amparo::matching
