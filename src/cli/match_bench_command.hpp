#pragma once

namespace CLI {
class App;
}

namespace amparo::cli {

struct CommandHost;

/// Adds `amparo bench match`: how fast invented cases are indexed and found on this machine.
void add_bench_commands(CLI::App& program, const CommandHost& host);

}  // namespace amparo::cli
