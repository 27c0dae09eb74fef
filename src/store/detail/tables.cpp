#include "store/detail/tables.hpp"

#include <limits>

namespace amparo::store::detail {
namespace {

std::string join_names(const std::vector<Column>& columns) {
    std::string list;
    for (const auto& column : columns) {
        if (!list.empty()) list += ", ";
        list += column.name;
    }
    return list;
}

Argument argument_of(std::string_view name, const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return {name, *number};
    return {name, std::string_view(std::get<std::string>(cell))};
}

}  // namespace

Table::Table(std::string name, std::vector<Column> columns, std::size_t key_columns,
             std::vector<SealedColumn> sealed)
    : name_(std::move(name)),
      columns_(std::move(columns)),
      key_columns_(key_columns),
      sealed_(std::move(sealed)) {
    for (const auto& column : columns_) column_kinds_ += column.kind;
    // A blanked payload has no key; it has nothing to seal either.
    std::string otherwise = "(1 = 0";
    for (const auto& seal : sealed_) {
        const auto key_id = std::string(columns_[seal.key_id].name);
        otherwise += " OR (" + key_id + " <> :key_id AND " + key_id + " <> '')";
    }
    otherwise += ")";
    const auto from = " FROM " + name_;
    const auto after = " WHERE (" + key_list("") + ") > (" + key_list(":") + ")";
    const auto order = " ORDER BY " + key_list("") + " LIMIT :count";
    const auto key_is = " WHERE (" + key_list("") + ") = (" + key_list(":") + ")";
    texts_.reserve(4 + sealed_.size());
    texts_.push_back("SELECT " + join_names(columns_) + from + after + order);
    texts_.push_back("SELECT " + join_names(columns_) + from + after + " AND " + otherwise + order);
    texts_.push_back("SELECT COUNT(*)" + from);
    texts_.push_back("SELECT COUNT(*)" + from + " WHERE " + otherwise);
    for (const auto& seal : sealed_) {
        const auto bytes = std::string(columns_[seal.sealed].name);
        texts_.push_back("UPDATE " + name_ + " SET " + std::string(columns_[seal.key_id].name) +
                         " = :new_key_id, " + bytes + " = :new_sealed" + key_is + " AND " + bytes +
                         " = :old_sealed");
    }
    select_ = {"tables.select", texts_[0].c_str(), column_kinds_};
    select_otherwise_ = {"tables.select_otherwise", texts_[1].c_str(), column_kinds_};
    count_ = {"tables.count", texts_[2].c_str(), "i"};
    count_otherwise_ = {"tables.count_otherwise", texts_[3].c_str(), "i"};
    for (std::size_t at = 4; at < texts_.size(); ++at) {
        replace_.push_back({"tables.replace_seal", texts_[at].c_str()});
    }
}

std::string Table::key_list(std::string_view prefix) const {
    std::string list;
    for (std::size_t at = 0; at < key_columns_; ++at) {
        if (at > 0) list += ", ";
        list += prefix;
        list += columns_[at].name;
    }
    return list;
}

// Before every key there is: keys are above zero, texts above the empty one.
Row Table::first_key() const {
    Row key;
    for (std::size_t at = 0; at < key_columns_; ++at) {
        if (columns_[at].kind == 'i') {
            key.emplace_back(std::int64_t{-1});
        } else {
            key.emplace_back(std::string());
        }
    }
    return key;
}

void Table::add_key(std::vector<Argument>& arguments, const Row& key) const {
    for (std::size_t at = 0; at < key_columns_; ++at) {
        arguments.push_back(argument_of(columns_[at].name, key[at]));
    }
}

std::vector<Row> Table::rows_of(Rows rows) const {
    std::vector<Row> found;
    while (rows.next()) {
        Row row;
        row.reserve(columns_.size());
        for (std::size_t at = 0; at < columns_.size(); ++at) {
            if (columns_[at].kind == 'i') {
                row.emplace_back(rows.integer(at));
            } else {
                row.emplace_back(rows.take(at));
            }
        }
        found.push_back(std::move(row));
    }
    return found;
}

std::vector<Row> Table::read(Connection& connection, const Row& after, std::size_t count) const {
    const auto key = after.empty() ? first_key() : after;
    std::vector<Argument> arguments;
    add_key(arguments, key);
    arguments.push_back({"count", static_cast<std::int64_t>(count)});
    return rows_of(connection.query(select_, arguments));
}

std::vector<Row> Table::read_sealed_otherwise(Connection& connection, const Row& after,
                                              std::string_view key_id, std::size_t count) const {
    const auto key = after.empty() ? first_key() : after;
    std::vector<Argument> arguments;
    add_key(arguments, key);
    if (!sealed_.empty()) arguments.push_back({"key_id", key_id});
    arguments.push_back({"count", static_cast<std::int64_t>(count)});
    return rows_of(connection.query(select_otherwise_, arguments));
}

std::size_t Table::count(Connection& connection) const {
    auto rows = connection.query(count_);
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

std::size_t Table::count_sealed_otherwise(Connection& connection, std::string_view key_id) const {
    std::vector<Argument> arguments;
    if (!sealed_.empty()) arguments.push_back({"key_id", key_id});
    auto rows = connection.query(count_otherwise_, arguments);
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

bool Table::replace_seal(Connection& connection, const Row& row, std::size_t which,
                         const Sealed& sealed) const {
    std::vector<Argument> arguments{{"new_key_id", std::string_view(sealed.key_id)},
                                    {"new_sealed", Bytes{sealed.bytes}}};
    add_key(arguments, row);
    const auto& before = std::get<std::string>(row[sealed_[which].sealed]);
    arguments.push_back({"old_sealed", Bytes{before}});
    return connection.execute(replace_[which], arguments) == 1;
}

std::string Table::label(const Row& row) const {
    std::string label = name_;
    // A record is known by its id, not by its place in the file.
    const bool is_placed = columns_.front().name == "place";
    const std::size_t first = is_placed ? 1 : 0;
    for (auto at = first; at < first + key_columns_; ++at) {
        label += ' ';
        if (const auto* number = std::get_if<std::int64_t>(&row[at])) {
            label += std::to_string(*number);
        } else {
            label += std::get<std::string>(row[at]);
        }
    }
    return label;
}

}  // namespace amparo::store::detail
