#include "cli/program.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "base/log.hpp"
#include "cli/console.hpp"
#include "cli/demo_commands.hpp"
#include "cli/job_commands.hpp"
#include "cli/maintenance_commands.hpp"
#include "cli/match_commands.hpp"
#include "cli/provider_commands.hpp"
#include "cli/serve.hpp"
#include "cli/usage.hpp"
#include "cli/user_commands.hpp"
#include "exchange/print/foreign_pages.hpp"
#include "exchange/print/page_picture.hpp"

namespace amparo::cli {
namespace {

enum ExitCode { done = 0, refused = 1, not_understood = 2, outage = 3 };

/// The command line as it is being read: the options, and what to run at the end.
struct Program {
    CLI::App app;
    const Console& console;
    CommonOptions common = {};
    ServeOptions serving = {};
    UserAddOptions new_user = {};
    JobListOptions job_list = {};
    std::vector<std::int64_t> numbers = {};
    std::string name = {};
    std::filesystem::path file = {};
    bool no_demo = false;
    std::function<int()> run = {};

    int finish(const Result<>& outcome) const {
        if (outcome) return done;
        console.complain(outcome.error());
        return refused;
    }
    int finish(const Result<bool>& outcome) const {
        if (outcome) return *outcome ? done : refused;
        console.complain(outcome.error());
        return refused;
    }
    std::string about(const char* key) const { return console.text(MessageKey(key)); }
};

CLI::App* add_command(Program& program, CLI::App& parent, const char* name, const char* about) {
    auto* command = parent.add_subcommand(name, program.about(about));
    command->add_option("--data", program.common.data, program.about("cli.option.data"));
    command->add_option("--config", program.common.config, program.about("cli.option.config"));
    command->add_option("--set", program.common.assignments, program.about("cli.option.set"));
    return command;
}

void add_serve(Program& program) {
    auto* command = add_command(program, program.app, "serve", "cli.command.serve");
    command->add_option("--port", program.serving.port, program.about("cli.option.port"));
    command->add_option("--cases", program.serving.cases, program.about("cli.option.cases"))
        ->check(CLI::Range(0, 10'000'000));
    command->add_flag("--no-demo", program.no_demo, program.about("cli.option.no_demo"));
    command->callback([&program] {
        program.run = [&program] {
            program.serving.common = program.common;
            program.serving.demo = program.no_demo ? Demo::without : Demo::with;
            return program.finish(serve(program.serving, program.console));
        };
    });
}

void add_maintenance(Program& program) {
    const auto plain = [&](const char* name, const char* about, auto function) {
        add_command(program, program.app, name, about)->callback([&program, function] {
            program.run = [&program, function] {
                return program.finish(function(program.common, program.console));
            };
        });
    };
    plain("init", "cli.command.init", initialise);
    plain("verify", "cli.command.verify", verify);
    plain("rotate-key", "cli.command.rotate_key", rotate_key);
    plain("doctor", "cli.command.doctor", examine);
    const auto with_file = [&](const char* name, const char* about, auto function) {
        auto* command = add_command(program, program.app, name, about);
        command->add_option("file", program.file, program.about("cli.option.file"))->required();
        command->callback([&program, function] {
            program.run = [&program, function] {
                return program.finish(function(program.common, program.file, program.console));
            };
        });
    };
    with_file("backup", "cli.command.backup", back_up);
    with_file("restore", "cli.command.restore", restore);
}

void add_users(Program& program) {
    auto* users = program.app.add_subcommand("user", program.about("cli.command.user"));
    users->require_subcommand(1);
    auto* add = add_command(program, *users, "add", "cli.command.user_add");
    auto& wanted = program.new_user;
    add->add_option("name", wanted.name, program.about("cli.option.user_name"))->required();
    add->add_option("--full-name", wanted.full_name, program.about("cli.option.full_name"))
        ->required();
    add->add_option("--role", wanted.role, program.about("cli.option.role"))->required();
    add->add_option("--agency", wanted.agency, program.about("cli.option.agency"))->required();
    add->add_option("--group", wanted.groups, program.about("cli.option.group"))->required();
    add->add_option("--locale", wanted.locale, program.about("cli.option.locale"));
    add->add_flag("--service-account", wanted.service_account,
                  program.about("cli.option.service_account"));
    add->callback([&program] {
        program.run = [&program] {
            return program.finish(add_user(program.common, program.new_user, program.console));
        };
    });
    auto* password = add_command(program, *users, "password", "cli.command.user_password");
    password->add_option("name", program.name, program.about("cli.option.user_name"))->required();
    password->callback([&program] {
        program.run = [&program] {
            return program.finish(set_user_password(program.common, program.name, program.console));
        };
    });
    auto* factor = add_command(program, *users, "second-factor-remove",
                               "cli.command.user_second_factor_remove");
    factor->add_option("name", program.name, program.about("cli.option.user_name"))->required();
    factor->callback([&program] {
        program.run = [&program] {
            return program.finish(
                remove_second_factor(program.common, program.name, program.console));
        };
    });
    add_command(program, *users, "list", "cli.command.user_list")->callback([&program] {
        program.run = [&program] {
            return program.finish(list_users(program.common, program.console));
        };
    });
}

void add_demo(Program& program) {
    auto* demo = program.app.add_subcommand("demo", program.about("cli.command.demo"));
    demo->require_subcommand(1);
    demo->add_subcommand("scenario", program.about("cli.command.demo_scenario"))
        ->callback([&program] {
            program.run = [&program] {
                return program.finish(play_demo_scenario(program.console));
            };
        });
}

void add_job_commands(Program& program) {
    auto* jobs = program.app.add_subcommand("jobs", program.about("cli.command.jobs"));
    jobs->require_subcommand(1);
    const auto add = [&](const char* name, const char* about, std::function<Result<>()> run) {
        auto* command = add_command(program, *jobs, name, about);
        command->callback([&program, run = std::move(run)] {
            program.run = [&program, run] { return program.finish(run()); };
        });
        return command;
    };
    auto* list = add("list", "cli.command.jobs_list", [&program] {
        return list_jobs(program.common, program.job_list, program.console);
    });
    list->add_option("--state", program.job_list.state, program.about("cli.option.job_state"))
        ->check(CLI::IsMember({"waiting", "running", "done", "failed"}));
    list->add_option("--count", program.job_list.count, program.about("cli.option.job_count"))
        ->check(CLI::Range(1, 1000));
    add("show", "cli.command.jobs_show",
        [&program] { return show_job(program.common, program.numbers.front(), program.console); })
        ->add_option("id", program.numbers, program.about("cli.option.job_id"))
        ->required()
        ->expected(1);
    add("retry", "cli.command.jobs_retry",
        [&program] { return retry_jobs(program.common, program.numbers, program.console); })
        ->add_option("id", program.numbers, program.about("cli.option.job_ids"))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add("schedule", "cli.command.jobs_schedule",
        [&program] { return show_schedule(program.common, program.console); });
    add("run", "cli.command.jobs_run",
        [&program] { return hasten_job(program.common, program.name, program.console); })
        ->add_option("name", program.name, program.about("cli.option.job_name"))
        ->required();
}

int run_guarded(const Program& program) {
    try {
        return program.run();
    } catch (const Outage& error) {
        program.console.complain(error);
    } catch (const std::exception& error) {
        log::error("program.failed", {{"why", error.what()}});
        program.console.note("cli.failed");
    }
    return outage;
}

}  // namespace

int run_program(int count, char** words) {
    // Before anything else: that process is to hold nothing of ours.
    if (count == 2 && std::string_view(words[1]) == exchange::foreign_pages_word)
        return exchange::serve_foreign_pages();
    if (count == 2 && std::string_view(words[1]) == exchange::page_picture_word)
        return exchange::serve_page_picture();
    const auto console = Console::open();
    if (!console) {
        // The texts are in that directory, so this one cannot be.
        std::cerr << "The configuration directory (config/) was not found.\n";
        return refused;
    }
    Program program{.app = CLI::App(console->text("cli.about"), "amparo"), .console = *console};
    translate_help(program.app, *console);
    program.app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    program.app.require_subcommand(1);
    program.app.set_version_flag("--version", AMPARO_VERSION, program.about("cli.help.version"));
    add_serve(program);
    add_maintenance(program);
    add_users(program);
    add_demo(program);
    add_job_commands(program);
    add_match_commands(program.app, {.console = *console, .run = program.run});
    add_provider_commands(program.app, {.console = *console, .run = program.run});
    try {
        program.app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return program.app.exit(error);
        console->note(explain_usage(program.app, error));
        return not_understood;
    }
    return run_guarded(program);
}

}  // namespace amparo::cli
