#pragma once

#include <array>
#include <cstdint>

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
    };
    std::array<Pair, 12> pairs;
    std::uint8_t size = 0;
};

/// Greedy by value; equal values by place. Pairs of level none are left out.
Alignment align(const Reading& left, const Reading& right, LevelCache& levels);

}  // namespace amparo::matching
