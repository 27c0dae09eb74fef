#include "records/sync_states.hpp"

#include <algorithm>

#include "access/field_names.hpp"

namespace amparo::records {
namespace {

constexpr std::size_t word_bytes_max = 100;
constexpr std::size_t url_bytes_max = 2000;
// Whoever acknowledges without an address.
constexpr std::string_view unnamed_destination = "external";

std::unexpected<Error> too_long(const char* key) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record_json",
                                 .problems = {{std::string("/") + key, "errors.fields.value"}}});
}

/// `false` alone says nothing: receivers of Primero v2 send it before they begin.
std::string status_of(const json::Object& input) {
    auto status = json::string_or(input, "mark_synced_status");
    if (!status.empty()) return status;
    if (json::bool_or(input, "mark_synced", false)) return std::string(store::synced_status);
    const bool says_no =
        input.contains("mark_synced") && !json::is_blank(json::find(input, "mark_synced"));
    return says_no && !json::string_or(input, "mark_synced_url").empty() ? "failed" : "";
}

}  // namespace

SyncState sync_state_of(store::Snapshot& snapshot, const std::string& record_id) {
    const auto syncs = store::record_syncs_of(snapshot, record_id);
    if (!syncs) throw Outage("the state of synchronisation of a record cannot be read");
    SyncState state;
    Instant newest{};
    for (const auto& sync : *syncs) {
        if (state.status.empty() || sync.at > newest) {
            state.status = sync.status;
            newest = sync.at;
        }
        if (sync.synced_at != Instant{} && (!state.synced_at || sync.synced_at > *state.synced_at))
            state.synced_at = sync.synced_at;
    }
    return state;
}

void show_sync_state(const SyncState& state, json::Object& shown) {
    if (!state.status.empty()) shown["sync_status"] = state.status;
    if (state.synced_at) shown["synced_at"] = format_instant(*state.synced_at);
}

Result<std::optional<Acknowledgement>> take_acknowledgement(json::Object& input) {
    auto destination = json::string_or(input, "mark_synced_url", unnamed_destination);
    auto status = status_of(input);
    if (destination.size() > url_bytes_max) return too_long("mark_synced_url");
    if (status.size() > word_bytes_max) return too_long("mark_synced_status");
    for (const auto key : access::field_names::sync_keys) input.erase(key);
    if (status.empty()) return std::nullopt;
    return Acknowledgement{std::move(destination), std::move(status)};
}

bool is_sync_key(std::string_view key) {
    return std::ranges::find(access::field_names::sync_keys, key) !=
           access::field_names::sync_keys.end();
}

bool is_acknowledgement_only(const json::Object& input) {
    return !input.empty() &&
           std::ranges::all_of(input, [](const auto& member) { return is_sync_key(member.key()); });
}

}  // namespace amparo::records
