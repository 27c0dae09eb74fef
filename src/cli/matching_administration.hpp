#pragma once

#include <memory>

#include "jobs/engine.hpp"
#include "matching/configurations/fits.hpp"

namespace amparo::cli {

class Deployment;

/// The matching configuration in the hands of administrators.
struct MatchingAdministration {
    std::unique_ptr<matching::Configurations> configurations;
    std::unique_ptr<matching::Fits> fits;

    /// Makes both, and adds the job that fits weights to the engine, before it is started. All that
    /// is named outlives it, and it outlives the engine's threads.
    static MatchingAdministration create(Deployment& deployment, const matching::Service& matching,
                                         jobs::Engine& engine);
};

}  // namespace amparo::cli
