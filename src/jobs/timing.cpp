#include "jobs/timing.hpp"

#include <array>
#include <cstdio>

namespace amparo::jobs {

std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] - '0'; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t at : {0U, 1U, 3U, 4U}) {
        if (digit(at) < 0 || digit(at) > 9) return std::nullopt;
    }
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    if (hour > 23 || minute > 59) return std::nullopt;
    return std::chrono::minutes(hour * 60 + minute);
}

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
