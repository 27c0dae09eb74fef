#pragma once

#include <cstdint>

namespace amparo::matching {

/// How two tokens of names agree, weakest first (matching.md 4.5).
enum class Level : std::uint8_t {
    none,     // N: different
    initial,  // I: an initial, a beginning, or keys one letter apart
    key,      // K: they share a key but not the vowels
    typo,     // T: one slip of the keyboard apart
    variant,  // V: two spellings of one name
    exact,    // E: the same letters
};

/// The share of a token's evidence that a level is worth: 0 to 1.
constexpr float quality(Level level) {
    constexpr float qualities[] = {0.0F, 0.35F, 0.55F, 0.60F, 0.93F, 1.0F};
    return qualities[static_cast<std::uint8_t>(level)];
}

/// The letter of a level in vectors and answers.
constexpr char letter_of(Level level) {
    return "NIKTVE"[static_cast<std::uint8_t>(level)];
}

}  // namespace amparo::matching
