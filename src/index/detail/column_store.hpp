#pragma once

#include <span>
#include <string>
#include <string_view>

#include "index/detail/selection.hpp"
#include "index/detail/sort_order.hpp"
#include "index/extract.hpp"

namespace amparo::index {

/// The values of one column of a table. Writers are alone; readers may be many.
class ColumnStore {
  public:
    virtual ~ColumnStore() = default;

    /// The record now has exactly the values of this row.
    virtual void set(Ordinal ordinal, const ColumnValues& values, std::size_t row) = 0;
    /// The record has no values any more.
    virtual void clear(Ordinal ordinal) = 0;
    /// From here to finish_load orders are not kept up.
    virtual void start_load() {}
    /// Builds the orders and gives back spare memory.
    virtual void finish_load() = 0;

    /// The records that have one of the values. `within` is a hint: answers outside it are ignored
    /// and may be left out.
    virtual Selection any_of(std::span<const std::string> values, const Bitmap* within) const = 0;
    /// The order of the records that have a value; nullptr when the column keeps none.
    virtual const SortOrder* order() const { return nullptr; }
    /// What places a record in the order, as bytes that compare() understands; of a record with a
    /// value, in a column that keeps an order.
    virtual std::string place_of(Ordinal /*ordinal*/) const { return {}; }
    /// Whether a record with a value stands before such a place (negative), behind it or at it.
    virtual int compare(Ordinal /*ordinal*/, std::string_view /*place*/) const { return 0; }
    virtual std::size_t memory_bytes() const = 0;

    /// The records that have any value, as of the last flush.
    virtual const Bitmap& present() const { return present_; }
    /// Ends a block of changes: only now are they all to be seen.
    virtual void flush() {
        present_.add_many(arrived_);
        arrived_.clear();
    }

  protected:
    void note_present(Ordinal ordinal) { arrived_.push_back(ordinal); }
    void note_absent(Ordinal ordinal) {
        if (!arrived_.empty()) ColumnStore::flush();
        present_.remove(ordinal);
    }

    Bitmap present_;

  private:
    std::vector<Ordinal> arrived_;  // adding many at once costs a fraction
};

}  // namespace amparo::index
