#pragma once

#include <cstdint>

#include "matching/engine/layout.hpp"

namespace amparo::matching {

/// No level: one side says nothing.
inline constexpr std::int8_t level_missing = -1;

/// What one comparator found.
struct Outcome {
    std::int8_t level = level_missing;   // of the comparator's levels
    std::int8_t second = level_missing;  // of a second pair of fields
    float weight = 0;                    // bits, within the cap
    float measure = 0;                   // net bits of names
};
/// Fills an outcome of a comparator with a level, unless it is missing.
inline void set_level(Outcome& outcome, const BoundComparator& bound, std::int8_t level) {
    if (level == level_missing) return;
    outcome.level = level;
    outcome.weight = bound.weights[static_cast<std::size_t>(level)];
}
/// Fills an outcome of a comparator with levels of a measure.
inline void set_measure(Outcome& outcome, const BoundComparator& bound, float measure) {
    const auto* ends = bound.ends.data();
    std::size_t level = 0;
    while (measure >= ends[level]) ++level;
    outcome.level = static_cast<std::int8_t>(level);
    outcome.weight = bound.weights[level];
    outcome.measure = measure;
}

}  // namespace amparo::matching
