#pragma once

#include <bit>
#include <memory>
#include <string_view>
#include <vector>

#include "index/detail/bitmap.hpp"

namespace amparo::index {

/// Some bytes per ordinal, in blocks of 32 that hold them one after another with their lengths:
/// one or two bytes of overhead a value, no fragmentation, nothing for an absent value.
class PackedBytes {
  public:
    /// Inserts or replaces; no bytes at all means erase. The bytes must not be our own.
    void set(Ordinal ordinal, std::string_view bytes);
    void erase(Ordinal ordinal);
    /// Empty when absent; valid until the next change.
    std::string_view get(Ordinal ordinal) const;
    /// Calls visit(ordinal, bytes) in ascending order.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t at = 0; at < blocks_.size(); ++at) {
            auto rest = std::string_view(blocks_[at].data.get(), blocks_[at].size);
            for (auto mask = blocks_[at].mask; mask != 0; mask &= mask - 1) {
                const auto offset = static_cast<Ordinal>(std::countr_zero(mask));
                visit(static_cast<Ordinal>(at) * block_size + offset, take(rest));
            }
        }
    }
    bool empty() const { return count_ == 0; }
    void compact();
    std::size_t memory_bytes() const;

    /// Reads values in ascending order of ordinals, without beginning anew at each.
    class Cursor {
      public:
        explicit Cursor(const PackedBytes& values) : values_(values) {}
        /// As PackedBytes::get; the ordinal must be greater than the one before.
        std::string_view get(Ordinal ordinal);

      private:
        const PackedBytes& values_;
        std::size_t block_ = SIZE_MAX;
        std::uint32_t left_ = 0;  // ordinals of the block not passed yet
        std::string_view rest_;
    };

  private:
    static constexpr Ordinal block_size = 32;
    struct Block {
        std::unique_ptr<char[]> data;
        std::uint32_t mask = 0;  // which ordinals have bytes
        std::uint32_t size = 0;
        std::uint32_t capacity = 0;
    };

    static std::string_view take(std::string_view& rest);
    static std::size_t start_of(const Block& block, unsigned offset);
    static void splice(Block& block, std::size_t at, std::size_t removed, std::string_view bytes);

    std::vector<Block> blocks_;
    std::size_t count_ = 0;
};

/// Appends a length or code in as many 7-bit groups as it needs.
template <class Bytes>
void append_varint(Bytes& out, std::uint32_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
}

/// Reads what append_varint wrote and drops it from the front.
inline std::uint32_t take_varint(std::string_view& bytes) {
    std::uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) return value;
    }
}

inline std::string_view PackedBytes::take(std::string_view& rest) {
    const auto length = take_varint(rest);
    const auto bytes = rest.substr(0, length);
    rest.remove_prefix(length);
    return bytes;
}

inline std::string_view PackedBytes::Cursor::get(Ordinal ordinal) {
    const std::size_t at = ordinal / block_size;
    if (at >= values_.blocks_.size()) return {};
    if (at != block_) {
        const auto& block = values_.blocks_[at];
        block_ = at;
        left_ = block.mask;
        rest_ = {block.data.get(), block.size};
    }
    const auto sought = std::uint32_t{1} << (ordinal % block_size);
    for (; (left_ & (sought - 1)) != 0; left_ &= left_ - 1) take(rest_);
    if ((left_ & sought) == 0) return {};
    left_ &= left_ - 1;
    return take(rest_);
}

}  // namespace amparo::index
