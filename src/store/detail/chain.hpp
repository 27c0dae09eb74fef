#pragma once

#include <string>
#include <string_view>

#include "store/detail/connection.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store::detail {

/// A change with its details sealed; made before its place in the log is known, on any thread.
struct SealedChange {
    Change change;               // without details; sequence set when it is appended
    bool writes_record = false;  // its record's row was written with it
    Sealed sealed;
    std::string digest;  // of salt and details
};

/// The details of a change as they are written in JSON. A part of them that somebody has
/// compressed already is not compressed again.
struct ChangeDetails {
    std::string_view text;
    std::string_view packed = {};   // the zstd frame of a part of the text
    std::size_t packed_at = 0;      // where that part begins
    std::size_t packed_length = 0;  // and how long it is
};

/// Seals the details of a change.
SealedChange seal_change(const Context& context, Change change, const ChangeDetails& details,
                         bool writes_record);
/// The details of a stored change, and whether they are those the digest was made of.
Result<json::Object> open_change(const KeyRing& keys, const SealedChange& stored);

/// The hash of the link before the first.
std::string genesis_hash();
/// BLAKE2b-256 over the hash before, all clear columns and the digest of the details. It needs no
/// key, so whoever holds a copy of the database can check the chain; and it covers the digest, not
/// the sealed bytes, so that it outlives blanking and a change of keys.
std::string link_hash(std::string_view previous, const SealedChange& change);

/// Takes the lock on the end of the log for the rest of the transaction. Logged writes call it
/// before they touch a row, so that two writers never wait for each other in a circle.
void lock_log(Connection& connection);
/// The next link: stores the change row, and remembers `item` for the followers.
Sequence append_link(Connection& connection, SealedChange& change, FeedItem item);
/// Writes the end of the log back, once, before the commit. False: nothing was logged.
bool store_log_end(Connection& connection);

}  // namespace amparo::store::detail
