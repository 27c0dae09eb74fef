#include "cli/match_evaluation.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>
#include <memory>
#include <optional>
#include <span>

#include "base/text.hpp"
#include "cli/match_commands.hpp"
#include "cli/match_material.hpp"
#include "cli/paths.hpp"
#include "cli/progress.hpp"
#include "matching/evaluate/estimation.hpp"
#include "matching/evaluate/explain.hpp"
#include "matching/evaluate/fairness.hpp"
#include "matching/evaluate/fit.hpp"
#include "matching/evaluate/name_sets.hpp"
#include "matching/generate/families.hpp"

namespace amparo::cli {
namespace {

/// The outcome; a refusal of a line says which file it is of.
template <class T>
Result<T> naming(Result<T> outcome, const MatchMaterial& material, const MatchFiles& files) {
    if (outcome) return outcome;
    return std::unexpected(material.naming(std::move(outcome.error()), files));
}

using Evaluation = Result<std::string> (*)(const matching::EvaluationInput&,
                                           const matching::EvaluationTools&);

/// Says why there may be less in the results than one expects.
void tell_of_gaps(const matching::TakingPart& part, const MatchFiles& files,
                  const Console& console) {
    if (part.cases == 0)
        console.note({"cli.match.nobody_traced", {{"cases", std::to_string(part.read)}}});
    if (part.sought == 0 && !files.requests.empty()) console.note({"cli.match.nobody_sought"});
    if (part.unclear_ids > 0)
        console.note({"cli.match.unclear_ids", {{"count", std::to_string(part.unclear_ids)}}});
}

Result<> evaluate_records(const MatchFiles& files, const Console& console, Evaluation evaluation) {
    AMPARO_CHECK(check_output(files.out, files.inputs()));
    AMPARO_TRY(const auto material, MatchMaterial::load(files));
    std::optional<ProgressLine> reading(std::in_place, console, "cli.match.reading");
    ProgressLine line(console, "cli.match.comparing");
    auto tools = material.tools(line);
    tools.reading = [&](auto done, auto total) { reading->update(done, total); };
    tools.taking_part = [&](const auto& part) {
        reading.reset();
        tell_of_gaps(part, files, console);
    };
    AMPARO_TRY(const auto out, naming(evaluation(material.input(files), tools), material, files));
    return matching::write_text(files.out, out);
}

std::string fixed(double value) {
    std::string text = std::to_string(value);
    return text.substr(0, text.find('.') + 5);
}

Result<matching::FairnessReport> find_groups(const MatchMaterial& material,
                                             const std::string& labels, const MatchFiles& files,
                                             const Console& console) {
    ProgressLine line(console, "cli.match.comparing");
    return matching::evaluate_fairness(material.input(files), labels, material.tools(line));
}

Result<> evaluate_groups(const MatchFiles& files, const Console& console) {
    AMPARO_CHECK(check_output(files.out, files.inputs()));
    AMPARO_TRY(const auto material, MatchMaterial::load(files));
    AMPARO_TRY(const auto labels, read_match_file(files.labels));
    AMPARO_TRY(const auto report,
               naming(find_groups(material, labels, files, console), material, files));
    for (const auto* group : report.unfair()) {
        console.note({"cli.match.unfair",
                      {{"group", group->group},
                       {"value", group->value},
                       {"first", fixed(group->first)},
                       {"all", fixed(report.all.first)}}});
    }
    return matching::write_text(files.out, report.csv());
}

/// An evaluation of pairs of names, and the columns that it reads.
struct NameEvaluation {
    Result<std::string> (*evaluate)(std::string_view, const matching::Lexicon&);
    std::span<const std::string_view> columns;
};

/// The first line is never a pair: whoever left the names of the columns out would lose one.
void tell_of_header(const std::string& pairs, const NameEvaluation& evaluation,
                    const MatchFiles& files, const Console& console) {
    if (matching::has_header(pairs, evaluation.columns)) return;
    const std::vector<std::string> columns(evaluation.columns.begin(), evaluation.columns.end());
    console.note({"cli.match.header_unknown",
                  {{"file", files.pairs}, {"columns", text::join(columns, ", ")}}});
}

Result<> evaluate_pairs(const MatchFiles& files, const NameEvaluation& evaluation,
                        const Console& console) {
    AMPARO_CHECK(check_output(files.out, files.inputs()));
    AMPARO_TRY(const auto lexicon, matching::Lexicon::load(config_directory() / "matching"));
    AMPARO_TRY(const auto pairs, read_match_file(files.pairs));
    AMPARO_TRY(const auto out, of_file(evaluation.evaluate(pairs, lexicon), files.pairs));
    tell_of_header(pairs, evaluation, files, console);
    return matching::write_text(files.out, out);
}

Result<> show_names(const MatchFiles& files) {
    AMPARO_TRY(const auto lexicon, matching::Lexicon::load(config_directory() / "matching"));
    std::cout << matching::explain_names(files.left, files.right, lexicon) << std::flush;
    return {};
}

Result<> show_pair(const MatchFiles& files, const Console& console) {
    AMPARO_TRY(const auto material, MatchMaterial::load(files));
    ProgressLine line(console, "cli.match.comparing");
    AMPARO_TRY(const auto table,
               naming(matching::explain({files.left, files.right}, material.input(files),
                                        material.tools(line)),
                      material, files));
    std::cout << table << std::flush;
    return {};
}

MessageKey describe(const char* key, const matching::Goodness& goodness) {
    return {key,
            {{"pairs", std::to_string(goodness.pairs)},
             {"matches", std::to_string(goodness.matches)},
             {"first", fixed(goodness.first)},
             {"calibration", fixed(goodness.calibration)},
             {"loss", fixed(goodness.log_loss)}}};
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all.empty() ? "-" : all;
}

/// Weights from records of which nobody knows who is who.
Result<> estimate_weights(const MatchFiles& files, const Console& console) {
    AMPARO_CHECK(check_output(files.out, files.inputs()));
    AMPARO_TRY(const auto material, MatchMaterial::load(files));
    ProgressLine line(console, "cli.match.comparing");
    const bool is_tracing = !files.requests.empty();
    AMPARO_TRY(
        const auto estimated,
        naming(matching::estimate_model({.data = material.input(files),
                                         .labels = {},
                                         .configuration = material.configuration_text,
                                         .model = is_tracing ? matching::FittedModel::tracing
                                                             : matching::FittedModel::duplicates},
                                        material.tools(line)),
               material, files));
    const auto& report = estimated.report;
    AMPARO_CHECK(matching::write_text(files.out, estimated.configuration));
    console.say({"cli.match.estimated",
                 {{"chance", std::to_string(report.chance_pairs)},
                  {"names", std::to_string(report.name_pairs)},
                  {"places", std::to_string(report.place_pairs)},
                  {"matches", std::to_string(std::lround(report.matches))},
                  {"kept", joined(report.kept)},
                  {"file", files.out}}});
    return {};
}

Result<> fit_weights(const MatchFiles& files, const Console& console) {
    if (files.labels.empty()) return estimate_weights(files, console);
    AMPARO_CHECK(check_output(files.out, files.inputs()));
    AMPARO_TRY(const auto material, MatchMaterial::load(files));
    AMPARO_TRY(const auto labels, read_match_file(files.labels));
    ProgressLine line(console, "cli.match.fitting");
    const bool is_tracing = !files.requests.empty();
    AMPARO_TRY(const auto fitted,
               naming(matching::fit_model({.data = material.input(files),
                                           .labels = labels,
                                           .configuration = material.configuration_text,
                                           .model = is_tracing ? matching::FittedModel::tracing
                                                               : matching::FittedModel::duplicates},
                                          material.tools(line)),
                      material, files));
    console.say(describe("cli.match.before", fitted.report.before));
    console.say(describe("cli.match.after", fitted.report.after));
    console.say({"cli.match.fitted",
                 {{"file", files.out}, {"digest", std::to_string(fitted.report.digest)}}});
    return matching::write_text(files.out, fitted.configuration);
}

Result<> invent(const std::filesystem::path& directory, const matching::InventOptions& options,
                const Console& console) {
    AMPARO_TRY(const auto traditions,
               matching::read_text(config_directory() / "matching" / "traditions.json"));
    ProgressLine line(console, "cli.match.inventing");
    AMPARO_TRY(const auto data,
               matching::invent_data(traditions, options,
                                     [&](auto done, auto total) { line.update(done, total); }));
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    const std::pair<const char*, const std::string*> files[] = {
        {"cases.jsonl", &data.cases},
        {"tracing_requests.jsonl", &data.requests},
        {"locations.csv", &data.locations},
        {"truth_traces.csv", &data.traces},
        {"truth_duplicates.csv", &data.duplicates}};
    for (const auto& [name, text] : files) {
        AMPARO_CHECK(matching::write_text(directory / name, *text));
    }
    return {};
}

/// A command with the options that several share.
struct Command {
    CLI::App& app;
    std::shared_ptr<MatchFiles> files = std::make_shared<MatchFiles>();
    const CommandHost& host;

    /// `about` is the key of its text, which ends in its name.
    Command(CLI::App& parent, const char* about, const CommandHost& with)
        : app(*parent.add_subcommand(name_in(about), with.about(about))), host(with) {}

    static std::string name_in(std::string_view about) {
        return std::string(about.substr(about.find("match_") + std::string_view("match_").size()));
    }
    void needs(const char* option, std::string& target, const char* about) {
        app.add_option(option, target, host.about(about))->required();
    }
    /// A variable of a script that is empty would quietly mean another file, or none.
    void takes_file(const char* option, std::string& target, const char* about) {
        app.add_option(option, target, host.about(about))->check(not_empty);
    }
    void needs_file(const char* option, std::string& target, const char* about) {
        app.add_option(option, target, host.about(about))->required()->check(not_empty);
    }
    static std::string not_empty(const std::string& value) { return value.empty() ? "empty" : ""; }
    void takes_records() {
        needs_file("--cases", files->cases, "cli.option.match_cases");
        needs_file("--locations", files->locations, "cli.option.match_locations");
        takes_file("--config", files->config, "cli.option.match_config");
        app.add_flag("--enabled-only", files->is_enabled_only,
                     host.about("cli.option.match_enabled_only"));
    }
};

}  // namespace

void add_match_evaluations(CLI::App& evaluate, const CommandHost& host) {
    const auto* console = &host.console;
    const auto add_names = [&](const char* about, NameEvaluation evaluation) {
        Command command(evaluate, about, host);
        command.needs_file("--pairs", command.files->pairs, "cli.option.match_pairs");
        command.needs_file("--out", command.files->out, "cli.option.match_out");
        host.on(command.app, [files = command.files, evaluation, console] {
            return evaluate_pairs(*files, evaluation, *console);
        });
    };
    add_names("cli.command.match_names",
              {matching::name_similarities, matching::name_pair_columns});
    add_names("cli.command.match_tokens", {matching::token_ranks, matching::token_pair_columns});
    Command tracing(evaluate, "cli.command.match_tracing", host);
    tracing.takes_records();
    tracing.needs_file("--requests", tracing.files->requests, "cli.option.match_requests");
    tracing.needs_file("--out", tracing.files->out, "cli.option.match_out");
    tracing.app.add_option("--top", tracing.files->top, host.about("cli.option.match_top"))
        ->check(CLI::Range(1, 5000));
    host.on(tracing.app, [files = tracing.files, console] {
        return evaluate_records(*files, *console, matching::evaluate_tracing);
    });
    Command fairness(evaluate, "cli.command.match_fairness", host);
    fairness.takes_records();
    fairness.needs_file("--requests", fairness.files->requests, "cli.option.match_requests");
    fairness.needs_file("--labels", fairness.files->labels, "cli.option.match_labels");
    fairness.needs_file("--out", fairness.files->out, "cli.option.match_out");
    host.on(fairness.app,
            [files = fairness.files, console] { return evaluate_groups(*files, *console); });
    Command duplicates(evaluate, "cli.command.match_duplicates", host);
    duplicates.takes_records();
    duplicates.needs_file("--out", duplicates.files->out, "cli.option.match_out");
    host.on(duplicates.app, [files = duplicates.files, console] {
        return evaluate_records(*files, *console, matching::evaluate_duplicates);
    });
}

void add_match_explanations(CLI::App& match, const CommandHost& host) {
    const auto* console = &host.console;
    Command names(match, "cli.command.match_names", host);
    names.needs("a", names.files->left, "cli.option.match_name");
    names.needs("b", names.files->right, "cli.option.match_name");
    host.on(names.app, [files = names.files] { return show_names(*files); });
    Command explain(match, "cli.command.match_explain", host);
    explain.needs("a", explain.files->left, "cli.option.match_searching");
    explain.needs("b", explain.files->right, "cli.option.match_found");
    explain.takes_records();
    explain.takes_file("--requests", explain.files->requests, "cli.option.match_requests");
    host.on(explain.app, [files = explain.files, console] { return show_pair(*files, *console); });
    Command fitting(match, "cli.command.match_fit", host);
    fitting.takes_records();
    fitting.takes_file("--requests", fitting.files->requests, "cli.option.match_fit_requests");
    fitting.takes_file("--labels", fitting.files->labels, "cli.option.match_fit_labels");
    fitting.needs_file("--out", fitting.files->out, "cli.option.match_out");
    host.on(fitting.app,
            [files = fitting.files, console] { return fit_weights(*files, *console); });
    Command generate(match, "cli.command.match_generate", host);
    const auto options = std::make_shared<matching::InventOptions>();
    generate.app.add_option("--cases", options->cases, host.about("cli.option.match_invented"))
        ->check(CLI::Range(1, 5'000'000));
    generate.app.add_option("--seed", options->seed, host.about("cli.option.match_seed"));
    generate.needs_file("--out", generate.files->out, "cli.option.match_directory");
    host.on(generate.app, [files = generate.files, options, console] {
        return invent(files->out, *options, *console);
    });
}

}  // namespace amparo::cli
