#pragma once

#include <memory>

#include "index/detail/bitmap.hpp"

namespace amparo::index {

/// The records that carry one value. Most values of names and codes belong to a few records only,
/// for which a bitmap would cost 200 bytes; so up to 32 ordinals are a plain sorted list.
class Posting {
  public:
    void add(Ordinal ordinal);
    void remove(Ordinal ordinal);
    bool contains(Ordinal ordinal) const;
    std::size_t size() const;
    bool empty() const { return is_list() ? count_ == 0 : bitmap_.empty(); }

    /// The bitmap when there is one, else nullptr: then `list` has the ordinals.
    const Bitmap* bitmap() const { return is_list() ? nullptr : &bitmap_; }
    std::span<const Ordinal> list() const { return {list_.get(), count_}; }
    /// Adds all ordinals to the set.
    void unite_into(Bitmap& set) const;
    /// How many are also in the set.
    std::size_t intersection_size(const Bitmap& set) const;
    Bitmap intersection(const Bitmap& set) const;

    void compact();
    /// Bytes held beside the object itself.
    std::size_t memory_bytes() const;

  private:
    static constexpr std::uint32_t list_max = 32;
    static constexpr std::uint32_t no_list = UINT32_MAX;

    bool is_list() const { return capacity_ != no_list; }
    void reserve_one();
    void become_bitmap();

    std::uint32_t count_ = 0;
    std::uint32_t capacity_ = 0;
    std::unique_ptr<Ordinal[]> list_;
    Bitmap bitmap_;
};

}  // namespace amparo::index
