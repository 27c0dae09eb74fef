#pragma once

#include <optional>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// Every document of a kind, by key.
Result<std::vector<Document>> documents_of(Snapshot& snapshot, std::string_view kind);
Result<std::optional<Document>> find_document(Snapshot& snapshot, std::string_view kind,
                                              std::string_view key);
/// Writes a document and its change row. `expected` 0: must be new; -1: whatever is there.
/// `conflict` when the stored revision is another. Returns the new revision.
struct DocumentWrite {
    std::string kind = {};
    std::string key = {};
    Revision expected = -1;
    json::Object data = {};
    std::string actor = {};
    Instant at{};
};
Result<Revision> put_document(Transaction& transaction, DocumentWrite write);
/// Removes it, with a change row. `not_found` when it is not there.
Result<> remove_document(Transaction& transaction, std::string_view kind, std::string_view key,
                         const std::string& actor);

}  // namespace amparo::store
