#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

/// What names a referral to somebody without an account: said on the telephone, shown as a square
/// code on the printed hand-over. It says nothing by itself and opens nothing.
namespace amparo::casework {

/// Where a referral keeps it.
inline constexpr std::string_view hand_over_code_key = "hand_over_code";
/// What stands before it in the square code.
inline constexpr std::string_view hand_over_square_prefix = "amparo:referral/";

/// Like "K7PD-92MX": eight signs that are not taken for each other when read out or written down.
std::string hand_over_code(Random& random);
/// What somebody typed, heard or scanned, as it is kept: small letters, spaces, other dashes and
/// the words of the square code do not matter. Nothing for what can be no code.
std::optional<std::string> read_hand_over_code(std::string_view typed);

}  // namespace amparo::casework
