#pragma once

namespace CLI {
class App;
}

namespace amparo::cli {

struct CommandHost;

/// Adds `amparo match evaluate links`: links the records of person files without a database.
void add_match_links_command(CLI::App& evaluate, const CommandHost& host);

}  // namespace amparo::cli
