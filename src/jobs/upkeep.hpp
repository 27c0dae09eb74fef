#pragma once

#include "store/database.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The names of the periodic jobs.
inline constexpr std::string_view session_cleanup_job = "SessionCleanup";
/// As above.
inline constexpr std::string_view job_cleanup_job = "JobCleanup";

/// Removes what has expired: sessions, attempts to sign in, answers kept for repeated requests.
Result<json::Object> clean_sessions(store::Database& database);
/// Removes jobs that were done 30 days ago; what failed for good stays until somebody looks.
Result<json::Object> clean_jobs(store::Database& database);

}  // namespace amparo::jobs
