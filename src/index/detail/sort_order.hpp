#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <vector>

#include "index/detail/packed_integers.hpp"

namespace amparo::index {

/// A changing sequence of distinct ordinals in sorted order, in chunks of at most 256, so that an
/// insertion moves at most 1 KiB; every ordinal knows its chunk, so its rank is found without
/// looking at keys. About 6 bytes a member.
class SortOrder {
  public:
    /// Where an ordinal stands: greater is later. The high half alone orders chunks.
    using Rank = std::uint64_t;

    /// Replaces everything by these, which are in order.
    void assign(std::span<const Ordinal> sorted);
    /// Inserts one that is not here yet; less(a, b) orders ordinals totally.
    template <class Less>
    void insert(Ordinal ordinal, Less&& less) {
        const auto sequence = chunk_for(ordinal, less);
        auto& chunk = *chunks_[sequence_[sequence]];
        const auto* end = chunk.members.data() + chunk.count;
        const auto* place =
            std::lower_bound(static_cast<const Ordinal*>(chunk.members.data()), end, ordinal, less);
        insert_at(sequence, static_cast<std::size_t>(place - chunk.members.data()), ordinal);
    }
    /// Removes the ordinal if it is here.
    void erase(Ordinal ordinal);
    std::size_t size() const { return size_; }

    /// The number of the ordinal's chunk in sequence; the ordinal must be here.
    std::uint32_t coarse_rank(Ordinal ordinal) const;
    Rank rank(Ordinal ordinal) const;
    /// The chunks in order; their members are in order.
    std::size_t chunk_count() const { return sequence_.size(); }
    std::span<const Ordinal> chunk(std::size_t sequence) const {
        const auto& chunk = *chunks_[sequence_[sequence]];
        return {chunk.members.data(), chunk.count};
    }
    std::size_t memory_bytes() const;

  private:
    static constexpr std::size_t chunk_max = 256;
    static constexpr std::size_t chunk_fill = 224;
    struct Chunk {
        std::uint32_t count = 0;
        std::array<Ordinal, chunk_max> members;
    };

    template <class Less>
    std::size_t chunk_for(Ordinal ordinal, Less&& less) {
        if (sequence_.empty()) {
            add_chunk(0);
            return 0;
        }
        const auto found = std::lower_bound(
            sequence_.begin(), sequence_.end(), ordinal, [&](std::uint32_t chunk, Ordinal sought) {
                const auto& members = *chunks_[chunk];
                return less(members.members[members.count - 1], sought);
            });
        const auto at = static_cast<std::size_t>(found - sequence_.begin());
        return at < sequence_.size() ? at : at - 1;
    }
    void insert_at(std::size_t sequence, std::size_t position, Ordinal ordinal);
    void split(std::size_t sequence);
    std::uint32_t add_chunk(std::size_t sequence);
    void remove_chunk(std::size_t sequence);
    void renumber(std::size_t from);

    std::vector<std::unique_ptr<Chunk>> chunks_;  // by chunk number
    std::vector<std::uint32_t> free_;             // unused chunk numbers
    std::vector<std::uint32_t> sequence_;         // chunk numbers in order
    std::vector<std::uint32_t> place_;            // by chunk number: where it is in sequence_
    PackedIntegers chunk_of_;
    std::size_t size_ = 0;
};

}  // namespace amparo::index
