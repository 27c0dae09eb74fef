#pragma once

#include <string>

#include "base/random.hpp"

/// What names a referral to somebody without an account: said on the telephone, shown as a square
/// code on the printed hand-over. It says nothing by itself and opens nothing.
namespace amparo::casework {

/// Where a referral keeps it.
inline constexpr std::string_view hand_over_code_key = "hand_over_code";

/// Like "K7PD-92MX": eight signs that are not taken for each other when read out or written down.
std::string hand_over_code(Random& random);

}  // namespace amparo::casework
