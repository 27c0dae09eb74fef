#pragma once

#include <string>
#include <vector>

#include "records/service.hpp"

namespace amparo::casework {

/// What the activity log is asked for (case-management.md §5.9).
struct ActivityQuery {
    std::vector<std::string> types = {};  // "transfer", "approval", …; empty: all permitted
    std::string performed_by = {};        // a user name; empty: whoever
    Instant from{};
    Instant to{};  // half-open
    bool is_ascending = false;
    std::size_t page = 1;
    std::size_t per = 20;
};

/// Records of the actor's team that changed hands or were shared and answered, approvals of theirs
/// that were decided, and what else others did with their records (`change`), newest first.
/// forbidden when the actor may see none of the types; invalid for an unknown one.
Result<records::ListAnswer> activity_log(const access::Actor& actor,
                                         const records::Service& records,
                                         const ActivityQuery& query);

}  // namespace amparo::casework
