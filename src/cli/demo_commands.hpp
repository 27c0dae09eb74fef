#pragma once

#include "cli/console.hpp"

namespace amparo::cli {

/// Plays the acceptance scenario on a fresh deployment in a temporary directory and prints each
/// step as it is done; the directory is gone afterwards. `invalid` at the first surprise.
Result<> play_demo_scenario(const Console& console);

}  // namespace amparo::cli
