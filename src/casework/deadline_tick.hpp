#pragma once

#include <string_view>

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::casework {

/// The name of the periodic job.
inline constexpr std::string_view deadline_tick_job = "DeadlineTick";

/// Marks cases on which work of their owner has become overdue since then, with an alert `deadline`
/// for the owner (case-management.md §§6.2, 9); without a moment, in the day before now. The mark
/// goes by itself once nothing is overdue any more. People are told by the morning's list of tasks;
/// reminders and ends of requests are jobs of their own. May be run again.
Result<json::Object> tick_deadlines(records::Service& records, Instant since,
                                    const store::RunningJob& running);

}  // namespace amparo::casework
