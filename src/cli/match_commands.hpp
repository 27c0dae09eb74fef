#pragma once

#include <functional>

#include "base/error.hpp"
#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace amparo::cli {

/// Where a command leaves what is to be done once the whole line is understood.
struct CommandHost {
    const Console& console;
    std::function<int()>& run;

    /// The sentence of a key, for help.
    std::string about(const char* key) const { return console.text(MessageKey(key)); }
    /// Runs `work` when the command is given; a refusal is explained and ends with 1.
    void on(CLI::App& command, std::function<Result<>()> work) const;
};

/// Adds `amparo match …`: names, explain, fit, and evaluate with what can be measured without a
/// database; and `amparo bench match`.
void add_match_commands(CLI::App& program, const CommandHost& host);

}  // namespace amparo::cli
