#pragma once

#include <cstdint>
#include <vector>

namespace amparo::matching {

/// Chance that a seed decides: the same everywhere (SplitMix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// The next 64 random bits.
    std::uint64_t next() {
        auto z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// Below `count`, which must not be 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }
    /// True with this probability.
    bool falls(double probability) {
        return static_cast<double>(next() >> 11U) * 0x1.0p-53 < probability;
    }
    template <class Item>
    const Item& one_of(const std::vector<Item>& items) {
        return items[below(items.size())];
    }
    /// The first ones more often than the last, as names are in life.
    template <class Item>
    const Item& common_one_of(const std::vector<Item>& items) {
        const auto first = below(items.size());
        return items[falls(0.5) ? first : below(first + 1)];
    }

  private:
    std::uint64_t state_;
};

}  // namespace amparo::matching
