#pragma once

#include <string_view>

#include "records/service.hpp"
#include "store/jobs.hpp"

/// Where records count when the setting of the reporting location or the tree of places has
/// changed (case-management.md §3.15).
namespace amparo::casework {

/// The kind of the job.
inline constexpr std::string_view reporting_location_kind = "restamp_reporting_locations";

/// The work, over all records of all types; to be enqueued with the change of the configuration.
/// Written by the system: who edited a record last stays. May be run again; what is right already
/// is not written.
Result<json::Object> restamp_reporting_locations(records::Service& records,
                                                 const store::RunningJob& running);

}  // namespace amparo::casework
