#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/messages.hpp"

namespace amparo::cli {

/// What an operator reads: sentences from config/cli/*.json in the language of the environment
/// (LC_ALL, LC_MESSAGES, LANG), results on standard output, everything else on standard error.
class Console {
  public:
    /// `own` has what only the command line says, `shared` what the server says too.
    Console(Messages own, Messages shared, std::string locale);
    /// Loads the sentences; `invalid` when they are missing.
    static Result<Console> open();

    /// The sentence, arguments filled in.
    std::string text(const MessageKey& message) const;
    /// A result line.
    void say(const MessageKey& message) const;
    /// Something on the way.
    void note(const MessageKey& message) const;
    /// Why a command was refused, with what to do.
    void complain(const Error& error) const;
    /// That the disk or the database gave way, with what to do.
    void complain(const Outage& outage) const;

  private:
    Messages own_;
    Messages shared_;
    std::string locale_;
};

}  // namespace amparo::cli
