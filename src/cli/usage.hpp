#pragma once

#include "cli/console.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace amparo::cli {

/// Gives the help texts of a new command line, and of the commands added to it from now on, the
/// operator's language.
void translate_help(CLI::App& app, const Console& console);
/// What is wrong with a command line that was not understood.
MessageKey explain_usage(const CLI::App& app, const CLI::ParseError& error);

}  // namespace amparo::cli
