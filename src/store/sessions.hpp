#pragma once

#include <optional>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// A row for state that is often written, never in the change log, and may expire: sessions,
/// idempotency results, log-in failures. `key_hash` is a digest, never a token itself.
struct VolatileRow {
    std::string kind = {};      // "session", "idempotency", "throttle"
    std::string key_hash = {};  // hexadecimal
    std::string owner = {};     // user name, or empty
    Instant updated_at{};
    Instant expires_at{};
    json::Object data = {};  // sealed at rest
};
/// The row, unless it is absent or has expired by the database's clock.
Result<std::optional<VolatileRow>> find_volatile(Snapshot& snapshot, std::string_view kind,
                                                 std::string_view key_hash);
/// The rows of an owner that have not expired, the longest unused first.
Result<std::vector<VolatileRow>> volatile_of_owner(Snapshot& snapshot, std::string_view kind,
                                                   std::string_view owner);
/// Inserts or replaces.
Result<> put_volatile(Transaction& transaction, const VolatileRow& row);
/// Inserts; `conflict` when the key is taken by a row that has not expired.
Result<> insert_volatile(Transaction& transaction, const VolatileRow& row);
Result<> remove_volatile(Transaction& transaction, std::string_view kind,
                         std::string_view key_hash);
/// Removes what expired before `now`; returns how many rows.
Result<std::size_t> expire_volatile(Transaction& transaction, Instant now);

}  // namespace amparo::store
