#pragma once

#include "matching/engine/matcher.hpp"
#include "matching/live/pair.hpp"

namespace amparo::matching {

/// What a comparison under a model says of a pair, as it is shown and kept.
Likeness likeness_of(const BoundModel& model, const Match& match, const Comparison& comparison,
                     float prior);

/// Whether a match is a lead to the sought child's family, whoever the child is: a brother or a
/// sister who was found is shown, however little speaks for one child (matching.md 6.4).
bool leads_to_family(const Model& model, const Match& match);

}  // namespace amparo::matching
