#pragma once

#include <optional>

#include "index/detail/column_store.hpp"
#include "index/detail/identifier_index.hpp"
#include "index/detail/text_order.hpp"

namespace amparo::index {

/// One identifier column: its presence and order. Its values lie in the table's IdentifierIndex,
/// which the table keeps up for all identifier columns at once.
class IdentifierColumn final : public ColumnStore {
  public:
    /// `number` is the column's place among the identifier columns.
    struct Place {
        const IdentifierIndex& values;
        std::size_t number;
    };
    IdentifierColumn(const Column& column, const IdMap& ids, Place place);

    void set(Ordinal ordinal, const ColumnValues& values, std::size_t row) override;
    void clear(Ordinal ordinal) override;
    void start_load() override;
    void finish_load() override;
    Selection any_of(std::span<const std::string> values, const Bitmap* within) const override;
    /// The records with the piece in this column, ignoring case.
    Selection containing(std::string_view piece, const Bitmap* within) const;
    const SortOrder* order() const override { return order_ ? &order_->order() : nullptr; }
    std::string place_of(Ordinal ordinal) const override {
        return std::string(order_ ? order_->key(ordinal) : std::string_view());
    }
    int compare(Ordinal ordinal, std::string_view place) const override {
        return order_ ? order_->key(ordinal).compare(place) : 0;
    }
    std::size_t memory_bytes() const override;

  private:
    IdentifierIndex::Columns columns() const {
        return IdentifierIndex::Columns{1} << place_.number;
    }

    Place place_;
    std::optional<TextOrder> order_;
};

}  // namespace amparo::index
