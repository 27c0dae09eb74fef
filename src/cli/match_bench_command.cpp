#include "cli/match_bench_command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>

#include "base/json.hpp"
#include "cli/match_commands.hpp"
#include "cli/match_material.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"

namespace amparo::cli {
namespace {

constexpr std::size_t listed = 20;
constexpr std::size_t searches_max = 2'000;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) {
    return std::chrono::duration<double>(Clock::now() - began).count();
}

/// The milliseconds that so many of a hundred searches did not exceed.
double percentile(const std::vector<double>& sorted, std::size_t of_hundred) {
    return sorted[(sorted.size() - 1) * of_hundred / 100];
}

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

void tell(const char* what, double value) {
    std::cout << what << '\t' << value << '\n';
}

Result<> measure(const matching::InventOptions& options, const Console& console) {
    const auto directory = config_directory() / "matching";
    AMPARO_TRY(const auto rules, read_match_file((directory / "configuration.json").string()));
    AMPARO_TRY(const auto configuration, matching::Configuration::parse(rules));
    AMPARO_TRY(const auto lexicon, matching::Lexicon::load(directory));
    AMPARO_TRY(const auto invented, Invented::make(options, console));
    const matching::BoundModel model(configuration.tracing, matching::Sides::case_and_trace);
    matching::Matcher matcher(model, lexicon, invented.places, match_day());
    const auto began = Clock::now();
    for (const auto& record : invented.cases) {
        if (is_traceable(record, configuration.eligibility)) matcher.add({.record = &record});
    }
    const auto built = seconds_since(began);
    const auto traces = open_traces(invented.requests, configuration.eligibility);
    matching::Matcher::Session session(matcher);
    std::vector<double> times;
    ProgressLine line(console, "cli.match.comparing");
    const auto count = std::min(traces.size(), searches_max);
    for (std::size_t at = 0; at < count; ++at) {
        const auto start = Clock::now();
        session.search({traces[at].trace, traces[at].request}, {.limit = listed});
        times.push_back(seconds_since(start) * 1000);
        line.update(at + 1, count);
    }
    std::ranges::sort(times);
    const auto cases = static_cast<double>(std::max<std::size_t>(matcher.size(), 1));
    tell("cases", static_cast<double>(matcher.size()));
    tell("cases_indexed_per_second", cases / std::max(built, 1e-9));
    tell("index_bytes_per_case", static_cast<double>(matcher.memory_bytes()) / cases);
    tell("searches", static_cast<double>(times.size()));
    if (!times.empty()) {
        tell("best_20_p50_ms", percentile(times, 50));
        tell("best_20_p99_ms", percentile(times, 99));
    }
    std::cout << std::flush;
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
