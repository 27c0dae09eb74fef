#include "jobs/timing.hpp"

#include <array>
#include <cstdio>

namespace amparo::jobs {

// A day whose clocks skip the time has it shortly after; a day that shows it twice has it once,
// because each day is looked at once.
Instant Timing::next(Instant after, const std::string& zone) const {
    if (pause_.count() > 0) return after + pause_;
    const auto today = std::chrono::floor<std::chrono::days>(local_time(after, zone));
    for (std::chrono::days days{0};; ++days) {
        const auto due = moment_of_local(Instant(today + days) + time_of_day_, zone);
        if (due > after) return due;
    }
}

std::string Timing::text() const {
    std::array<char, 40> text{};
    const auto minutes = static_cast<int>(pause_.count());
    const auto time = static_cast<int>(time_of_day_.count());
    if (minutes > 0) {
        std::snprintf(text.data(), text.size(), "every %d min", minutes);
    } else {
        std::snprintf(text.data(), text.size(), "daily %02d:%02d", time / 60, time % 60);
    }
    return text.data();
}

}  // namespace amparo::jobs
