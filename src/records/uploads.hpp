#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "base/id.hpp"
#include "records/dependencies.hpp"

namespace amparo::records {

/// A file that arrives in pieces.
using UploadId = Id<struct UploadIdTag>;

/// As large as one piece may be; clients on bad lines choose smaller ones.
inline constexpr std::size_t upload_piece_bytes_max = 1U << 20;
/// As small as a piece may be, but for the last one: what is kept of each costs a row.
inline constexpr std::size_t upload_piece_bytes_min = 16U << 10;
/// Files that one person may have on the way, and their bytes together.
inline constexpr std::size_t uploads_per_user_max = 10;
/// As above.
inline constexpr std::size_t upload_bytes_per_user_max = 60U << 20;
/// What is not attached to a record by then is forgotten.
inline constexpr std::chrono::hours upload_kept{24};

/// What is to come: how many bytes, and their SHA-256 in hexadecimal.
struct UploadInput {
    std::int64_t size = 0;
    std::string digest;
};
/// How far it has come.
struct Upload {
    UploadId id;
    std::int64_t size = 0;
    std::int64_t received = 0;
    Instant expires_at{};
};

/// Files on their way, piece by piece and sealed at rest, until they are attached to a record. Each
/// belongs to whoever began it; for anybody else there is no such upload. Thread-safe.
class Uploads {
  public:
    explicit Uploads(const Dependencies& on) : on_(on) {}
    /// Needs the right to change records of a type that has files. `invalid` (size, digest),
    /// too_many_requests when too much is on the way.
    Result<Upload> begin(const access::Actor& actor, const UploadInput& input) const;
    /// not_found.
    Result<Upload> find(const access::Actor& actor, const UploadId& id) const;
    /// The next piece. `conflict` when `offset` is not where the last one ended: ask find() then.
    Result<Upload> append(const access::Actor& actor, const UploadId& id, std::int64_t offset,
                          std::string_view piece) const;
    /// Forgets it.
    Result<> discard(const access::Actor& actor, const UploadId& id) const;
    /// All of it, once it is complete and is what was announced; `invalid` otherwise.
    Result<std::string> bytes(const access::Actor& actor, const UploadId& id) const;
    /// Forgets it in the transaction that keeps its bytes elsewhere.
    static Result<> remove(store::Transaction& transaction, const UploadId& id);

  private:
    const Dependencies& on_;
};

}  // namespace amparo::records
