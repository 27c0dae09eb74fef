#include "cli/matching_jobs.hpp"

namespace amparo::cli {
namespace {

// Once the ages of children were worked out anew, at half past midnight. A run takes minutes; the
// first one of a large deployment may take longer.
constexpr std::chrono::minutes nightly_at{60};
constexpr std::chrono::minutes run_max{600};

}  // namespace

void add_matching_jobs(jobs::Engine& engine, const matching::RematchParts& parts) {
    const std::string queue(matching::matching_queue);
    // One worker: runs on one node do not overtake each other.
    engine.add_queue({.name = queue, .workers = 1, .run_max = run_max});
    engine.handle(std::string(matching::follow_kind), [parts](const store::RunningJob& running) {
        return matching::Rematch(parts).follow(running);
    });
    engine.repeat({.name = std::string(matching::nightly_kind),
                   .queue = queue,
                   .timing = jobs::Timing::daily(nightly_at),
                   .handler = [parts](const store::RunningJob& running) {
                       return matching::Rematch(parts).nightly(running);
                   }});
}

}  // namespace amparo::cli
