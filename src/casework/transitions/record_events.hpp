#pragma once

#include <string>
#include <vector>

#include "records/service.hpp"

namespace amparo::casework {

/// Which changes of records are told.
struct RecordEventQuery {
    std::string_view record_type;
    Instant from{};
    Instant to{};  // half-open
};

/// One change of a record in a word: "create", "update", "close", "reopen", "flag", "unflag",
/// "merge", "unmerge". What it holds is in the history of the record, for those who may read it.
struct RecordEvent {
    store::StoredRecord record;
    std::string word;
    std::string by;
    Instant at{};
};

/// What others did with records of the people whose work the actor oversees, and with the actor's
/// own; of the thousand that changed last. What is handed over, approved, or done by the system is
/// not among it.
Result<std::vector<RecordEvent>> record_events(const access::Actor& actor,
                                               const records::Service& records,
                                               const RecordEventQuery& query);

}  // namespace amparo::casework
