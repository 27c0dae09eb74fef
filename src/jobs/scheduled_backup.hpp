#pragma once

#include <filesystem>

#include "store/database.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view backup_job = "Backup";

/// Where backups go, and how many of them stay.
struct BackupPlan {
    std::filesystem::path folder;
    std::size_t keep = 14;
};

/// Writes a backup into the folder, named after the time at which it was due, so that a run that
/// is done again makes no second one; then removes the oldest of such a name beyond `keep`. Other
/// files are left alone. Nothing is removed when there is no new backup.
Result<json::Object> back_up(store::Database& database, const BackupPlan& plan,
                             const store::RunningJob& running);

}  // namespace amparo::jobs
