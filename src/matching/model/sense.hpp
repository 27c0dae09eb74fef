#pragma once

#include <vector>

#include "matching/model/configuration.hpp"

namespace amparo::matching {

/// Notes what can be read but would find nobody, or the wrong ones: comparators that weigh nothing,
/// or more where records differ than where they agree; features that find no candidates; thresholds
/// that contradict each other; a rule by which nobody takes part.
void note_nonsense(const Configuration& configuration, std::vector<Problem>& problems);

}  // namespace amparo::matching
