#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/name_lore.hpp"

namespace amparo::index {

/// A token of a name and what it is compared by.
struct NameToken {
    std::string text;   // folded
    std::string latin;  // its letters in Latin
    std::vector<std::string> keys;
    std::vector<std::uint32_t> groups;
    bool is_known = false;
    bool is_beginning = false;  // of the query: what was typed last may go on

    static NameToken read(std::string text, const NameLore& lore);
};

/// How alike a word of a query and a token of a name are, 0 to 1 (matching.md §4.5).
float likeness(const NameToken& asked, const NameToken& found);

/// The same for two that neither sound alike nor are a typing error apart: an initial, or a name
/// that goes on.
float hardly_alike(std::string_view one, std::string_view other);

/// Letters a typing error or a beginning needs.
inline constexpr std::size_t typo_letters_min = 4;
inline constexpr std::size_t typo_letters_of_two = 8;
inline constexpr std::size_t beginning_letters_min = 2;
/// Whether one is the other with a typing error: one in four letters or more, two in eight.
bool is_typo(std::string_view one, std::string_view other);

/// Words of a query that are read together, each by its place among all that is sought; joining or
/// parting words costs a little (matching.md §4.2).
struct NameReading {
    std::vector<std::size_t> words;
    float cost = 0;
};
inline constexpr float joined_cost = 0.02F;

}  // namespace amparo::index
