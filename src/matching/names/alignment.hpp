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

/// What each place that two tokens lie apart costs.
inline constexpr float place_cost = 0.02F;

/// A pair of places that may be aligned.
inline Alignment::Pair pair_at(unsigned left, unsigned right, Level level) {
    const auto distance = left > right ? left - right : right - left;
    return {.left = static_cast<std::uint8_t>(left),
            .right = static_cast<std::uint8_t>(right),
            .level = level,
            .value = quality(level) - place_cost * static_cast<float>(distance),
            .bits = 0};
}
/// Puts in order those that are aligned first: by value, equal values by place.
void sort_many_pairs(std::span<Alignment::Pair> pairs);
inline void sort_pairs(std::span<Alignment::Pair> pairs) {
    if (pairs.size() > 1) sort_many_pairs(pairs);
}
/// Greedy by value, of two readings. Pairs of level none are left out.
Alignment align(const Reading& left, const Reading& right, LevelCache& levels);

}  // namespace amparo::matching
