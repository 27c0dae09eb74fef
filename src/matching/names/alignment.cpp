#include "matching/names/alignment.hpp"

#include <algorithm>
#include <cstdlib>

namespace amparo::matching {
namespace {

constexpr float place_cost = 0.02F;

}  // namespace

Alignment align(const Reading& left, const Reading& right, LevelCache& levels) {
    std::array<Alignment::Pair, 144> candidates;
    std::size_t count = 0;
    for (std::uint8_t i = 0; i < left.size; ++i) {
        for (std::uint8_t j = 0; j < right.size; ++j) {
            const auto level = levels(left.tokens[i], right.tokens[j]);
            if (level == Level::none) continue;
            const auto distance = static_cast<float>(std::abs(int{i} - int{j}));
            candidates[count++] = {i, j, level, quality(level) - place_cost * distance};
        }
    }
    // Symmetric: equal values go by the sum of the places, then by the nearer to the front.
    const auto is_before = [](const Alignment::Pair& one, const Alignment::Pair& other) {
        if (one.value != other.value) return one.value > other.value;
        const auto place = [](const Alignment::Pair& pair) {
            return (pair.left + pair.right) * 16 + std::min(pair.left, pair.right);
        };
        return place(one) < place(other);
    };
    Alignment alignment;
    if (count > 1) {
        std::sort(candidates.begin(), candidates.begin() + static_cast<int>(count), is_before);
    }
    std::uint32_t left_taken = 0;
    std::uint32_t right_taken = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const auto& pair = candidates[at];
        if ((left_taken >> pair.left & 1U) != 0 || (right_taken >> pair.right & 1U) != 0) continue;
        left_taken |= 1U << pair.left;
        right_taken |= 1U << pair.right;
        alignment.pairs[alignment.size++] = pair;
    }
    return alignment;
}

}  // namespace amparo::matching
