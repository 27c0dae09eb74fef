#include "store/detail/bindings.hpp"

#include "base/clock.hpp"
#include "store/audit.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store::detail {
std::string record_binding(const StoredRecord& record) {
    return binding({"records", record.id.text(), record.type, part(record.revision),
                    part(record.deleted ? 1 : 0), part(ticks(record.updated_at))});
}

// The place in the sequence is the chain's to guard: it is not known when the details are sealed.
std::string change_binding(const Change& change) {
    return binding({"changes", change.subject, change.subject_id, part(change.revision),
                    change.action, change.actor, part(ticks(change.at))});
}

std::string document_binding(const Document& document) {
    return binding({"documents", document.kind, document.key, part(document.revision),
                    part(ticks(document.updated_at))});
}

std::string volatile_binding(std::string_view kind, std::string_view key_hash,
                             std::string_view owner, std::int64_t expires_at) {
    return binding({"volatile_rows", kind, key_hash, owner, part(expires_at)});
}

std::string chunk_binding(std::string_view blob_id, std::int64_t number, std::int64_t chunks) {
    return binding({"blob_chunks", blob_id, part(number), part(chunks)});
}

std::string user_item_binding(std::string_view kind, std::int64_t user_id, std::string_view key) {
    return binding({"user_items", kind, part(user_id), key});
}

std::string job_binding(std::int64_t id, std::string_view column) {
    return binding({"jobs", part(id), column});
}

std::string delivery_binding(std::string_view name, std::string_view webhook,
                             std::string_view record_id) {
    return binding({"webhook_deliveries", name, webhook, record_id});
}

std::string record_sync_binding(std::string_view record_id, std::string_view destination,
                                std::int64_t at) {
    return binding({"record_syncs", record_id, destination, part(at)});
}

std::string audit_binding(const AuditEntry& entry) {
    return binding({"audit", part(ticks(entry.at)), entry.user_name, entry.action,
                    entry.record_type, entry.record_id, part(entry.refused ? 1 : 0)});
}

}  // namespace amparo::store::detail
