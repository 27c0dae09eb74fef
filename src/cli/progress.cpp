#include "cli/progress.hpp"

#include <unistd.h>

#include <iostream>

namespace amparo::cli {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds quiet{2};
constexpr std::chrono::milliseconds on_a_terminal{200};
constexpr std::chrono::seconds in_a_file{5};

bool is_terminal() {
    return isatty(STDERR_FILENO) == 1;
}

}  // namespace

ProgressLine::ProgressLine(const Console& console, std::string what)
    : console_(console), what_(std::move(what)), started_(steady_clock::now()), shown_(started_) {}

ProgressLine::~ProgressLine() {
    if (visible_ && is_terminal()) std::cerr << "\n";
}

void ProgressLine::update(std::size_t done, std::size_t total) {
    const auto now = steady_clock::now();
    if (now - started_ < quiet) return;
    const auto pause = is_terminal() ? std::chrono::milliseconds(on_a_terminal)
                                     : std::chrono::milliseconds(in_a_file);
    if (visible_ && now - shown_ < pause) return;
    shown_ = now;
    visible_ = true;
    MessageKey message(what_);
    message.arguments = {{"done", std::to_string(done)}, {"total", std::to_string(total)}};
    if (is_terminal())
        std::cerr << "\r" << console_.text(message) << "   " << std::flush;
    else
        std::cerr << console_.text(message) << std::endl;
}

store::Progress ProgressLine::reporter() {
    return [this](std::size_t done, std::size_t total) { update(done, total); };
}

}  // namespace amparo::cli
