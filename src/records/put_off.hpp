#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "index/filter.hpp"
#include "index/schema.hpp"

/// Alerts that somebody has put off until a day (web-app.md §8.3). Others go on seeing them.
namespace amparo::records {

/// Where an alert keeps it: user name → day on which it comes back.
inline constexpr std::string_view put_off_key = "put_off";

/// When the alert comes back for the user; nullopt unless they have put it off.
std::optional<Day> put_off_until(const json::Object& alert, std::string_view user, Day today);

/// The column that tells who has put off every alert of a record, and until when one comes back.
/// No list can be filtered by it.
index::Column put_off_column();
/// The records without any alert that the user has not put off. It costs nothing at midnight: a
/// day that has come is not asked for any more.
index::Filter all_put_off(std::string_view user, Day today);

}  // namespace amparo::records
