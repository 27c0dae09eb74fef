#pragma once

#include "matching/names/level_cache.hpp"
#include "matching/names/name.hpp"

namespace amparo::matching {

/// What two names say about whether they are of one person (matching.md 4.7).
struct NameEvidence {
    float net = 0;                // bits, less what does not fit
    float shared = 0;             // bits of what does
    Level weakest = Level::none;  // of the aligned tokens
    Level first = Level::none;    // the best level that a first token is aligned at
    std::uint8_t unaligned = 0;   // tokens of the shorter name
};

/// Ranking of names by themselves: 0 to 1, symmetric, 1 for equal names (matching.md 4.6). Zero
/// when either has no tokens.
float name_similarity(const Name& left, const Name& right, LevelCache& levels);
/// Evidence in bits; nothing when either has no tokens. Symmetric.
NameEvidence name_evidence(const Name& left, const Name& right, LevelCache& levels);

}  // namespace amparo::matching
