#pragma once

#include <shared_mutex>
#include <unordered_map>

#include "base/telephone.hpp"
#include "index/detail/due_list.hpp"
#include "index/detail/evaluator.hpp"
#include "index/detail/fair_mutex.hpp"
#include "index/detail/identifier_column.hpp"
#include "index/detail/keyword_column.hpp"
#include "index/detail/name_index.hpp"
#include "index/detail/standing.hpp"
#include "index/detail/text_column.hpp"
#include "index/detail/value_column.hpp"
#include "index/index.hpp"

namespace amparo::index {

/// A column of a table: what the schema says, how it is read, where its values are.
struct TableColumn {
    Column spec;
    Extractor extractor;
    std::unique_ptr<ColumnStore> store;  // nullptr: read for a search only
    KeywordColumn* keyword = nullptr;    // store, when it is of this kind
    ValueColumn* value = nullptr;
    IdentifierColumn* identifier = nullptr;
};

/// What a search finds: records that are equally good, best first, and how many there are.
struct Ranked {
    struct Tier {
        Bitmap records;
        Match match;
    };
    std::vector<Tier> tiers;
    std::size_t total = 0;
};

/// Lets maps of names be asked with views.
struct NameHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
    std::size_t operator()(std::string_view name) const { return hash_text(name); }
};
template <class Value>
using ByName = std::unordered_map<std::string, Value, NameHash, std::equal_to<>>;

/// One record type: its columns, its searches, its lock. Reading a document happens outside the
/// lock; writers hold it for a small block of records.
class Table {
  public:
    /// The ancestry must outlive the table.
    Table(Schema schema, const Ancestry& ancestry);

    void load(std::span<const Entry* const> entries);
    void finish_load();
    void apply(std::span<const Entry* const> entries);
    void remove(const RecordId& id);

    Result<Page> find(const Query& query) const;
    Result<std::size_t> count(const Filter& filter) const;
    Result<std::map<std::string, std::size_t>> count_by(const Filter& filter,
                                                        std::string_view column) const;
    struct Cross {
        std::string_view row_column;
        std::string_view value_column;
    };
    using CrossCounts = std::map<std::pair<std::string, std::string>, std::size_t>;
    Result<CrossCounts> cross_count(const Filter& filter, const Cross& cross) const;
    Result<DuePage> find_dues(const DueQuery& query) const;
    /// Held by whoever asks several questions of one moment.
    std::shared_lock<FairMutex> read_lock() const { return std::shared_lock(mutex_); }

    std::size_t size() const;
    std::size_t memory_bytes() const;
    const Schema& schema() const { return schema_; }

    // For the evaluator and the pages, under the read lock:
    /// What a search finds among these records, best first. Of names only the best `count` and
    /// those that are as good as the last of them are in it.
    Ranked search(const Search& search, const Bitmap& within, std::size_t count) const;
    /// Of these, why a search by name found them.
    std::vector<Match> name_matches(const Search& search, std::span<const Ordinal> found) const;
    const IdMap& ids() const { return ids_; }
    const SortOrder& id_order() const { return id_order_; }
    const DueList& dues() const { return dues_; }
    bool is_loading() const { return is_loading_; }
    /// Answers kept for readings.
    Standing& standing() const { return standing_; }
    /// `invalid` naming the column when there is none that can be asked.
    Result<const TableColumn*> column(std::string_view name) const;

  private:
    struct Block;
    using Numbers = std::vector<std::size_t>;
    /// A member of documents and the columns it fills.
    struct Member {
        std::string name;
        Numbers columns;
    };

    void add_column(const Column& spec, const Ancestry& ancestry);
    Numbers numbers_of(const std::vector<std::string>& names, ColumnKind kind);
    std::size_t search_only(const std::string& name, ColumnKind kind);
    std::size_t add_identifier(std::size_t number);
    Block read(std::span<const Entry* const> entries) const;
    void read_members(const json::Object& document, Block& block, Numbers& followers) const;
    void read_names(Block& block, std::size_t row) const;
    void compute_columns(const json::Object& document, Block& block) const;
    void write(const Block& block);
    void write_column(std::size_t number, const Block& block, std::span<const IdMap::Added> places);
    void write_searches(const Block& block, std::span<const IdMap::Added> places);
    void start_load();
    void finish_columns();
    void build_id_order();
    Result<const TableColumn*> sortable(const std::string& name) const;
    Numbers asked(const Numbers& columns, const Search& search) const;
    IdentifierIndex::Columns asked_identifiers(const Search& search) const;

    Schema schema_;
    IdMap ids_;
    IdentifierIndex identifiers_;
    NameIndex names_;
    ValueColumn phones_;
    std::vector<TableColumn> columns_;
    ByName<std::size_t> by_name_;
    ByName<std::size_t> by_member_;  // the number of a member
    std::vector<Member> members_;
    Numbers identifier_columns_;  // all columns kept in identifiers_, in the order of their bits
    IdentifierIndex::Columns searched_identifiers_ = 0;
    Numbers computed_columns_;
    Numbers name_columns_;
    Numbers phone_columns_;
    const telephone::Country* home_ = nullptr;  // of the telephone numbers
    DueList dues_;
    SortOrder id_order_;
    bool is_loading_ = false;
    mutable Standing standing_{*this};
    mutable FairMutex mutex_;
};

}  // namespace amparo::index
