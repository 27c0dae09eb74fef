#pragma once

#include <span>
#include <string_view>

#include "base/json.hpp"

namespace amparo::records {

/// The keys a best-interest assessment is made of (case-management.md §3.12). They are worked out
/// on reading and never stored.
std::span<const std::string_view> best_interest_keys();

/// Their values, from what somebody is shown of a case: what they may not read is in none of
/// them. `transitions` are the stored ones, which everyone sees who may open the case.
json::Object best_interest(const json::Object& shown, const json::Array* transitions);

}  // namespace amparo::records
