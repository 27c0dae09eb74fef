#include "cli/usage.hpp"

#include <CLI/CLI.hpp>

namespace amparo::cli {
namespace {

/// The words of the library's help, and the texts that stand in their place.
constexpr std::pair<const char*, const char*> labels[] = {
    {"Usage", "cli.help.usage"},          {"Positionals", "cli.help.arguments"},
    {"OPTIONS", "cli.help.options_mark"}, {"SUBCOMMAND", "cli.help.command_mark"},
    {"TEXT", "cli.help.text_mark"},       {"UINT", "cli.help.number_mark"},
    {"INT", "cli.help.number_mark"},      {"FLOAT", "cli.help.number_mark"},
    {"REQUIRED", "cli.help.required"}};

/// The option or argument that the library's sentence is about: "--port: 1 required UINT missing",
/// "Could not convert: --port = x", "name is required".
std::string subject_of(const CLI::ParseError& error) {
    const std::string sentence = error.what();
    const auto option = sentence.find("--");
    const auto start = option == std::string::npos ? 0 : option;
    return sentence.substr(start, sentence.find_first_of(" :", start) - start);
}

/// The commands that were understood may be followed by words that were not.
std::string first_unknown_word(const CLI::App& app) {
    for (const auto& word : app.remaining(true)) {
        if (!word.empty()) return word;
    }
    return "";
}

/// The commands that were understood: their help says what they take.
std::string command_in(const CLI::App& app) {
    std::string command = "amparo";
    const auto* inner = &app;
    while (!inner->get_subcommands().empty()) {
        inner = inner->get_subcommands().front();
        command += " " + inner->get_name();
    }
    return command;
}

MessageKey about(const char* key, std::string what, const CLI::App& app) {
    return {key, {{"what", std::move(what)}, {"command", command_in(app)}}};
}

}  // namespace

void translate_help(CLI::App& app, const Console& console) {
    const auto formatter = std::make_shared<CLI::Formatter>();
    for (const auto& [word, key] : labels) formatter->label(word, console.text(MessageKey(key)));
    app.formatter(formatter);
    app.option_defaults()->group(console.text(MessageKey("cli.help.options")));
    app.group(console.text(MessageKey("cli.help.commands")));
    app.set_help_flag("-h,--help", console.text(MessageKey("cli.help.flag")));
}

MessageKey explain_usage(const CLI::App& app, const CLI::ParseError& error) {
    const auto unknown = first_unknown_word(app);
    const auto is_of = [&](CLI::ExitCodes code) {
        return error.get_exit_code() == static_cast<int>(code);
    };
    if (is_of(CLI::ExitCodes::ExtrasError)) return about("cli.usage.unknown", unknown, app);
    if (is_of(CLI::ExitCodes::RequiredError)) {
        if (!unknown.empty()) return about("cli.usage.unknown", unknown, app);
        const auto subject = subject_of(error);
        // "A subcommand is required".
        if (subject == "A") return about("cli.usage.command", "", app);
        return about("cli.usage.missing", subject, app);
    }
    if (is_of(CLI::ExitCodes::ArgumentMismatch))
        return about("cli.usage.no_value", subject_of(error), app);
    return about("cli.usage.value", subject_of(error), app);
}

}  // namespace amparo::cli
