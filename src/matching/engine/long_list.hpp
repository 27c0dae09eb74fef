#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace amparo::matching {

/// The number of a record in an index.
using Ordinal = std::uint32_t;

/// Many ordinals, in order: of each only how far it lies behind the one before, in a byte where
/// that is little. They lie in blocks, of which a change makes one anew.
class LongList {
  public:
    /// False when it is there already.
    bool add(Ordinal ordinal);
    /// False when it is not there.
    bool remove(Ordinal ordinal);
    std::size_t size() const { return size_; }
    /// With its own size.
    std::size_t memory_bytes() const;
    /// Calls visit(Ordinal) for each, in order.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const auto& block : blocks_) block.for_each(visit);
    }

  private:
    static constexpr unsigned gap_bits = 7;  // in a byte; its highest bit says that more follow
    static constexpr std::size_t block_bytes = 1024;

    struct Block {
        Ordinal first = 0;
        Ordinal last = 0;
        std::vector<std::uint8_t> gaps = {};  // between each two neighbours

        /// A block of ordinals in order.
        static Block of(std::span<const Ordinal> ordinals);
        void append(Ordinal ordinal);
        template <class Visit>
        void for_each(Visit&& visit) const {
            auto ordinal = first;
            visit(ordinal);
            const auto* at = gaps.data();
            const auto* const end = at + gaps.size();
            while (at != end) {
                std::uint32_t gap = *at++;
                if (gap >= more) [[unlikely]] {
                    gap &= more - 1;
                    for (unsigned shift = gap_bits;; shift += gap_bits) {
                        const std::uint32_t next = *at++;
                        gap |= (next & (more - 1)) << shift;
                        if (next < more) break;
                    }
                }
                ordinal += gap;
                visit(ordinal);
            }
        }

      private:
        static constexpr std::uint32_t more = 1U << gap_bits;
    };
    /// The block that an ordinal is in, or would be.
    std::vector<Block>::iterator find_block(Ordinal ordinal);
    void put(std::vector<Block>::iterator block, std::span<const Ordinal> ordinals);

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

}  // namespace amparo::matching
