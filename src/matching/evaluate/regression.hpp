#pragma once

#include "matching/evaluate/fit.hpp"

namespace amparo::matching {

/// The model with the weights that explain the labels best without going far from its own. Its
/// calibration becomes one bit for one bit, with a new intercept.
Model regress(const Model& model, const std::vector<LabelledPair>& pairs, const Report& report);
Goodness goodness_of(const Model& model, const std::vector<LabelledPair>& pairs);

}  // namespace amparo::matching
