#include "cli/console.hpp"

#include <cstdlib>
#include <iostream>

#include "base/log.hpp"
#include "cli/paths.hpp"

namespace amparo::cli {
namespace {

/// "ar_SY.UTF-8" → "ar"; English when nothing is said or it is another language.
std::string locale_of_environment() {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
        if (value == nullptr || *value == '\0') continue;
        const std::string language = std::string(value).substr(0, 2);
        for (const auto* known : {"fr", "ar", "es"}) {
            if (language == known) return language;
        }
        return "en";
    }
    return "en";
}

}  // namespace

Console::Console(Messages own, Messages shared, std::string locale)
    : own_(std::move(own)), shared_(std::move(shared)), locale_(std::move(locale)) {}

Result<Console> Console::open() {
    AMPARO_TRY(auto own, Messages::load(config_directory() / "cli"));
    AMPARO_TRY(auto shared, Messages::load(config_directory() / "messages"));
    return Console(std::move(own), std::move(shared), locale_of_environment());
}

std::string Console::text(const MessageKey& message) const {
    return own_.has(message.key) ? own_.text(locale_, message) : shared_.text(locale_, message);
}

void Console::say(const MessageKey& message) const {
    std::cout << text(message) << std::endl;
}

void Console::note(const MessageKey& message) const {
    std::cerr << text(message) << std::endl;
}

void Console::complain(const Error& error) const {
    // For the log only: it may hold a path, an errno or the words of a library.
    if (!error.internal.empty()) log::info("program.refused", {{"why", error.internal}});
    auto message = error.message;
    const bool names_its_field = text(message).find("{field}") != std::string::npos;
    message.arguments.emplace_back("field", error.field);
    if (!error.field.empty() && !names_its_field) std::cerr << error.field << ": ";
    std::cerr << text(message) << std::endl;
    for (const auto& problem : error.problems)
        std::cerr << "  " << problem.pointer << ": " << text(problem.message) << "\n";
}

void Console::complain(const Outage& outage) const {
    const std::string what = outage.what();
    log::error("program.outage", {{"why", what}});
    // What the store throws starts with the key of its sentence.
    const auto key = what.substr(0, what.find(':'));
    note(key.starts_with("errors.outage.") ? MessageKey(key) : MessageKey("cli.outage"));
}

}  // namespace amparo::cli
