#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "matching/engine/comparison.hpp"
#include "matching/engine/layout.hpp"

namespace amparo::matching {

/// Below so many bits a comparison speaks neither for nor against.
inline constexpr float telling_bits = 0.25F;
/// "for", "against" or "neutral".
std::string_view side_of(float bits);

/// What one comparator says about a pair, for people (matching.md 6.6).
struct EvidenceBar {
    const Comparator* comparator = nullptr;
    std::string level;
    float weight_bits = 0;
    std::string text_key;  // of the sentence that says it
};

/// Everything that led to a probability. Prior and bars add up to the total.
struct Evidence {
    float prior_bits = 0;
    float total_bits = 0;
    std::vector<EvidenceBar> bars;              // the strongest first
    std::vector<const Comparator*> would_help;  // said nothing; what may tell most comes first
};

/// The outcomes of a comparison, in the order people should read them.
Evidence evidence_of(const BoundModel& model, const Comparison& comparison, float prior);

}  // namespace amparo::matching
