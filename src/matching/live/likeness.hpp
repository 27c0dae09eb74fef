#pragma once

#include "matching/engine/matcher.hpp"
#include "matching/live/pair.hpp"

namespace amparo::matching {

/// What a comparison under a model says of a pair, as it is shown and kept.
Likeness likeness_of(const BoundModel& model, const Match& match, const Comparison& comparison,
                     float prior);

}  // namespace amparo::matching
