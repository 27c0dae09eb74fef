#pragma once

#include "index/detail/id_map.hpp"
#include "index/detail/packed_bytes.hpp"
#include "index/detail/sort_order.hpp"

namespace amparo::index {

/// Records ordered by a text's collation key, then by id.
class TextOrder {
  public:
    explicit TextOrder(const IdMap& ids) : ids_(ids) {}

    /// Inserts or moves; an empty key takes the record out.
    void set(Ordinal ordinal, std::string_view key);
    void start_load();
    void finish_load();
    const SortOrder& order() const { return order_; }
    /// Empty when the record is not in the order; valid until the next change.
    std::string_view key(Ordinal ordinal) const { return keys_.get(ordinal); }
    std::size_t memory_bytes() const { return keys_.memory_bytes() + order_.memory_bytes(); }

  private:
    const IdMap& ids_;
    PackedBytes keys_;
    SortOrder order_;
    bool is_loading_ = false;
};

}  // namespace amparo::index
