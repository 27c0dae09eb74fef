#include "cli/match_bench_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "base/json.hpp"
#include "cli/match_commands.hpp"
#include "cli/match_material.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "matching/evaluate/speed.hpp"
#include "matching/generate/families.hpp"

namespace amparo::cli {
namespace {

using matching::SpeedFigure;

/// The invented records, parsed.
struct Invented {
    std::vector<json::Object> cases;
    std::vector<json::Object> requests;
    matching::Places places;

    static Result<Invented> make(const matching::InventOptions& options, const Console& console) {
        AMPARO_TRY(const auto traditions,
                   read_match_file((config_directory() / "matching/traditions.json").string()));
        ProgressLine line(console, "cli.match.inventing");
        AMPARO_TRY(const auto data,
                   matching::invent_data(traditions, options,
                                         [&](auto done, auto total) { line.update(done, total); }));
        Invented invented;
        AMPARO_TRY(invented.cases, matching::parse_lines(data.cases));
        AMPARO_TRY(invented.requests, matching::parse_lines(data.requests));
        AMPARO_TRY(invented.places, matching::Places::parse(data.locations));
        return invented;
    }
};

/// A number as short as it is clear.
std::string number(std::optional<double> value) {
    if (!value) return "-";
    return *value < 100 ? fmt::format("{:.3g}", *value) : fmt::format("{:.0f}", *value);
}

void tell_row(std::string_view name, std::string_view measured, std::string_view must,
              std::string_view of_cases) {
    std::cout << fmt::format("{:<28}{:>12}{:>12}{:>12}\n", name, measured, must, of_cases);
}

/// One line for each figure; programs can take them apart at the blanks.
void tell(const std::vector<SpeedFigure>& figures) {
    tell_row("figure", "measured", "must", "of_cases");
    for (const auto& figure : figures) {
        const auto* const sign = figure.must == SpeedFigure::Must::be_at_least ? ">=" : "<=";
        tell_row(figure.name, number(figure.measured), sign + number(figure.bound),
                 figure.of_cases == 0 ? "any" : std::to_string(figure.of_cases));
    }
    std::cout << std::flush;
}

Result<> measure(const matching::InventOptions& options, const Console& console) {
    const auto directory = config_directory() / "matching";
    AMPARO_TRY(const auto rules, read_match_file((directory / "configuration.json").string()));
    AMPARO_TRY(const auto configuration, matching::Configuration::parse(rules));
    AMPARO_TRY(const auto lexicon, matching::Lexicon::load(directory));
    AMPARO_TRY(const auto invented, Invented::make(options, console));
    std::vector<SpeedFigure> figures;
    {
        ProgressLine line(console, "cli.match.measuring");
        figures = matching::measure_speed({.cases = invented.cases,
                                           .requests = invented.requests,
                                           .places = invented.places,
                                           .lexicon = lexicon,
                                           .configuration = configuration,
                                           .today = match_day()},
                                          [&](auto done, auto total) { line.update(done, total); });
    }
    console.say({"cli.match.measured", {{"cases", std::to_string(invented.cases.size())}}});
    tell(figures);
    return {};
}

}  // namespace

void add_bench_commands(CLI::App& program, const CommandHost& host) {
    auto* bench = program.add_subcommand("bench", host.about("cli.command.bench"));
    bench->require_subcommand(1);
    auto* match = bench->add_subcommand("match", host.about("cli.command.bench_match"));
    const auto options = std::make_shared<matching::InventOptions>();
    options->cases = 20'000;
    match->add_option("--cases", options->cases, host.about("cli.option.match_invented"))
        ->check(CLI::Range(1, 5'000'000));
    match->add_option("--seed", options->seed, host.about("cli.option.match_seed"));
    host.on(*match, [options, &console = host.console] { return measure(*options, console); });
}

}  // namespace amparo::cli
