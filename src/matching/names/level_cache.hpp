#pragma once

#include <algorithm>
#include <vector>

#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// Levels of pairs of tokens, each worked out once as long as it stays in this small table, and
/// what each token is worth. For one thread and one state of a dictionary: after it changed, the
/// cache must be cleared.
class LevelCache {
  public:
    explicit LevelCache(const Dictionary& dictionary)
        : dictionary_(dictionary), slots_(slot_count, 0) {}

    Level operator()(TokenId left, TokenId right) {
        if (left == right) return Level::exact;
        if (!TokenFace::may_meet(dictionary_.face_of(left), dictionary_.face_of(right))) {
            return Level::none;
        }
        const auto low = left < right ? left : right;
        const auto high = left < right ? right : left;
        // Ids have 29 bits here: half a billion tokens.
        const auto pair = (static_cast<std::uint64_t>(high) << 32U | low << 3U | 8U) ^ 8U;
        auto& slot = slots_[(high * 0x9E3779B1U ^ low * 0x85EBCA77U) >> (32U - slot_bits)];
        if ((slot >> 3U) == (pair >> 3U) && slot != 0) return static_cast<Level>(slot & 7U);
        const auto level = compare(dictionary_[low], dictionary_[high]);
        slot = pair | static_cast<std::uint64_t>(level);
        return level;
    }
    /// Bits of evidence of a token.
    float bits_of(TokenId token) {
        if (token >= bits_.size()) bits_.resize(std::max(dictionary_.size(), token + 1), 0);
        auto& bits = bits_[token];
        if (bits == 0) bits = dictionary_.bits_of(token);
        return bits;
    }
    /// Forgets everything.
    void clear() {
        std::ranges::fill(slots_, 0);
        bits_.clear();
    }
    const Dictionary& dictionary() const { return dictionary_; }

  private:
    static constexpr unsigned slot_bits = 16;
    static constexpr std::size_t slot_count = 1U << slot_bits;

    const Dictionary& dictionary_;
    std::vector<std::uint64_t> slots_;
    std::vector<float> bits_;  // by token; 0 when not worked out
};

}  // namespace amparo::matching
