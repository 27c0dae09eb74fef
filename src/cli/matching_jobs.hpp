#pragma once

#include "jobs/engine.hpp"
#include "matching/worklist/rematch.hpp"

namespace amparo::cli {

/// Adds the work of matching to the engine, before it is started: what follows each change, and
/// the nightly run. What the parts name outlives the engine's threads.
void add_matching_jobs(jobs::Engine& engine, const matching::RematchParts& parts);

}  // namespace amparo::cli
