#pragma once

#include <string>
#include <string_view>

#include "records/service.hpp"
#include "store/jobs.hpp"

/// Where records count when the setting of the reporting location or the tree of places has
/// changed (case-management.md §3.15).
namespace amparo::casework {

/// The kind of the job.
inline constexpr std::string_view reporting_location_kind = "restamp_reporting_locations";

/// The work, over all records of all types. Written by the system: who edited a record last stays.
/// May be run again; what is right already is not written. `busy` on a node that has not taken
/// over the configuration which the job is for.
Result<json::Object> restamp_reporting_locations(records::Service& records,
                                                 const store::RunningJob& running);

/// Remembers that the records of a new deployment, of which there are none, fit its configuration.
Result<> remember_reporting_locations(store::Transaction& transaction,
                                      const forms::Definitions& definitions, Instant at);

/// Enqueues the work when what places come from is not what it was when it was last enqueued: the
/// fields that the settings name, or the tree of places. Used by one thread at a time; any number
/// of nodes enqueue a change once.
class ReportingLocationWatch {
  public:
    explicit ReportingLocationWatch(records::Service& records) : records_(records) {}

    /// Whether it enqueued the work. Costs nothing while the configuration stays as it was.
    Result<bool> look();

  private:
    records::Service& records_;
    std::string seen_;  // the version of the definitions at the last look that succeeded
};

}  // namespace amparo::casework
