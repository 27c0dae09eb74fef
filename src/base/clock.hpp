#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo {

/// A moment, UTC, to the millisecond: what the wire carries.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A calendar day.
using Day = std::chrono::sys_days;

/// A moment as rows hold it: milliseconds since 1970.
inline std::int64_t ticks(Instant moment) {
    return moment.time_since_epoch().count();
}

/// What time it is; handed in so that tests can decide it. Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    /// The current moment.
    virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : ticks_(start.time_since_epoch().count()) {}
    Instant now() const override { return Instant(std::chrono::milliseconds(ticks_.load())); }
    /// Moves to a moment, also back.
    void set(Instant moment) { ticks_ = moment.time_since_epoch().count(); }
    /// Moves on by a step.
    void advance(std::chrono::milliseconds step) { ticks_ += step.count(); }

  private:
    std::atomic<std::int64_t> ticks_;
};

/// "2024-05-31T08:15:30.123Z".
std::string format_instant(Instant moment);
/// "2024-05-31".
std::string format_day(Day day);
/// An ISO 8601 date-time; without an offset it is UTC. Years 0000 to 9999. `invalid` otherwise.
Result<Instant> parse_instant(std::string_view text);
/// "YYYY-MM-DD" of a day that exists; `invalid` otherwise.
Result<Day> parse_day(std::string_view text);
/// The calendar day of a moment in an IANA time zone ("Africa/Nairobi"); UTC if it is unknown.
Day day_in_zone(Instant moment, const std::string& zone);
/// What clocks in the zone show at a moment, as if it were UTC; UTC if the zone is unknown.
Instant local_time(Instant moment, const std::string& zone);
/// The moment at which clocks in the zone show that time; near it when they skip it, one of the
/// two when they show it twice.
Instant moment_of_local(Instant local, const std::string& zone);
/// Whether the IANA name is known.
bool is_known_zone(const std::string& zone);

}  // namespace amparo
