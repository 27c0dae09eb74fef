#pragma once

#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "records/dependencies.hpp"

namespace amparo::records {

/// A kept search as one reader sees it.
struct SavedSearch {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    std::string user_name = {};            // whose it is
    json::Object data = {};                // name, record_type, filters, module_ids
    std::vector<std::string> groups = {};  // shared with; for others, those of both
    bool is_pinned = false;                // by the reader
    bool may_change = false;               // the reader's own
    bool may_withdraw = false;             // the reader may end that it is shared
};

/// The searches that people keep and share (records.md §23). A shared one is seen by members of a
/// group that its owner is in as well, if they may list the record type and filter by all that it
/// names; it finds for each what they may see. Nobody else learns of it. Thread-safe.
class SavedSearches {
  public:
    explicit SavedSearches(const Dependencies& on) : on_(on) {}

    /// The actor's own and those shared with them, newest first.
    Result<std::vector<SavedSearch>> list(const access::Actor& actor) const;
    /// `invalid` with all problems. A search for words or for what identifies a child cannot be
    /// shared: its text would tell of the child.
    Result<SavedSearch> create(const access::Actor& actor, const json::Object& input);
    /// Name, filters and groups by the owner; `pinned` by whoever sees it; groups taken away by a
    /// manager of the owner. forbidden (also for one that is not seen), not_found, invalid.
    Result<SavedSearch> change(const access::Actor& actor, std::int64_t id,
                               const json::Object& input);
    /// Somebody else's is forbidden.
    Result<> remove(const access::Actor& actor, std::int64_t id);

  private:
    const Dependencies& on_;
};

}  // namespace amparo::records
