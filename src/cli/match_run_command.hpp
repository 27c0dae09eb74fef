#pragma once

#include "cli/match_commands.hpp"

namespace amparo::cli {

/// Adds `amparo match run`: searches anew with the stored records and keeps what is found, as the
/// nightly job does.
void add_match_run_command(CLI::App& match, const CommandHost& host);

}  // namespace amparo::cli
