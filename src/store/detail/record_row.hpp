#pragma once

#include "store/detail/seal.hpp"
#include "store/types.hpp"

namespace amparo::store::detail {

/// A row of `records` as it lies in the database.
struct RecordRow {
    StoredRecord clear;  // without data
    Sealed sealed;
};

/// The record of a row; `invalid` when its seal is broken.
Result<StoredRecord> open_record(const KeyRing& keys, RecordRow&& row);
/// The row the query is at; its columns are record_columns.
Result<RecordRow> read_record_row(Rows& rows);

/// id, type, revision, seq, created_at, updated_at, deleted, key_id, sealed.
inline constexpr std::string_view record_columns = "ttiiiiitb";

}  // namespace amparo::store::detail
