#pragma once

#include <string>

#include "base/clock.hpp"

namespace amparo::insight {

/// How a date column is kept: as days of the calendar, or as moments.
enum class Dates { days, moments };

/// The spans of time that dashboards ask for, as of one moment in the deployment's zone, written
/// as the ranges of list filters ("from..to", both ends included). Weeks begin on Monday. Moments
/// are whole minutes, the end of a span that lasts until now the next one: so whoever asks within
/// the same minute asks the same, which has been counted then.
class Windows {
  public:
    Windows(Instant now, std::string time_zone);

    /// From so many days ago until now.
    std::string last_days(int days, Dates dates) const;
    std::string this_week(Dates dates) const { return week(monday_, dates); }
    std::string last_week(Dates dates) const { return week(monday_ - std::chrono::days(7), dates); }
    /// Everything before: due days before today, or moments before now.
    std::string past(Dates dates) const;
    /// Everything up to so long ago, that moment included.
    std::string until_hours_ago(int hours) const;
    /// Everything up to the day so many days ago, that day included.
    std::string until_days_ago(int days, Dates dates) const;
    /// Between so many days ago and so many, both days included; for moments the later end is
    /// left to the next span.
    std::string between_days_ago(int earlier, int later, Dates dates) const;
    /// From now on for so many hours.
    std::string next_hours(int hours) const;

  private:
    std::string week(Day monday, Dates dates) const;
    std::string days(Day from, Day to) const;
    std::string moments(Instant from, Instant to) const;

    Instant now_;    // the minute that has begun
    Instant until_;  // the next one, unless it is now
    std::string time_zone_;
    Day today_;
    Day monday_;
};

}  // namespace amparo::insight
