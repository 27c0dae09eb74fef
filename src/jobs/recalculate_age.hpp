#pragma once

#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job.
inline constexpr std::string_view recalculate_age_job = "RecalculateAge";

/// Gives every child the age that the date of birth says today (case-management.md §3.7, §9). It
/// asks the index for ages that are not right, so it catches up with any gap and does nothing
/// twice. Written by the system: who edited a record last stays. A date of birth that was worked
/// out from an estimated age (1 January) says nothing on birthdays and is left alone, unless the
/// deployment wants it (system_options.recalculate_estimated_ages).
Result<json::Object> recalculate_ages(records::Service& records, const store::RunningJob& running);

}  // namespace amparo::jobs
