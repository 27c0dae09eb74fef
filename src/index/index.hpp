#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "index/due.hpp"
#include "index/filter.hpp"
#include "index/reading.hpp"
#include "index/schema.hpp"

namespace amparo::index {

class Table;

/// A record as the index takes it in: its id and its document.
struct Entry {
    RecordId id;
    std::string record_type;
    const json::Object* data = nullptr;
};

/// By a keyword's value: the bytes that sort it where people read another text than what is kept.
using ValueKeys = std::unordered_map<std::string, std::string>;

struct Sort {
    std::string column;  // must be sortable
    bool descending = true;
    std::shared_ptr<const ValueKeys> keys = {};  // values that it lacks are sorted by themselves
};

/// Where a page ended: its last record and by what it was sorted then, so that the next page begins
/// behind it though the record has changed since.
struct Place {
    bool is_last = false;              // among those that stand behind all others
    std::optional<std::string> value;  // as the column keeps it; nothing without a value
    RecordId id;
};

/// Why a search found a record: its value is the one asked for, begins or ends with it, holds it
/// somewhere, or is a name that is another spelling, sounds alike or is one typing error away.
enum class Match { none, equal, prefix, part, suffix, alike };

/// A page of matching records.
struct Page {
    std::vector<RecordId> ids;
    std::size_t total = 0;
    std::vector<Match> matches = {};  // of each, when something was searched for
    std::optional<Place> end = {};    // when more follow and nothing was searched for
};

/// Records that stand behind all others of their rank, and their own order.
struct Last {
    Filter filter;
    Sort sort;
};

struct Query {
    Filter filter;
    std::optional<Search> search;
    Sort sort;  // of all records, or of those that a search ranks alike
    std::optional<Last> last = {};
    std::optional<Place> after =
        {};  // begin behind it; for what is not searched, without an offset
    std::size_t offset = 0;
    std::size_t count = 20;
};

/// The in-memory answer to every question about records: per type a table of columns, rebuilt at
/// start and kept by the change log. Many readers, one writer at a time. Thread-safe.
class Index {
  public:
    Index(std::vector<Schema> schemas, Ancestry ancestry);
    ~Index();

    /// Adds or replaces records. During the first load, call `load` with large blocks, from several
    /// threads if you like (the documents are read in parallel), and then `finish_load` once;
    /// afterwards `apply`.
    void load(const std::vector<Entry>& entries);
    void finish_load();
    void apply(const std::vector<Entry>& entries);
    void remove(std::string_view record_type, const RecordId& id);

    /// A page of the matching records. Those without a value in the sort column come last; equal
    /// ones are ordered by id, in the direction of the sort; strings by their collation. A record
    /// with several values stands at its smallest. A search ranks before that: equal identifiers
    /// before those that begin with the query and those that hold it (of fewer than three
    /// characters only the former two), exact telephones before those that end alike, and names by
    /// how alike they are; names that are not alike enough are left out (matching.md §12.1).
    /// Pages that begin where others ended miss nothing and repeat nothing but what has moved
    /// across that place since.
    /// `invalid` naming the column for one that is unknown, not sortable or asked what its kind
    /// cannot answer; `busy` between load and finish_load.
    Result<Page> find(std::string_view record_type, const Query& query) const;
    Result<std::size_t> count(std::string_view record_type, const Filter& filter) const;
    /// value → count of matching records, for a keyword or location column.
    Result<std::map<std::string, std::size_t>> count_by(std::string_view record_type,
                                                        const Filter& filter,
                                                        std::string_view column) const;
    /// (row value, column value) → count.
    Result<std::map<std::pair<std::string, std::string>, std::size_t>> cross_count(
        std::string_view record_type, const Filter& filter, std::string_view row_column,
        std::string_view value_column) const;

    /// A page of what waits for somebody in records. Refusals as find().
    Result<DuePage> find_dues(std::string_view record_type, const DueQuery& query) const;
    /// For many questions about the type as of one moment; refusals as find().
    Result<Reading> read(std::string_view record_type) const;

    /// How many records of the type there are; 0 for an unknown type.
    std::size_t size(std::string_view record_type) const;
    /// Bytes held, per record type; an honest estimate from the containers' capacities.
    std::size_t memory_bytes(std::string_view record_type) const;
    const Schema* schema(std::string_view record_type) const;

  private:
    static std::vector<const Entry*> of_type(const std::vector<Entry>& entries,
                                             std::string_view record_type);
    const Table* find_table(std::string_view record_type) const;

    std::unique_ptr<const Ancestry> ancestry_;
    std::map<std::string, std::unique_ptr<Table>, std::less<>> tables_;
};

}  // namespace amparo::index
