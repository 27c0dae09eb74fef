#pragma once

#include <functional>
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
/// Appends a change row without touching a record (a flag, a transition of its own, …).
Result<Sequence> append_change(Transaction& transaction, Change change);

/// All records in id order, streamed in blocks; a broken row is reported to `broken` and skipped.
/// Unsealing is spread over `threads`.
struct ScanOptions {
    int threads = 2;
    std::function<void(const RecordId&)> broken;
};
Result<> scan_records(Database& database, const ScanOptions& options,
                      const std::function<void(std::vector<StoredRecord>&&)>& block);

/// A record's changes, newest first.
Result<std::vector<Change>> changes_of(Snapshot& snapshot, const std::string& subject_id,
                                       std::size_t offset, std::size_t count);
Result<std::size_t> count_changes_of(Snapshot& snapshot, const std::string& subject_id);
/// Changes after a sequence, oldest first, at most `count`.
Result<std::vector<Change>> changes_after(Snapshot& snapshot, Sequence after, std::size_t count);
/// The newest sequence of the log.
Sequence head(Snapshot& snapshot);

}  // namespace amparo::store
