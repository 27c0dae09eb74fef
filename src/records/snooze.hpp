#pragma once

#include <optional>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace amparo::records {

/// How long somebody may put something off at most: longer is forgetting.
inline constexpr int snooze_days_max = 30;

/// The day of `snoozed_until` on which a thing that is put off comes back; nullopt for null: at
/// once. `invalid` for what is no day, not after today, or further off than the limit.
Result<std::optional<Day>> read_snooze(const json::Object& data, Day today);

}  // namespace amparo::records
