#pragma once

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view retention_job = "RetentionReview";

/// Tells those who manage the system of closed cases of theirs whose time of retention has ended
/// after the day `told`, so that they decide. Each case is news once; the list of cases shows all
/// of them (filter `retention_due_on`). Changes and removes nothing.
Result<json::Object> review_retention(const records::Service& records, Day told,
                                      const store::RunningJob& running);

}  // namespace amparo::jobs
