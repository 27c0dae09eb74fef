#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "store/deliveries.hpp"

/// How far other systems are with a record (case-management.md §3.23). It lies beside the record:
/// what a receiver says of a child changes nothing of what we know of the child.
namespace amparo::records {

/// What the wire says of it: the newest status of any destination, and when one last said that it
/// has the record.
struct SyncState {
    std::string status = {};  // empty: nobody was told yet
    std::optional<Instant> synced_at = {};
};
/// Of a record, as of the snapshot. Throws Outage when a row does not open.
SyncState sync_state_of(store::Snapshot& snapshot, const std::string& record_id);
/// Puts `synced_at` and `sync_status` into what a record shows; what is not known is left out.
void show_sync_state(const SyncState& state, json::Object& shown);

/// The words of a receiver, as an update brings them: `mark_synced`, `mark_synced_url`,
/// `mark_synced_status`.
struct Acknowledgement {
    std::string destination;
    std::string status;
};
/// Takes the keys of exchange with other systems out of an input: they are no part of the
/// document. nullopt when they say nothing; `invalid` for a text that is too long.
Result<std::optional<Acknowledgement>> take_acknowledgement(json::Object& input);
/// Whether there is anything in it but such keys.
bool is_acknowledgement_only(const json::Object& input);
/// Whether the key is one of them.
bool is_sync_key(std::string_view key);

}  // namespace amparo::records
