#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "index/detail/bitmap.hpp"

namespace amparo::index {

/// An optional 64-bit integer per ordinal, in few bits: blocks of 4096 ordinals keep multiples of
/// a common step above a base, as a bit-packed array when dense and as (offset, code) when sparse.
/// So days cost two bytes, a constant one bit, an absent value nothing.
class PackedIntegers {
  public:
    /// Inserts or replaces.
    void set(Ordinal ordinal, std::int64_t value);
    void erase(Ordinal ordinal);
    std::optional<std::int64_t> get(Ordinal ordinal) const;
    /// Sets the bit of every ordinal whose value lies in [from, to].
    void scan(std::int64_t from, std::int64_t to, std::span<std::uint64_t> words) const;
    /// Re-packs every block as tightly as its values allow.
    void compact();
    std::size_t memory_bytes() const;

  private:
    static constexpr Ordinal block_size = 4096;
    enum class Slack { none, some };
    struct Block {
        std::int64_t base = 0;   // the value of code 1
        std::uint64_t step = 1;  // the values are base + (code - 1) * step
        std::int64_t low = 0;    // no value is lower; exact after packing, never too high
        std::int64_t high = 0;
        std::uint16_t count = 0;
        std::uint8_t bits = 0;  // of a code; code 0 of a dense block is "absent"
        bool is_sparse = true;
        std::vector<std::uint64_t> codes;
        std::vector<std::uint16_t> offsets;  // of a sparse block, ascending
    };
    struct Unpacked {
        std::size_t count = 0;
        std::array<std::uint16_t, block_size> offsets;
        std::array<std::int64_t, block_size> values;
    };

    static std::uint64_t code_at(const Block& block, std::size_t position);
    static void put_code(Block& block, std::size_t position, std::uint64_t code);
    static std::int64_t value_of(const Block& block, std::uint64_t code);
    static std::optional<std::uint64_t> code_for(const Block& block, std::int64_t value);
    static bool set_in_place(Block& block, std::uint16_t offset, std::int64_t value);
    static bool set_in_sparse(Block& block, std::uint16_t offset, std::uint64_t code);
    static void unpack(const Block& block, Unpacked& out);
    static void pack(Block& block, const Unpacked& in, Slack slack);
    static void insert(Unpacked& values, std::uint16_t offset, std::int64_t value);
    static void scan_codes(const Block& block, std::uint64_t low, std::uint64_t high,
                           std::span<std::uint64_t> words);

    std::vector<std::unique_ptr<Block>> blocks_;  // nullptr: no value in the block
};

}  // namespace amparo::index
