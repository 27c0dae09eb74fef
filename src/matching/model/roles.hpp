#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/names/keys.hpp"

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

/// Roles, a bit each.
constexpr std::uint32_t role_bits(std::initializer_list<std::string_view> roles) {
    std::uint32_t bits = 0;
    for (const auto role : roles) bits |= 1U << role_number(role);
    return bits;
}

/// Whether somebody of a role may be called by the name of a child. Not brothers and sisters: what
/// looks like it is a name that was given (Abou, Mama).
constexpr bool may_be_called(std::uint8_t role, names::Teknonym teknonym) {
    constexpr auto any = role_bits({"", "partner", "other_family", "other_nonfamily"});
    constexpr auto women = any | role_bits({"mother", "aunt", "grandmother", "wife"});
    constexpr auto men = any | role_bits({"father", "uncle", "grandfather", "husband"});
    switch (teknonym) {
        case names::Teknonym::of_mother:
            return (women >> role & 1U) != 0;
        case names::Teknonym::of_father:
            return (men >> role & 1U) != 0;
        case names::Teknonym::none:
            return false;
    }
    return false;
}

}  // namespace amparo::matching
