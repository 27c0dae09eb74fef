#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "matching/worklist/kept_pair.hpp"
#include "store/database.hpp"
#include "store/types.hpp"

/// The pairs that were found, kept sealed in the database so that they outlive a restart and that
/// it is known which ones are new (matching.md 13).
namespace amparo::matching {

/// How far searches have come.
struct LedgerHead {
    std::int64_t version = 0;         // counts what was saved, on all nodes
    bool is_begun = false;            // whether everything was searched once
    store::Sequence followed_to = 0;  // the changes up to it are searched with
};

/// All kept pairs in memory. What changes them is saved in steps; when another node saved since
/// the step began, save() is refused with `conflict` and the ledger is as that node left it: the
/// step is to be done again. Thread-safe; only one thread may change it at a time.
class Ledger {
  public:
    explicit Ledger(store::Database& database) : database_(database) {}

    /// Reads what is kept, if anything changed since it was read: of small changes no more than
    /// those.
    Result<> refresh();
    /// The same at the beginning of a step. What a step before left unsaved, because it was broken
    /// off, is forgotten, so that it is found as new again. How far it is then: for save().
    Result<LedgerHead> begin_step();
    /// How far it is.
    LedgerHead head() const;
    /// Grows with every change of a pair.
    std::uint64_t changes() const;

    /// Calls for every pair, in no order. The ledger is locked meanwhile.
    using Visit = std::function<void(const KeptPair& candidate)>;
    void each(PairKind kind, const Visit& visit) const;
    /// The pairs that a holder, or a case, is in.
    KeptPairs of_holder(PairKind kind, const std::string& holder) const;
    KeptPairs of_case(PairKind kind, const RecordId& case_id) const;
    /// The holders of a tracing request.
    std::vector<std::string> holders_of(PairKind kind, const RecordId& owner) const;
    /// How many pairs there are.
    std::size_t size(PairKind kind) const;

    /// What a search with the holder found is all there is of it. Those that were known keep the
    /// moment they were found.
    void put_holder(PairKind kind, const std::string& holder, KeptPairs found);
    /// The same for a search with a case: the holders that were not found lose it.
    void put_case(PairKind kind, const RecordId& case_id, const KeptPairs& found);
    /// Writes what changed since the step began, and how far searches are; `version` is that of
    /// begin_step().
    Result<> save(LedgerHead head);

  private:
    struct Row {
        std::int64_t item = 0;  // in the store; 0: not yet
        KeptPairs pairs = {};
    };
    struct Pairs {
        std::map<std::string, Row, std::less<>> rows = {};  // by holder
        std::unordered_map<RecordId, std::set<std::string>> by_case = {};
        std::unordered_map<RecordId, std::set<std::string>> by_owner = {};
        std::set<std::string> changed = {};
    };
    Pairs& of(PairKind kind) { return kind == PairKind::tracing ? tracing_ : duplicates_; }
    const Pairs& of(PairKind kind) const {
        return kind == PairKind::tracing ? tracing_ : duplicates_;
    }
    struct News;
    bool has_unsaved() const { return !tracing_.changed.empty() || !duplicates_.changed.empty(); }
    Result<> read_all();
    /// Reads what others saved since; false when that cannot be told, or a step is going on.
    Result<bool> read_news();
    static Result<std::optional<News>> news_since(store::Snapshot& snapshot, std::int64_t since);
    bool take(News news, std::int64_t since);
    static void set_row(Pairs& pairs, const std::string& holder, KeptPairs found);
    static Result<Pairs> read_pairs(store::Snapshot& snapshot, PairKind kind);
    static Result<> write_row(store::Transaction& transaction, PairKind kind,
                              const std::string& holder, Row& row);

    store::Database& database_;
    mutable std::shared_mutex mutex_;  // guards all below
    LedgerHead head_;
    std::uint64_t changes_ = 0;
    Pairs tracing_;
    Pairs duplicates_;
};

}  // namespace amparo::matching
