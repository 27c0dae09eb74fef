#pragma once

#include <vector>

#include "matching/evaluate/fit.hpp"

namespace amparo::matching {

/// The model with the slope and the intercept that make its probabilities true for the labels
/// (Platt's method, its targets drawn away from 0 and 1 by one pair); the weights stay.
Model calibrate(const Model& model, const std::vector<LabelledPair>& pairs);

}  // namespace amparo::matching
