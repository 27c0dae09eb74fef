#pragma once

#include "cli/match_commands.hpp"

namespace amparo::cli {

/// Adds `match rebuild`: builds the index of matching from the stored records, as the server does
/// when it starts, and says who takes part.
void add_match_rebuild_command(CLI::App& match, const CommandHost& host);

}  // namespace amparo::cli
