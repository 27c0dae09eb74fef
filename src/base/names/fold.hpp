#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace amparo::names {

/// Writing systems that names are read in.
enum class Script : std::uint8_t { latin, arabic, ethiopic, cyrillic, other };

/// The script of a letter.
Script script_of(char32_t letter);

/// A name without what spelling may leave out: case, accents, vowel signs, joiners, letter
/// variants. Everything that is not a letter becomes a space (matching.md 4.1).
std::u32string fold_name(std::string_view name);

/// UTF-8 of folded letters.
std::string to_utf8(std::u32string_view letters);
/// The letters of UTF-8; broken bytes become U+FFFD.
std::u32string to_utf32(std::string_view text);

}  // namespace amparo::names
