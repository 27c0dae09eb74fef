#include "matching/names/alignment.hpp"

#include <algorithm>
#include <cstdlib>

namespace amparo::matching {
namespace {

/// Symmetric: equal values go by the sum of the places, then by the nearer to the front.
bool is_before(const Alignment::Pair& one, const Alignment::Pair& other) {
    if (one.value != other.value) return one.value > other.value;
    const auto place = [](const Alignment::Pair& pair) {
        return (pair.left + pair.right) * 16 + std::min(pair.left, pair.right);
    };
    return place(one) < place(other);
}

/// Greedy by value.
Alignment choose(std::span<Alignment::Pair> candidates) {
    sort_pairs(candidates);
    Alignment alignment;
    std::uint32_t left_taken = 0;
    std::uint32_t right_taken = 0;
    for (const auto& pair : candidates) {
        if ((left_taken >> pair.left & 1U) != 0 || (right_taken >> pair.right & 1U) != 0) continue;
        left_taken |= 1U << pair.left;
        right_taken |= 1U << pair.right;
        alignment.pairs[alignment.size++] = pair;
    }
    return alignment;
}

}  // namespace

void sort_many_pairs(std::span<Alignment::Pair> pairs) {
    // Most often there are two or three.
    constexpr std::size_t few = 8;
    if (pairs.size() > few) {
        std::ranges::sort(pairs, is_before);
        return;
    }
    for (std::size_t end = 1; end < pairs.size(); ++end) {
        for (auto at = end; at > 0 && is_before(pairs[at], pairs[at - 1]); --at) {
            std::swap(pairs[at], pairs[at - 1]);
        }
    }
}

Alignment align(const Reading& left, const Reading& right, LevelCache& levels) {
    std::array<Alignment::Pair, 144> candidates;
    std::size_t count = 0;
    for (std::uint8_t i = 0; i < left.size; ++i) {
        for (std::uint8_t j = 0; j < right.size; ++j) {
            const auto level = levels(left.tokens[i], right.tokens[j]);
            if (level != Level::none) candidates[count++] = pair_at(i, j, level);
        }
    }
    return choose(std::span(candidates).first(count));
}

}  // namespace amparo::matching
