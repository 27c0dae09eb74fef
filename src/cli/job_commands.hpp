#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"

namespace amparo::cli {

/// Which jobs `amparo jobs list` shows.
struct JobListOptions {
    std::string state;  // empty: all
    std::size_t count = 50;
};

// `amparo jobs …` looks into the store; a server that runs meanwhile does the work. The lines are
// for people and scripts: columns between tabs.

/// The newest first.
Result<> list_jobs(const CommonOptions& options, const JobListOptions& wanted,
                   const Console& console);
/// Everything about one job but the texts in it.
Result<> show_job(const CommonOptions& options, std::int64_t id, const Console& console);
/// Those named, or all that failed for good.
Result<> retry_jobs(const CommonOptions& options, const std::vector<std::int64_t>& ids,
                    const Console& console);
/// Name, next time, last success and last fault of each periodic job.
Result<> show_schedule(const CommonOptions& options, const Console& console);
/// Makes a periodic job due now.
Result<> hasten_job(const CommonOptions& options, const std::string& name, const Console& console);

}  // namespace amparo::cli
