#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "records/service.hpp"

/// What changed in a record since somebody last looked at it (web-app.md §8.2).
namespace amparo::records {

/// Looks closer together than this are one: reading a record again after saving it, or the page
/// anew, does not take the marks away.
inline constexpr std::chrono::minutes look_gap{30};

/// One answer that somebody else changed; the newest of its changes.
struct RecentChange {
    std::string field_name;
    std::string user_name;  // empty: the system did, or whoever looks is told no names
    Instant at{};
};

struct LastLook {
    std::optional<Instant> since;       // none: the actor never looked before this time
    std::vector<RecentChange> changes;  // in the order of their names
};

/// When the actor looked before this time, by the access log, and which keys that they may read
/// others have changed since. Of the newest limit of changes only. forbidden, not_found.
Result<LastLook> changes_since_last_look(const access::Actor& actor, const Service& records,
                                         std::string_view record_type, const RecordId& id);

}  // namespace amparo::records
