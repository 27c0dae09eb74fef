#pragma once

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo {
class Messages;
}

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view task_digest_job = "TaskDigest";

/// Tells everyone who has a list of tasks how many of theirs are due today or overdue, once a day
/// and only when there are some (case-management.md §6.4).
Result<json::Object> remind_of_tasks(const records::Service& records, const Messages& messages,
                                     const store::RunningJob& running);

}  // namespace amparo::jobs
