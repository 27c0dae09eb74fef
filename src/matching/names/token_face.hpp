#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/names/fold.hpp"

namespace amparo::matching {

/// A key in numbers: four bits a letter, the first sixteen letters.
using KeyCode = std::uint64_t;

/// What is enough to tell most tokens apart that sound different, in little memory.
struct TokenFace {
    std::uint32_t letter_mask = 0;         // which letters occur, by hash
    std::uint16_t key_letters_all = 0;     // letters that every long key has
    std::uint16_t key_letters_some = 0;    // letters that some long key has
    std::uint16_t key_firsts = 0;          // letters that long keys begin with
    std::uint16_t key_lasts = 0;           // letters that long keys end with
    std::uint16_t bytes = 0;               // of the token in UTF-8
    std::uint8_t length = 0;               // in letters; 255 for more
    std::uint8_t first = 0;                // what the first letter sounds like
    std::uint8_t last = 0;                 // the last one
    std::uint8_t beginning = 0;            // the first four letters, by hash; 0 when there are less
    std::uint8_t key_length_least = 0;     // of long keys
    std::uint8_t key_length_most : 5 = 0;  // 0 when there are none
    std::uint8_t script : 3 = 0;

    /// The face of a folded token.
    static TokenFace of(std::string_view text, std::u32string_view letters,
                        std::span<const KeyCode> keys);
    /// False when neither is certainly mistyped for the other, its beginning, its initial, nor
    /// sounds nearly like it. Tells nothing of tokens that sound alike. Symmetric.
    static bool may_be_near(const TokenFace& left, const TokenFace& right) {
        return may_be_slips(left, right) || may_have_near_keys(left, right);
    }

  private:
    static bool may_be_slips(const TokenFace& left, const TokenFace& right);
    static bool may_have_near_keys(const TokenFace& left, const TokenFace& right);
};

/// Whether at most so many bits are set: one or two.
constexpr bool has_at_most_one(std::uint32_t bits) {
    return (bits & (bits - 1)) == 0;
}
constexpr bool has_at_most_two(std::uint32_t bits) {
    return has_at_most_one(bits & (bits - 1));
}

/// Letters of a key.
constexpr unsigned length_of(KeyCode key) {
    return 16U - static_cast<unsigned>(std::countl_zero(key)) / 4U;
}

/// Tokens of fewer letters are not mistyped.
inline constexpr unsigned typo_letters_min = 4;
/// Tokens of so many letters may be mistyped twice.
inline constexpr unsigned two_typos_letters_min = 8;
/// Keys of fewer letters are near to none.
inline constexpr unsigned near_key_letters_min = 4;

/// What the first letter of a token sounds like, in whatever script it is written, so that an
/// initial is known in another one. Equal letters sound alike.
std::uint8_t first_sound(char32_t letter);

/// A key of four letters and more, as it is compared with others.
struct LongKey {
    KeyCode code;
    KeyCode begin;  // the same with its first letter in front
    unsigned length;

    /// Of a key that is long enough.
    static LongKey of(KeyCode code) {
        const auto length = length_of(code);
        return {.code = code, .begin = code << 4U * (16U - length), .length = length};
    }
};
inline bool is_long(KeyCode key) {
    return key >> 4U * (near_key_letters_min - 1U) != 0;
}

/// Whether two keys are one letter apart at most, or two neighbours swapped.
inline bool keys_are_near(const LongKey& left, const LongKey& right) {
    if (left.length - right.length + 1U > 2U) return false;
    // What is alike at both ends leaves little between them.
    const auto end = static_cast<unsigned>(std::countr_zero(left.code ^ right.code)) / 4U;
    const auto begin = static_cast<unsigned>(std::countl_zero(left.begin ^ right.begin)) / 4U;
    const auto common = begin + end;
    if (common + 2U < left.length) return false;
    const auto shorter = left.length < right.length ? left.length : right.length;
    if (common >= shorter) return true;
    if (left.length != right.length) return false;
    if (common + 1U == shorter) return true;
    const auto letters = [&](KeyCode key) { return key >> (4U * end) & 0xFFU; };
    const auto other = letters(right.code);
    return letters(left.code) == (other >> 4U | (other & 15U) << 4U);
}
/// The same of any keys; shorter ones are near to none.
inline bool keys_are_near(KeyCode left, KeyCode right) {
    return is_long(left) && is_long(right) && keys_are_near(LongKey::of(left), LongKey::of(right));
}

}  // namespace amparo::matching
