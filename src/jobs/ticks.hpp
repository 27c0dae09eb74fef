#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view deadline_tick_job = "DeadlineTick";

/// Something that is to be looked at regularly: tasks that are due, requests that expire. Gives
/// what it did, for the result of the job; must do no harm when it is done twice.
struct TickStep {
    std::string name;
    std::function<Result<json::Object>(const store::RunningJob&)> run;
};

/// A job that takes several steps. One that is refused does not keep the others from running; the
/// job then fails with the first refusal and is tried again.
store::JobHandler tick(std::vector<TickStep> steps);

}  // namespace amparo::jobs
