#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "matching/names/level_cache.hpp"
#include "matching/names/name.hpp"

namespace amparo::matching {

/// Which token of one reading goes with which of the other, best pairs first.
struct Alignment {
    struct Pair {
        std::uint8_t left;
        std::uint8_t right;
        Level level;
        float value;  // quality less the distance of the places
        float bits;   // what they are worth, for who asks
    };
    std::array<Pair, 12> pairs;
    std::uint8_t size = 0;
};

/// A pair of places that may be aligned.
Alignment::Pair pair_at(unsigned left, unsigned right, Level level);
/// Greedy by value; equal values by place.
Alignment choose(std::span<Alignment::Pair> candidates);
/// The same of two readings. Pairs of level none are left out.
Alignment align(const Reading& left, const Reading& right, LevelCache& levels);

}  // namespace amparo::matching
