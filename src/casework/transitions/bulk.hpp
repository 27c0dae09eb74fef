#pragma once

#include <string>
#include <vector>

#include "casework/bulk_flags.hpp"
#include "casework/transitions/operations.hpp"
#include "records/bulk.hpp"
#include "store/jobs.hpp"

/// Transitions of many records at once (case-management.md §5.7).
namespace amparo::casework {

/// Assigns every record the selection meets, in the background. forbidden without any right to
/// assign; invalid for a recipient who cannot have them, without filters, or for too many records.
Result<BulkBegun> assign_many(const access::Actor& actor, records::Service& records,
                              const records::BulkSelection& selection, const AssignInput& input);

/// The kind of that job, in the queue `records`.
inline constexpr std::string_view bulk_assign_kind = "bulk_assign";
/// The job of it: {"done": n, "of": n, "records": [{"id", "status": "assigned" | "skipped",
/// "reason"?}]}. The recipient is told once of all.
Result<json::Object> run_bulk_assign(records::Service& records, const store::RunningJob& running);

/// What came of each record, in the order asked.
struct BulkRefusal {
    RecordId id;
    Error error;
};
struct BulkOutcome {
    json::Array transitions = {};
    std::vector<BulkRefusal> refusals = {};
};
/// Refers / transfers each case, those that can be; at most limits::bulk_records_max. not_found
/// for an unknown id and forbidden when the right is missing on one: then nothing is done.
Result<BulkOutcome> refer_many(const access::Actor& actor, records::Service& records,
                               const std::vector<std::string>& ids, const ReferralInput& input);
Result<BulkOutcome> transfer_many(const access::Actor& actor, records::Service& records,
                                  const std::vector<std::string>& ids, const TransferInput& input);

}  // namespace amparo::casework
