#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace amparo::matching {

/// Roles in a family; their places are their numbers.
inline constexpr std::array<std::string_view, 14> family_roles = {
    "",        "mother", "father",  "aunt", "uncle",   "grandmother",  "grandfather",
    "brother", "sister", "husband", "wife", "partner", "other_family", "other_nonfamily"};
/// The number of a family role ("mother"), below 32; 0 for those that are not known.
constexpr std::uint8_t role_number(std::string_view role) {
    const auto* found = std::ranges::find(family_roles, role);
    return found == family_roles.end() ? std::uint8_t{0}
                                       : static_cast<std::uint8_t>(found - family_roles.begin());
}

}  // namespace amparo::matching
