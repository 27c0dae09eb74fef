#pragma once

#include "cli/match_commands.hpp"

namespace amparo::cli {

/// Adds `amparo provider …`: identity providers without a browser, also when nobody can sign in.
void add_provider_commands(CLI::App& program, const CommandHost& host);

}  // namespace amparo::cli
