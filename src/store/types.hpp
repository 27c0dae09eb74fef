#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"

namespace amparo::store {

/// The resource name of a record type: "case", "incident", "tracing_request", ...
using RecordType = std::string;
/// Position in the change log, in commit order; 0 is before the first change.
using Sequence = std::int64_t;
/// Counts the stored changes of one record, from 1.
using Revision = std::int64_t;

/// A record as it is kept. `data` holds its fields; the other members are its row.
struct StoredRecord {
    RecordId id = {};
    RecordType type = {};
    Revision revision = 0;
    Sequence sequence = 0;
    Instant created_at{};
    Instant updated_at{};
    bool deleted = false;
    json::Object data = {};
};

/// One link of the change log. `details` is sealed at rest: for a record
/// {"record_changes": {field: {"from":…, "to":…}}, …}, or for a new one {"record_created":
/// {field: …}, …}; a lawful removal blanks it.
struct Change {
    Sequence sequence = 0;
    Instant at{};
    std::string actor = {};       // user name, or "system"
    std::string subject = {};     // a record type, or "definition:<kind>", "user"
    std::string subject_id = {};  // record id as text, or the object's key
    Revision revision = 0;
    std::string action = {};  // "create", "update", "flag", ...
    json::Object details = {};
    bool blanked = false;
};

/// A record as it is to be written. `expected` is the revision it was read at, 0 for a new one.
struct RecordWrite {
    RecordId id = {};
    RecordType type = {};
    Revision expected = 0;
    bool deleted = false;
    json::Object data = {};
    std::string actor = {};
    std::string action = {};
    json::Object details = {};
    Instant at{};
    /// The details also hold the document as it is stored, under `document_key`: all that there is
    /// to say of a creation, and written once for both rows.
    bool details_hold_document = false;
};
/// Not a key of the details of a write that sets it.
inline constexpr std::string_view document_key = "record_created";

/// A configuration object, user, role …: a sealed JSON object under (kind, key).
struct Document {
    std::string kind = {};  // "form", "lookup", "location", "role", "agency", "user", "setting", …
    std::string key = {};
    Revision revision = 0;
    Instant updated_at{};
    json::Object data = {};
};

/// One change of a record, handed to followers after its commit. `record` is what the change made
/// of it; for a change of another process, the record as it is by then (maybe newer already).
struct CommittedRecord {
    std::shared_ptr<const StoredRecord> record = {};
    std::string action = {};
    Sequence sequence = 0;  // of the change
};

}  // namespace amparo::store
