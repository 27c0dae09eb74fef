#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/names/fold.hpp"

namespace amparo::matching {

/// The vowels that may stand at one place of a token: a set of classes, one bit each.
using Vowels = std::uint16_t;

/// One way to say a token: its consonants, and the vowels before, between and after them.
struct Sounding {
    std::string consonants;
    std::vector<Vowels> slots;  // one more than consonants
    bool operator==(const Sounding&) const = default;
};

/// The sounding of a string of phones.
Sounding sounding_of(std::string_view phones, names::Script script);
/// Whether two soundings may be of one name: the same consonants, and vowels that agree where
/// both are written (matching.md 4.5).
bool agree(const Sounding& left, const Sounding& right);
/// Whether the vowels of two soundings of the same consonants agree.
bool vowels_agree(std::span<const Vowels> left, std::span<const Vowels> right);

}  // namespace amparo::matching
