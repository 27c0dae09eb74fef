#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "matching/engine/values.hpp"

/// What a comparison left out of a record or did not believe, so that people can put it right
/// (matching.md 15).
namespace amparo::matching {

/// Whether a record has more than is compared: longer names, or more relatives.
bool is_cut(const json::Object& record);

/// The dates among these fields that cannot be: of a birth or a separation after the record was
/// made, or after today. `reference` is the day it was made on, or null.
std::vector<std::string> impossible_dates(const json::Object& record, const json::Value* reference,
                                          Day today);

/// Whether another row of the request may be the same sought child: a name that sounds alike, and
/// neither sex nor age against it. Both are searched for, and people should know.
bool is_sought_twice(const json::Object& request, const json::Object& row);

}  // namespace amparo::matching
