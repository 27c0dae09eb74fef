#pragma once

#include <initializer_list>
#include <string_view>

#include "base/json.hpp"
#include "matching/live/pair.hpp"

/// What decisions on pairs of either kind have in common: the rows in which they are kept.
namespace amparo::matching {

/// Where a refusal of a new state points to.
inline constexpr const char* at_state = "/data/state";

/// The level that every comparator came to, by its name; no answers of either record.
json::Array levels_of(const Likeness& likeness);
/// Puts a row where the one with the same texts under these keys was, or behind all others. What
/// is no list becomes one.
void keep_row(json::Value& kept, json::Object row, std::initializer_list<std::string_view> keys);

}  // namespace amparo::matching
