#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// The record, or nullopt. `invalid` when its seal is broken (a corrupted or swapped row).
Result<std::optional<StoredRecord>> find_record(Snapshot& snapshot, const RecordId& id);
/// The records that exist, in the order of the ids. Broken rows: as find_record.
Result<std::vector<StoredRecord>> find_records(Snapshot& snapshot,
                                               const std::vector<RecordId>& ids);
/// Writes a record and its change row in one go; returns the record as stored. `conflict` when
/// `expected` is not the stored revision (or the id exists already, for a new one).
Result<StoredRecord> put_record(Transaction& transaction, RecordWrite write);

/// A write that is compressed and sealed already. Everything a seal is bound to is known before
/// the transaction, so the costly part can run in the caller's thread, and the one writer thread
/// of SQLite only stores bytes. May be put again when the transaction is run again.
class PreparedRecord {
  public:
    /// The record as it will be stored. Its sequence, and for an update created_at, are set when
    /// it has been put.
    const StoredRecord& record() const;

  private:
    friend class RecordWriter;
    struct Parts;
    std::shared_ptr<Parts> parts_;
};
/// Seals a write, outside any transaction.
PreparedRecord prepare_record(Database& database, RecordWrite write);
/// As put_record above.
Result<> put_record(Transaction& transaction, PreparedRecord& prepared);
/// Appends a change row without touching a record (a flag, a transition of its own, …).
Result<Sequence> append_change(Transaction& transaction, Change change);
/// Empties the details of every change of a subject for good (a lawful removal). The links stay,
/// with the digests of what was there, so the chain still proves that nothing else is missing.
Result<std::size_t> blank_changes_of(Transaction& transaction, const std::string& subject_id);

/// All records as of one moment, in the order they were created (which is how they lie on disk),
/// streamed in blocks to the caller's thread; a broken row is reported to `broken` (also there)
/// and skipped. Unsealing is spread over `threads`.
struct ScanOptions {
    int threads = 2;
    std::function<void(const RecordId&)> broken;
};
Result<> scan_records(Database& database, const ScanOptions& options,
                      const std::function<void(std::vector<StoredRecord>&&)>& block);

/// The action of a change that set only who saved last and when: part of the chain, not of a
/// history. Spelled out in the SQL of the two functions below.
inline constexpr std::string_view touch_action = "touch";
/// A record's changes, newest first, without touches.
Result<std::vector<Change>> changes_of(Snapshot& snapshot, const std::string& subject_id,
                                       std::size_t offset, std::size_t count);
Result<std::size_t> count_changes_of(Snapshot& snapshot, const std::string& subject_id);
/// Changes after a sequence, oldest first, at most `count`.
Result<std::vector<Change>> changes_after(Snapshot& snapshot, Sequence after, std::size_t count);
/// What a change was about, without its sealed details.
struct ChangeMark {
    Sequence sequence = 0;
    std::string subject = {};
    std::string subject_id = {};
    bool writes_record = false;
};
/// Part of the log: from after a sequence to another, oldest first, at most `count`.
struct LogRange {
    Sequence after = 0;
    Sequence up_to = 0;
    std::size_t count = 1000;
};
std::vector<ChangeMark> change_marks(Snapshot& snapshot, const LogRange& range);
/// The newest sequence of the log.
Sequence head(Snapshot& snapshot);

}  // namespace amparo::store
