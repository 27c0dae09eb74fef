#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "store/jobs.hpp"
#include "store/schedules.hpp"

namespace amparo::jobs {

/// The background work for whoever may `system: manage`: what runs, what comes back, what failed
/// for good. What jobs are about is not told. Each function: forbidden for everybody else.
/// Thread-safe.
class Board {
  public:
    explicit Board(store::Database& database) : database_(database) {}

    /// A page of jobs, newest first, without what they are about.
    struct Page {
        std::vector<store::Job> jobs;
        std::size_t total = 0;
    };
    Result<Page> jobs(const access::Actor& actor, const store::JobQuery& query) const;
    /// How many are waiting, running and failed, by queue.
    Result<std::vector<store::JobTally>> tallies(const access::Actor& actor) const;
    Result<std::vector<store::JobSchedule>> schedules(const access::Actor& actor) const;

    /// One that failed for good is due again. `not_found` for any other.
    Result<> retry(const access::Actor& actor, std::int64_t id);
    /// A periodic job is due now. `not_found`.
    Result<> hasten(const access::Actor& actor, const std::string& name);

  private:
    store::Database& database_;
};

}  // namespace amparo::jobs
