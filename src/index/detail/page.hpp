#pragma once

#include "index/detail/table.hpp"

namespace amparo::index {

/// Which part of the sorted records is wanted.
struct Window {
    std::size_t offset = 0;
    std::size_t count = 0;
};

struct PageAsk {
    bool descending = true;
    Window window;
    const ValueKeys* keys = nullptr;  // instead of the collation of a keyword's values
    const Place* after = nullptr;     // begin behind it; then the window has no offset
};

/// The records of the selection in the order of the column, from offset on, at most count.
/// Records without a value come last; equal ones follow in the order of their ids; both are
/// reversed when descending, the place of the empty ones is not. A record with several values
/// stands at its smallest. The caller holds the table's read lock.
std::vector<Ordinal> sorted_window(const Table& table, const Bitmap& selection,
                                   const TableColumn& column, const PageAsk& ask);

/// Where a record stands in the order of the column.
Place place_in(const Table& table, const TableColumn& column, const ValueKeys* keys,
               Ordinal ordinal);

}  // namespace amparo::index
