#pragma once

#include <chrono>

#include "access/users.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view unverified_users_job = "CleanupUnverifiedUsers";

/// Removes accounts whose owners registered themselves and never confirmed it, once nothing of them
/// has changed for so long (administration.md §5). One that records name stays.
Result<json::Object> remove_unverified_users(access::Users& users,
                                             const access::Directory& directory,
                                             Instant unchanged_since);

}  // namespace amparo::jobs
