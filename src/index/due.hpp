#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "index/filter.hpp"

namespace amparo::index {

/// Something in a record that waits for somebody until a moment: a child row of the record's.
struct Due {
    std::int64_t at = 0;  // milliseconds since 1970
    std::string who = {};
    std::string what = {};
    std::string detail = {};
};
/// Reads them out of a document, always in the same order. Called from several threads.
using DueReader = std::function<std::vector<Due>(const json::Object& document)>;

/// Some records, and whose dues in them; nullopt: everybody's.
struct DueShare {
    Filter records;
    std::optional<std::vector<std::string>> who;
};

/// Which dues, in which order. Equal ones follow their moment, their record and their place in it.
struct DueQuery {
    std::vector<DueShare> shares;          // must not overlap
    std::vector<std::string> what;         // the kinds wanted; their order is that of Order::what
    std::optional<std::int64_t> at_least;  // bounds of the moment, closed
    std::optional<std::int64_t> at_most;
    enum class Order { at, what, detail, record } order = Order::at;
    std::string column = {};  // of Order::record: the record's sortable column
    bool descending = false;
    std::size_t offset = 0;
    std::size_t count = 20;
};

/// One due with the record it lies in and its place among the record's dues.
struct DueRow {
    RecordId id;
    std::uint32_t number = 0;
    Due due;
};
struct DuePage {
    std::vector<DueRow> rows;
    std::size_t total = 0;
};

}  // namespace amparo::index
