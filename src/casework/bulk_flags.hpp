#pragma once

#include <cstdint>

#include "casework/flags.hpp"
#include "records/bulk.hpp"
#include "store/jobs.hpp"

namespace amparo::casework {

/// Work begun on many records; its result is kept with the job.
struct BulkBegun {
    std::int64_t job = 0;
    std::size_t matched = 0;
};

/// Puts the job for the records in its payload's `ids` in the queue; sent again under the same
/// key, it is the job of the first time.
Result<BulkBegun> begin_bulk(const records::Service& records, const store::Job& job,
                             const std::optional<records::Repetition>& repetition);

/// Flags every record the selection meets, in the background. forbidden without `flag_multiple`;
/// `invalid` for a blank message, no filters, or too many records.
Result<BulkBegun> flag_many(const access::Actor& actor, records::Service& records,
                            const records::BulkSelection& selection, const FlagInput& input);

/// The kind of its job.
inline constexpr std::string_view bulk_flag_kind = "bulk_flag";
/// The job of it: {"done": n, "of": n, "failed": [{"id", "message"}]}. A record that is flagged by
/// this job already is not flagged twice.
Result<json::Object> run_bulk_flag(records::Service& records, const store::RunningJob& running);

}  // namespace amparo::casework
