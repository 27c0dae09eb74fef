#pragma once

#include "index/due.hpp"

namespace amparo::index {

class Table;

/// A page of a table's dues; the caller holds the table's read lock. `invalid` naming the column
/// that cannot be asked or sorted by.
Result<DuePage> due_page(const Table& table, const DueQuery& query);

}  // namespace amparo::index
