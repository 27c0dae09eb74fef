#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/names/fold.hpp"
#include "matching/names/level.hpp"
#include "matching/names/lexicon.hpp"
#include "matching/names/sounding.hpp"

namespace amparo::matching {

/// A key in numbers: four bits a letter, the first sixteen letters.
using KeyCode = std::uint64_t;

/// What is enough to tell most tokens apart, in little memory.
struct TokenFace {
    std::uint64_t signs = 0;             // keys and groups, by hash
    std::uint64_t more_signs = 0;        // the same by another hash
    std::uint32_t letter_mask = 0;       // which letters occur, by hash
    std::uint16_t key_letters_all = 0;   // letters that every long key has
    std::uint16_t key_letters_some = 0;  // letters that some long key has
    std::uint16_t key_firsts = 0;        // letters that long keys begin with
    std::uint16_t key_lasts = 0;         // letters that long keys end with
    std::uint16_t length = 0;
    std::uint8_t script = 0;
    std::uint8_t first = 0;             // the first letter, by hash
    std::uint8_t key_length_least = 0;  // of long keys
    std::uint8_t key_length_most = 0;   // 0 when there are none

    /// False when the level of two tokens is certainly none. Symmetric.
    static bool may_meet(const TokenFace& left, const TokenFace& right) {
        if ((left.signs & right.signs) != 0 && (left.more_signs & right.more_signs) != 0) {
            return true;
        }
        return may_be_slips(left, right) || may_have_near_keys(left, right);
    }

  private:
    /// Whether one may be mistyped for the other, its beginning, or its initial.
    static bool may_be_slips(const TokenFace& left, const TokenFace& right);
    static bool may_have_near_keys(const TokenFace& left, const TokenFace& right);
};

/// All that comparison needs to know of a token, worked out once.
struct Token {
    std::string text;        // folded
    std::u32string letters;  // the same in code points
    names::Script script = names::Script::other;
    std::uint32_t letter_mask = 0;  // which letters occur, by hash
    std::uint64_t key_mask = 0;     // which keys there are, by hash
    std::vector<KeyCode> keys;
    std::vector<Sounding> soundings;
    std::vector<Lexicon::Group> groups;
    bool is_known = false;  // one letter makes another name of it

    /// A folded token as names::name_tokens gives them.
    static Token of(std::string_view text, const Lexicon& lexicon);
    TokenFace face() const;
};

/// Whether two tokens have a key in common.
bool share_a_key(const Token& left, const Token& right);
/// Whether the lexicon has both in one group.
bool share_a_group(const Token& left, const Token& right);
/// Whether the level of two tokens is variant or exact; this does not depend on which names are
/// known. Symmetric.
bool are_variants(const Token& left, const Token& right);
/// The level of two tokens. Symmetric.
Level compare(const Token& left, const Token& right);
/// The key in letters.
std::string key_text(KeyCode key);

}  // namespace amparo::matching
