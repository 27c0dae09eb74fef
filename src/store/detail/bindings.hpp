#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/types.hpp"

namespace amparo::store {
struct AuditEntry;
}

namespace amparo::store::detail {

// What the seal of each table's rows is bound to, in one place: whoever writes a row, and whoever
// verifies or reseals the whole table, must agree.

std::string record_binding(const StoredRecord& record);
std::string change_binding(const Change& change);
std::string document_binding(const Document& document);
std::string volatile_binding(std::string_view kind, std::string_view key_hash,
                             std::string_view owner, std::int64_t expires_at);
/// A chunk of a blob; `chunks` is how many there are, so that a blob cannot lose its end unseen.
std::string chunk_binding(std::string_view blob_id, std::int64_t number, std::int64_t chunks);
/// `column` is "payload" or "result".
std::string job_binding(std::int64_t id, std::string_view column);
std::string user_item_binding(std::string_view kind, std::int64_t user_id, std::string_view key);
/// A delivery to another system; its state changes, so that is not part of it.
std::string delivery_binding(std::string_view name, std::string_view webhook,
                             std::string_view record_id);
std::string record_sync_binding(std::string_view record_id, std::string_view destination,
                                std::int64_t at);
/// The clear columns of an audit entry; its id is not known when it is sealed.
std::string audit_binding(const AuditEntry& entry);

}  // namespace amparo::store::detail
