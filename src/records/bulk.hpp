#pragma once

#include <string>
#include <vector>

#include "records/service.hpp"

namespace amparo::records {

/// Records that an action on many is about, as a body of JSON says it: the filters of a list
/// (`{"status": ["open"], "age": ["6..11"], "id": […]}`) and a search text (records.md §16, §17).
struct BulkSelection {
    std::string record_type;
    std::string query;
    json::Object filters;
};

/// The ids the filters meet within the actor's own list, newest first; taken now, so that the work
/// is done on what the actor saw. `forbidden` without the right to list; `invalid` on /filters
/// without any filter, by its name for one that says nothing or may not be read, and with
/// `too_many` when more than bulk_records_max match.
Result<std::vector<RecordId>> select_for_bulk(const access::Actor& actor, const Service& records,
                                              const BulkSelection& selection,
                                              const MessageKey& too_many);

}  // namespace amparo::records
