#pragma once

#include <algorithm>

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

/// What each word of the shorter name costs that goes with none of the other.
inline constexpr float unaligned_bits = 3.0F;
/// What each word costs that one name has more.
inline constexpr float extra_token_bits = 0.5F;
/// What two relatives come to who are called by the names of two children: their parents may be
/// the same, and each of them be called by either.
inline constexpr float other_child_bits = 1.0F;
/// What it costs when neither first word goes with any.
inline constexpr float no_first_bits = 2.0F;

/// Ranking of names by themselves: 0 to 1, symmetric, 1 for equal names (matching.md 4.6). Zero
/// when either has no tokens.
float name_similarity(const Name& left, const Name& right, LevelCache& levels);
/// Net bits of two names of so many words of which none goes with any of the other: less for longer
/// names, and never more than those of names that share a word.
constexpr float net_of_strangers(unsigned left_size, unsigned right_size) {
    const auto [shorter, longer] = std::minmax(left_size, right_size);
    return -unaligned_bits * static_cast<float>(shorter) -
           extra_token_bits * static_cast<float>(longer - shorter) - no_first_bits;
}
/// What a name may share with another at most: the bits of its words, as they are read best.
float most_bits(const Name& name, LevelCache& levels);
/// Evidence in bits; nothing when either has no tokens. Symmetric.
NameEvidence name_evidence(const Name& left, const Name& right, LevelCache& levels);
/// The net bits of two names with words. Most share nothing, and need no alignment.
inline float net_of(const Name& left, const Name& right, LevelCache& levels) {
    if (!Name::may_meet(left, right)) return net_of_strangers(left.size, right.size);
    return name_evidence(left, right, levels).net;
}
/// The same of two relatives of whom each is called by a child's name. That both are says nothing.
float net_of_teknonyms(const Name& left, const Name& right, LevelCache& levels);

}  // namespace amparo::matching
