#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

enum class JobState { waiting, running, done, failed };
/// "waiting", …; back, nullopt for an unknown name.
std::string_view wire_name(JobState state);
std::optional<JobState> job_state_named(std::string_view name);

/// A piece of slow or timed work. `payload` and `result` are sealed at rest.
struct Job {
    std::int64_t id = 0;
    std::string queue = {};
    std::string kind = {};
    JobState state = JobState::waiting;
    int attempts = 0;
    int attempts_max = 8;
    Instant run_at{};
    Instant updated_at{};
    json::Object payload = {};
    json::Object result = {};
    std::string error = {};  // a key, never a record's text
};

/// A job that is being done, as whoever does it sees it. A job may be done twice when a worker
/// dies at the wrong moment, so doing it again must do no harm.
struct RunningJob {
    const Job& job;
    /// Keeps how far the work has come, for whoever looks at the job meanwhile. `conflict` when
    /// the job has been given to another worker: stop then.
    std::function<Result<>(const json::Object& progress)> report;
    /// True once the server is to end: refuse with `busy`, the job goes on after the restart.
    std::function<bool()> is_stopping;
};
/// Does jobs of one kind; what it gives is kept as the job's result. A refusal is tried again
/// after growing pauses, or after its retry_after_seconds; never again when those are negative.
using JobHandler = std::function<Result<json::Object>(const RunningJob&)>;
inline constexpr int never_again = -1;

/// In the caller's transaction, so that work and job stand or fall together.
Result<std::int64_t> enqueue_job(Transaction& transaction, Job job);
/// Whether take_job would find one; needs no write.
bool has_due_job(Snapshot& snapshot, std::string_view queue);
/// Takes the next due job of the queue for `lease`; two workers never hold one job.
Result<std::optional<Job>> take_job(Transaction& transaction, std::string_view queue,
                                    std::chrono::seconds lease);
/// Holds on to a taken job for another lease. These four: `conflict` when the lease was over and
/// the job is no longer the caller's.
Result<> renew_job(Transaction& transaction, const Job& job, std::chrono::seconds lease);
Result<> report_job(Transaction& transaction, const Job& job, const json::Object& progress);
Result<> finish_job(Transaction& transaction, const Job& job, const json::Object& result);
/// Gives a taken job back as it was, because its worker is told to stop.
Result<> release_job(Transaction& transaction, const Job& job);
/// Why an attempt came to nothing. `pause` 0: exponential, 2 s … 5 min.
struct JobFailure {
    std::string error;
    std::chrono::seconds pause{0};
    bool is_final = false;
};
/// Schedules the next attempt, or marks the job failed for good. `conflict` as above.
Result<> fail_job(Transaction& transaction, const Job& job, const JobFailure& failure);
/// A job that failed for good is due again, with all its attempts. `not_found` for any other.
Result<> retry_job(Transaction& transaction, std::int64_t id);
/// All that failed for good; how many there were.
Result<std::size_t> retry_failed_jobs(Transaction& transaction);
/// Removes what was done before the moment; returns how many.
Result<std::size_t> remove_done_jobs(Transaction& transaction, Instant before);

/// Which jobs, newest first.
struct JobQuery {
    std::optional<JobState> state = {};
    std::size_t offset = 0;
    std::size_t count = 20;
};
Result<std::vector<Job>> list_jobs(Snapshot& snapshot, const JobQuery& query);
/// Of the jobs in that state, or of all.
std::size_t count_jobs(Snapshot& snapshot, std::optional<JobState> state);
Result<std::optional<Job>> find_job(Snapshot& snapshot, std::int64_t id);

/// How many jobs of a queue are in a state, and since when the first has been due.
struct JobTally {
    std::string queue;
    JobState state = JobState::waiting;
    std::size_t count = 0;
    Instant oldest{};
};
/// Of all but the jobs that are done.
std::vector<JobTally> tally_jobs(Snapshot& snapshot);
/// Of those that have failed for good since the moment.
std::vector<JobTally> tally_failures(Snapshot& snapshot, Instant since);

}  // namespace amparo::store
