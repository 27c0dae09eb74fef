#pragma once

#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "store/detail/connection.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store::detail {

/// A value of a row as it lies in the database: a number, or text or bytes.
using Cell = std::variant<std::int64_t, std::string>;
using Row = std::vector<Cell>;

struct Column {
    std::string_view name;
    char kind;  // i, t, b as in Statement
};

/// Where a table keeps sealed bytes, and what they are bound to.
struct SealedColumn {
    std::size_t key_id;  // positions among the columns
    std::size_t sealed;
    std::string (*binding)(const Row& row);
};

/// All a tool needs to know of a table that treats every table alike: copying, checking and
/// resealing need each row as it lies, not as the thing it stands for. The first columns are the
/// key; reading goes in its order.
class Table {
  public:
    Table(std::string name, std::vector<Column> columns, std::size_t key_columns,
          std::vector<SealedColumn> sealed);
    Table(const Table&) = delete;  // statements point into it
    Table& operator=(const Table&) = delete;

    const std::string& name() const { return name_; }
    const std::vector<Column>& columns() const { return columns_; }
    const std::vector<SealedColumn>& sealed() const { return sealed_; }

    /// The next rows after the key of `after` (from the start when it is empty), in key order.
    std::vector<Row> read(Connection& connection, const Row& after, std::size_t count) const;
    /// As read(), but only rows of which some column is sealed under another key.
    std::vector<Row> read_sealed_otherwise(Connection& connection, const Row& after,
                                           std::string_view key_id, std::size_t count) const;
    /// How many rows there are (sealed otherwise).
    std::size_t count(Connection& connection) const;
    std::size_t count_sealed_otherwise(Connection& connection, std::string_view key_id) const;
    /// Stores new seals, unless the row has changed since. True when it was stored.
    bool replace_seal(Connection& connection, const Row& row, std::size_t which,
                      const Sealed& sealed) const;
    /// A name for messages: the table and the key, which hold no personal data.
    std::string label(const Row& row) const;

  private:
    Row first_key() const;
    std::vector<Row> rows_of(Rows rows) const;
    void add_key(std::vector<Argument>& arguments, const Row& key) const;
    std::string key_list(std::string_view prefix) const;

    std::string name_;
    std::vector<Column> columns_;
    std::size_t key_columns_;
    std::vector<SealedColumn> sealed_;
    std::string column_kinds_;
    std::vector<std::string> texts_;  // of the statements; filled once, never moved
    Statement select_{};
    Statement select_otherwise_{};
    Statement count_{};
    Statement count_otherwise_{};
    std::vector<Statement> replace_;
};

/// Every table but log_head and schema_version.
std::span<const Table* const> all_tables();

}  // namespace amparo::store::detail
