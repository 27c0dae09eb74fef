#include "cli/match_run_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "base/clock.hpp"
#include "cli/deployment.hpp"
#include "cli/options.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "matching/live/service.hpp"
#include "matching/worklist/rematch.hpp"

namespace amparo::cli {
namespace {

struct RunOptions : CommonOptions {
    std::string since;
};

/// A moment, or a day, which means its beginning where the deployment is; nullopt for nothing.
Result<std::optional<Instant>> since_of(const std::string& text, const std::string& zone) {
    if (text.empty()) return std::nullopt;
    if (const auto moment = parse_instant(text)) return *moment;
    const auto day = parse_day(text);
    if (!day) return refuse_field(Errc::invalid, "--since", MessageKey{"errors.fields.value"});
    return moment_of_local(Instant(*day), zone);
}

Result<> run(const RunOptions& options, const Console& console) {
    AMPARO_CHECK(expect_deployment(options));
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    AMPARO_TRY(const auto since,
               since_of(options.since, deployment->definitions().snapshot()->time_zone()));
    {
        ProgressLine line(console, "cli.loading");
        AMPARO_CHECK(deployment->load_records(line.reporter()));
    }
    auto& records = deployment->records();
    AMPARO_TRY(const auto service,
               matching::Service::start(
                   {.records = records, .directory = config_directory() / "matching"}));
    service->wait_until_ready();
    if (!service->is_ready()) return refuse(Errc::busy, "errors.matching.not_ready");
    AMPARO_TRY(const auto list, matching::WorkList::open(records, *service));
    matching::Rematch rematch({.records = records, .matching = *service, .list = *list});
    ProgressLine line(console, "cli.match.comparing");
    AMPARO_TRY(const auto report, rematch.run_since(since, line.reporter()));
    console.say(
        {"cli.match.ran",
         {{"cases", std::to_string(report.cases)},
          {"requests", std::to_string(report.requests)},
          {"pairs", std::to_string(list->ledger().size(matching::PairKind::tracing))},
          {"duplicates", std::to_string(list->ledger().size(matching::PairKind::duplicates))},
          {"told", std::to_string(report.told)}}});
    return {};
}

}  // namespace

void add_match_run_command(CLI::App& match, const CommandHost& host) {
    auto* command = match.add_subcommand("run", host.about("cli.command.match_run"));
    const auto options = std::make_shared<RunOptions>();
    command->add_option("--data", options->data, host.about("cli.option.data"));
    command->add_option("--config", options->config, host.about("cli.option.config"));
    command->add_option("--set", options->assignments, host.about("cli.option.set"));
    command->add_option("--since", options->since, host.about("cli.option.match_since"));
    host.on(*command, [options, &console = host.console] { return run(*options, console); });
}

}  // namespace amparo::cli
