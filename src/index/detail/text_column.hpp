#pragma once

#include <optional>

#include "index/detail/text_order.hpp"
#include "index/detail/value_column.hpp"

namespace amparo::index {

/// Free text and names: found by exact equality (through 62-bit hashes, so that the text itself
/// need not be kept), sorted by collation.
class TextColumn final : public ColumnStore {
  public:
    TextColumn(const Column& column, const IdMap& ids);

    void set(Ordinal ordinal, const ColumnValues& values, std::size_t row) override;
    void clear(Ordinal ordinal) override;
    void start_load() override;
    void finish_load() override;
    Selection any_of(std::span<const std::string> values, const Bitmap* within) const override;
    const SortOrder* order() const override { return order_ ? &order_->order() : nullptr; }
    std::string place_of(Ordinal ordinal) const override {
        return std::string(order_ ? order_->key(ordinal) : std::string_view());
    }
    int compare(Ordinal ordinal, std::string_view place) const override {
        return order_ ? order_->key(ordinal).compare(place) : 0;
    }
    const Bitmap& present() const override { return hashes_.present(); }
    void flush() override { hashes_.flush(); }
    std::size_t memory_bytes() const override;

  private:
    ValueColumn hashes_;
    std::optional<TextOrder> order_;
};

}  // namespace amparo::index
