#include "cli/match_commands.hpp"

#include <CLI/CLI.hpp>

#include "cli/match_bench_command.hpp"
#include "cli/match_evaluation.hpp"
#include "cli/match_links_command.hpp"
#include "cli/match_rebuild_command.hpp"
#include "cli/match_run_command.hpp"

namespace amparo::cli {
namespace {

enum ExitCode { done = 0, refused = 1 };

}  // namespace

void CommandHost::on(CLI::App& command, std::function<Result<>()> work) const {
    command.callback([this_host = *this, work = std::move(work)] {
        this_host.run = [this_host, work] {
            const auto outcome = work();
            if (outcome) return done;
            this_host.console.complain(outcome.error());
            return refused;
        };
    });
}

void add_match_commands(CLI::App& program, const CommandHost& host) {
    auto* match = program.add_subcommand("match", host.about("cli.command.match"));
    match->require_subcommand(1);
    auto* evaluate = match->add_subcommand("evaluate", host.about("cli.command.match_evaluate"));
    evaluate->require_subcommand(1);
    add_match_evaluations(*evaluate, host);
    add_match_explanations(*match, host);
    add_match_links_command(*evaluate, host);
    add_match_rebuild_command(*match, host);
    add_match_run_command(*match, host);
    add_bench_commands(program, host);
}

}  // namespace amparo::cli
