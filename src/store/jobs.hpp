#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

enum class JobState { waiting, running, done, failed };

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

/// In the caller's transaction, so that work and job stand or fall together.
Result<std::int64_t> enqueue_job(Transaction& transaction, Job job);
/// Takes the next due job of the queue for `lease`; two workers never hold one job.
Result<std::optional<Job>> take_job(Transaction& transaction, std::string_view queue,
                                    std::chrono::seconds lease);
Result<> finish_job(Transaction& transaction, std::int64_t id, json::Object result);
/// Schedules the next attempt (exponential, 2 s … 5 min) or marks it failed for good.
Result<> fail_job(Transaction& transaction, std::int64_t id, const std::string& error);
Result<std::vector<Job>> list_jobs(Snapshot& snapshot, std::size_t offset, std::size_t count);

}  // namespace amparo::store
