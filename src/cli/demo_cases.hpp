#pragma once

#include "cli/deployment.hpp"
#include "store/maintenance.hpp"

namespace amparo::cli {

/// Invents `count` cases for the demo workers, through the same door as everyone's. The names
/// come from pools in config/demo; the same seed gives the same children.
Result<> make_demo_cases(Deployment& deployment, std::size_t count,
                         const store::Progress& progress);

}  // namespace amparo::cli
