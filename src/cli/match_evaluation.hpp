#pragma once

namespace CLI {
class App;
}

namespace amparo::cli {

struct CommandHost;

/// Adds `names`, `tokens`, `tracing` and `duplicates` to `amparo match evaluate`.
void add_match_evaluations(CLI::App& evaluate, const CommandHost& host);
/// Adds `names`, `explain` and `fit` to `amparo match`.
void add_match_explanations(CLI::App& match, const CommandHost& host);

}  // namespace amparo::cli
