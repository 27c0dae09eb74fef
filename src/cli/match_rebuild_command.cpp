#include "cli/match_rebuild_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/deployment.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "matching/live/service.hpp"

namespace amparo::cli {
namespace {

Result<> rebuild(const CommonOptions& options, const Console& console) {
    AMPARO_CHECK(expect_deployment(options));
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    {
        ProgressLine line(console, "cli.loading");
        AMPARO_CHECK(deployment->load_records(line.reporter()));
    }
    AMPARO_TRY(const auto service,
               matching::Service::start({.records = deployment->records(),
                                         .directory = config_directory() / "matching"}));
    service->wait_until_ready();
    if (!service->is_ready()) return refuse(Errc::busy, "errors.matching.not_ready");
    const auto sizes = service->sizes();
    console.say({"cli.match.rebuilt",
                 {{"cases", std::to_string(sizes.cases)},
                  {"traces", std::to_string(sizes.traces)},
                  {"children", std::to_string(sizes.duplicates)}}});
    return {};
}

}  // namespace

void add_match_rebuild_command(CLI::App& match, const CommandHost& host) {
    auto* command = match.add_subcommand("rebuild", host.about("cli.command.match_rebuild"));
    const auto options = std::make_shared<CommonOptions>();
    command->add_option("--data", options->data, host.about("cli.option.data"));
    command->add_option("--config", options->config, host.about("cli.option.config"));
    command->add_option("--set", options->assignments, host.about("cli.option.set"));
    host.on(*command, [options, &console = host.console] { return rebuild(*options, console); });
}

}  // namespace amparo::cli
