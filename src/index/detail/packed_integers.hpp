#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
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
    /// Takes the bit of every ordinal away whose value does not lie in [from, to]. Bits stand for
    /// ordinals that have a value; whole blocks beside the range or within it cost nothing.
    void keep(std::int64_t from, std::int64_t to, std::span<std::uint64_t> words) const;
    /// Re-packs every block as tightly as its values allow.
    void compact();
    std::size_t memory_bytes() const;
    class Cursor;

  private:
    static constexpr Ordinal block_size = 4096;
    static constexpr std::size_t block_words = block_size / 64;
    enum class Slack { none, some };
    struct Codes;
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
    static void scan_codes(const Block& block, const Codes& range, std::span<std::uint64_t> words);
    static std::uint64_t hits_in(const Block& block, const Codes& range, std::size_t word);
    static void keep_codes(const Block& block, const Codes& range, std::span<std::uint64_t> words);

    std::vector<std::unique_ptr<Block>> blocks_;  // nullptr: no value in the block
};

/// Reads values in ascending order of ordinals, without looking the block up for each. The values
/// must not change meanwhile.
class PackedIntegers::Cursor {
  public:
    explicit Cursor(const PackedIntegers& integers) : integers_(integers) {}
    /// The value of an ordinal that is greater than the one before, until the next call; nullptr
    /// when it has none.
    const std::int64_t* find(Ordinal ordinal) {
        const auto at = ordinal / block_size;
        if (at != number_) enter(at);
        if (block_ == nullptr) return nullptr;
        const auto offset = static_cast<std::uint16_t>(ordinal % block_size);
        if (block_->is_sparse) return find_in_sparse(offset);
        const auto code = code_at(*block_, offset);
        if (code == 0) return nullptr;
        value_ = value_of(*block_, code);
        return &value_;
    }

  private:
    void enter(std::size_t at) {
        number_ = at;
        passed_ = 0;
        const auto& blocks = integers_.blocks_;
        block_ = at < blocks.size() ? blocks[at].get() : nullptr;
    }

    const std::int64_t* find_in_sparse(std::uint16_t offset) {
        const auto& offsets = block_->offsets;
        const auto from = offsets.begin() + static_cast<std::ptrdiff_t>(passed_);
        const auto found = std::lower_bound(from, offsets.end(), offset);
        passed_ = static_cast<std::size_t>(found - offsets.begin());
        if (found == offsets.end() || *found != offset) return nullptr;
        value_ = value_of(*block_, code_at(*block_, passed_));
        return &value_;
    }

    const PackedIntegers& integers_;
    std::size_t number_ = SIZE_MAX;
    const Block* block_ = nullptr;
    std::size_t passed_ = 0;  // offsets of a sparse block
    std::int64_t value_ = 0;
};

inline std::uint64_t PackedIntegers::code_at(const Block& block, std::size_t position) {
    const auto at = position * block.bits;
    const auto mask = ~std::uint64_t{0} >> (64U - block.bits);
    // Mostly a code lies within the eight bytes that begin with its first.
    if (std::endian::native == std::endian::little && block.bits <= 57) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, reinterpret_cast<const char*>(block.codes.data()) + at / 8,
                    sizeof bytes);
        return (bytes >> (at % 8)) & mask;
    }
    const auto* word = block.codes.data() + at / 64;
    const auto shift = at % 64;
    auto code = word[0] >> shift;
    if (shift != 0) code |= word[1] << (64 - shift);
    return code & mask;
}

inline std::int64_t PackedIntegers::value_of(const Block& block, std::uint64_t code) {
    const auto above = (code - 1) * block.step;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(block.base) + above);
}

}  // namespace amparo::index
