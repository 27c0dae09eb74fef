#pragma once

#include "index/detail/table.hpp"

namespace amparo::index {

/// What a page is made of: the records that fit the filter, and the column they are sorted by.
struct PageSource {
    const TableColumn& column;
    const Bitmap& selection;
};

/// A page of what was searched for in the order of its ranks, or of all; within a rank sorted, with
/// those that stand last behind the others. The caller holds the table's read lock. Refusals are
/// those of the filter and the column of what stands last.
Result<Page> ranked_page(const Table& table, const Query& query, const PageSource& source);

}  // namespace amparo::index
