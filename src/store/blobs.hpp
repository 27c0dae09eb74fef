#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace amparo::store {

inline constexpr std::size_t blob_chunk_bytes = 256U << 10;

/// Stores the bytes as sealed chunks under a new id (or the given one).
Result<> put_blob(Transaction& transaction, const BlobId& id, std::string_view bytes);
/// Streams the chunks in order; `not_found` when absent, `invalid` when a seal is broken.
Result<> read_blob(Snapshot& snapshot, const BlobId& id,
                   const std::function<void(std::string_view)>& chunk);
/// The whole blob; `too_large` past bytes_max.
Result<std::string> blob_bytes(Snapshot& snapshot, const BlobId& id, std::size_t bytes_max);
Result<> remove_blob(Transaction& transaction, const BlobId& id);

}  // namespace amparo::store
