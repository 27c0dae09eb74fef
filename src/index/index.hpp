#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
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

struct Sort {
    std::string column;  // must be sortable
    bool descending = true;
};

/// A page of matching records.
struct Page {
    std::vector<RecordId> ids;
    std::size_t total = 0;
};

/// A name or identifier search within a filter.
struct Search {
    enum class Mode { identifier, name, phone } mode = Mode::identifier;
    std::string query;
};

struct Query {
    Filter filter;
    std::optional<Search> search;
    Sort sort;  // ignored by name search, which ranks
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
    /// with several values stands at its smallest.
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
