#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace amparo::forms {

/// The moment that much later: "3_days", "1_hour", "2_weeks", "6_months"; nullopt for anything
/// else. A month later than the 31st is the last day of a shorter month.
std::optional<Instant> add_timeframe(Instant moment, std::string_view timeframe);

}  // namespace amparo::forms
