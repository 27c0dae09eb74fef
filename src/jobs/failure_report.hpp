#pragma once

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view failure_report_job = "FailureReport";

/// Tells administrators how much work has failed for good since the moment: whoever looks after
/// webhooks of messages that were given up, whoever manages the system of everything else. Each is
/// told of either at most once a day.
Result<json::Object> report_failures(const records::Service& records, Instant since);

}  // namespace amparo::jobs
