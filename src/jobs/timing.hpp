#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace amparo::jobs {

/// "22:30" as minutes after midnight; nullopt for anything else.
std::optional<std::chrono::minutes> time_of_day(std::string_view text);

/// When a periodic job comes back: after so many minutes, or each day at a time of day in the
/// deployment's time zone.
class Timing {
  public:
    /// So long after the last time.
    static Timing every(std::chrono::minutes pause) { return {pause, {}}; }
    /// At so many minutes after midnight.
    static Timing daily(std::chrono::minutes time_of_day) { return {{}, time_of_day}; }

    /// The first time after the moment.
    Instant next(Instant after, const std::string& zone) const;
    /// "every 10 min" or "daily 00:30", for people who run the server.
    std::string text() const;

  private:
    Timing(std::chrono::minutes pause, std::chrono::minutes time_of_day)
        : pause_(pause), time_of_day_(time_of_day) {}
    std::chrono::minutes pause_;
    std::chrono::minutes time_of_day_;
};

}  // namespace amparo::jobs
