#include "cli/match_links_command.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/match_commands.hpp"
#include "cli/match_material.hpp"
#include "cli/progress.hpp"
#include "matching/links/link_files.hpp"

namespace amparo::cli {
namespace {

namespace links = matching::links;

/// The command line of one linkage.
struct LinkCommand {
    std::string profile;
    std::string map;
    std::vector<std::string> in;
    std::string out;
    bool is_between = false;
    double score_min = links::LinkOptions{}.score_min;
};

Result<links::ColumnMap> column_map(const LinkCommand& command) {
    if (command.profile.empty() == command.map.empty()) {
        return refuse(Errc::invalid, "cli.links.profile_or_map");
    }
    return command.map.empty() ? links::profile(command.profile) : links::read_map(command.map);
}

/// One line of progress for each stage, the last one replacing those before.
class StageLines {
  public:
    explicit StageLines(const Console& console) : console_(console) {}
    void update(links::Stage stage, std::size_t done, std::size_t total) {
        if (!line_ || stage != stage_) {
            line_.reset();
            line_ = std::make_unique<ProgressLine>(console_, sentence(stage));
            stage_ = stage;
        }
        line_->update(done, total);
    }

  private:
    static const char* sentence(links::Stage stage) {
        if (stage == links::Stage::retrieving) return "cli.links.retrieving";
        return stage == links::Stage::comparing ? "cli.links.comparing" : "cli.links.grouping";
    }

    const Console& console_;
    links::Stage stage_ = links::Stage::retrieving;
    std::unique_ptr<ProgressLine> line_;
};

Result<> link(const LinkCommand& command, const Console& console) {
    links::LinkRequest request;
    AMPARO_TRY(request.map, column_map(command));
    // Written so that "nan", which passes the check of the option, is refused too.
    if (!(command.score_min >= 0)) return refuse(Errc::invalid, "cli.links.min_score");
    auto inputs = command.in;
    inputs.push_back(command.map);
    AMPARO_CHECK(check_output(command.out, std::move(inputs)));
    request.in.assign(command.in.begin(), command.in.end());
    request.out = command.out;
    request.options = {
        .scope = command.is_between ? links::Scope::between_files : links::Scope::all,
        .score_min = command.score_min};
    StageLines lines(console);
    AMPARO_TRY(const auto found, links::link_files(request, [&](auto stage, auto done, auto total) {
                   lines.update(stage, done, total);
               }));
    const MessageKey done("cli.links.done", {{"records", std::to_string(found.records)},
                                             {"persons", std::to_string(found.persons)},
                                             {"links", std::to_string(found.links)},
                                             {"file", command.out}});
    // Behind the links in a pipe it would be taken for one.
    std::error_code error;
    if (std::filesystem::is_regular_file(command.out, error))
        console.say(done);
    else
        console.note(done);
    return {};
}

}  // namespace

void add_match_links_command(CLI::App& evaluate, const CommandHost& host) {
    auto* links = evaluate.add_subcommand("links", host.about("cli.command.match_links"));
    const auto command = std::make_shared<LinkCommand>();
    links->add_option("--profile", command->profile, host.about("cli.option.links_profile"));
    links->add_option("--map", command->map, host.about("cli.option.links_map"));
    links->add_option("--in", command->in, host.about("cli.option.links_in"))
        ->required()
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    links->add_flag("--between", command->is_between, host.about("cli.option.links_between"));
    links->add_option("--min-score", command->score_min, host.about("cli.option.links_min_score"))
        ->check(CLI::Range(0.0, 1.0));
    links->add_option("--out", command->out, host.about("cli.option.links_out"))->required();
    host.on(*links,
            [command, console = &host.console]() -> Result<> { return link(*command, *console); });
}

}  // namespace amparo::cli
