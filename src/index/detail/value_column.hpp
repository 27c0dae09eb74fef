#pragma once

#include "index/detail/column_store.hpp"
#include "index/detail/id_map.hpp"
#include "index/detail/packed_bytes.hpp"

namespace amparo::index {

/// Numbers, dates and hashes of texts: an ordered integer per record, more than one if need be
/// (all of them are searched, the smallest orders).
class ValueColumn final : public ColumnStore {
  public:
    ValueColumn(const Column& column, const IdMap& ids);

    void set(Ordinal ordinal, const ColumnValues& values, std::size_t row) override;
    void clear(Ordinal ordinal) override;
    void start_load() override;
    void finish_load() override;
    /// The texts are read as the kind of the column demands; one that cannot be matches nothing.
    Selection any_of(std::span<const std::string> values, const Bitmap* within) const override;
    /// The records with a value in [from, to].
    Selection range(std::int64_t from, std::int64_t to, const Bitmap* within) const;
    /// The records with one of the values, which must ascend.
    Selection any_value(std::span<const std::int64_t> values, const Bitmap* within) const;
    const SortOrder* order() const override { return is_sortable_ ? &order_ : nullptr; }
    std::string place_of(Ordinal ordinal) const override;
    int compare(Ordinal ordinal, std::string_view place) const override;
    std::size_t memory_bytes() const override;

    /// Replaces the values of a record; for collaborators that make their own.
    void assign(Ordinal ordinal, std::span<const std::int64_t> values);

  private:
    template <class Test>
    Selection probe(const Bitmap& within, Test&& test) const;
    bool is_worth_probing(const Bitmap* within) const;
    struct Range;
    struct Stretch;
    std::optional<Stretch> stretch(const Range& range, std::size_t members_max) const;
    Selection in_order(const Stretch& stretch, const Range& range) const;
    Selection by_blocks(const Range& range, const Bitmap* within) const;

    const IdMap& ids_;
    ColumnKind kind_;
    bool is_sortable_;
    bool is_loading_ = false;
    PackedIntegers lowest_;
    PackedBytes others_;  // the values after the lowest, as raw 8 bytes each
    SortOrder order_;
};

}  // namespace amparo::index
