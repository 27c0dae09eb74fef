#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace amparo::store {

/// What is sealed, stored and streamed in one piece.
inline constexpr std::size_t blob_chunk_bytes = 256U << 10;

/// Stores the bytes as sealed chunks under the id; `conflict` when it is taken.
Result<> put_blob(Transaction& transaction, const BlobId& id, std::string_view bytes);
/// A blob that is compressed and sealed already: sealing megabytes takes too long for the one
/// writer thread. May be put again when the transaction is run again.
class PreparedBlob {
    friend class BlobWriter;
    struct Parts;
    std::shared_ptr<const Parts> parts_;
};
/// Seals the bytes, outside any transaction.
PreparedBlob prepare_blob(Database& database, const BlobId& id, std::string_view bytes);
/// As put_blob above.
Result<> put_blob(Transaction& transaction, const PreparedBlob& prepared);
/// Streams the chunks in order; `not_found` when absent, `invalid` when a seal is broken.
Result<> read_blob(Snapshot& snapshot, const BlobId& id,
                   const std::function<void(std::string_view)>& chunk);
/// The whole blob; `too_large` past bytes_max.
Result<std::string> blob_bytes(Snapshot& snapshot, const BlobId& id, std::size_t bytes_max);
/// The bytes of all blobs together, as they were put.
std::size_t blob_bytes_total(Snapshot& snapshot);
Result<> remove_blob(Transaction& transaction, const BlobId& id);

}  // namespace amparo::store
