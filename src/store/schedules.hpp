#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/jobs.hpp"

namespace amparo::store {

/// A job that comes back, as all nodes see it. Times that never were are Instant{}.
struct JobSchedule {
    std::string name = {};
    Instant next_at{};
    std::int64_t job_id = 0;  // the newest run; 0: none yet
    Instant started_at{};     // when that was enqueued
    Instant success_at{};     // when the last run that succeeded was due
    std::string error = {};   // of the newest run, when it failed for good; a key
};

/// Makes the schedule known, due first at `next_at`; an existing one stays as it is.
Result<> ensure_schedule(Transaction& transaction, const std::string& name, Instant next_at);
/// What is to be run, and when it comes back.
struct ScheduledRun {
    std::string name;
    Instant next_at{};
    Job job;  // its payload gets {"schedule": name, "due_at": milliseconds}
};
/// Enqueues the job when the schedule is due and its last run has ended; false when it is not, or
/// another node was faster: one run at a time, whatever the nodes.
Result<bool> start_scheduled(Transaction& transaction, const ScheduledRun& run);
/// Remembers that a run went well or failed for good, in the transaction that ends its job. Does
/// nothing for the job of no schedule.
Result<> settle_scheduled(Transaction& transaction, const Job& job, const std::string& error);
/// Due now. `not_found` when there is none of that name.
Result<> hasten_schedule(Transaction& transaction, const std::string& name);
std::vector<JobSchedule> list_schedules(Snapshot& snapshot);
std::optional<JobSchedule> find_schedule(Snapshot& snapshot, const std::string& name);

}  // namespace amparo::store
