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
    std::uint64_t key_mask = 0;          // which keys there are, by hash
    std::uint32_t letter_mask = 0;       // which letters occur, by hash
    std::uint16_t key_letters_all = 0;   // letters that every long key has
    std::uint16_t key_letters_some = 0;  // letters that some long key has
    std::uint16_t length = 0;
    std::uint8_t script = 0;
    bool has_groups = false;

    /// False when the level of two tokens is certainly none. Symmetric.
    static bool may_meet(const TokenFace& left, const TokenFace& right);
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
/// The level of two tokens. Symmetric.
Level compare(const Token& left, const Token& right);
/// The key in letters.
std::string key_text(KeyCode key);

}  // namespace amparo::matching
