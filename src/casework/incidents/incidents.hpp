#pragma once

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "records/service.hpp"

/// The incidents of a case over the wire (records.md §19).
namespace amparo::casework {

/// Which incidents of a case, and which of their fields (as for a list of incidents).
struct IncidentWish {
    std::string fields = {};
    std::size_t offset = 0;
    std::size_t count = limits::page_size_max;
};
/// Those incidents of the case that are in the actor's scope, as they may see them. forbidden
/// without `read` on incidents and on the case; not_found.
Result<records::ListAnswer> list_incidents(const access::Actor& actor,
                                           const records::Service& records, const RecordId& case_id,
                                           const IncidentWish& wish = {});
/// An incident that is not stored, filled from what the actor may read of the case. Needs `read`
/// and `incident_from_case` on the case.
Result<json::Object> propose_incident(const access::Actor& actor, const records::Service& records,
                                      const RecordId& case_id);
/// Links incidents to the case, all or none. Needs `read` on the case and
/// `link_incident_to_case` on each incident; invalid when one belongs to another case.
Result<> link_incidents(const access::Actor& actor, records::Service& records,
                        const RecordId& case_id, const std::vector<RecordId>& incidents);

}  // namespace amparo::casework
