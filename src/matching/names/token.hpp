#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/names/fold.hpp"
#include "matching/names/level.hpp"
#include "matching/names/lexicon.hpp"
#include "matching/names/sounding.hpp"
#include "matching/names/token_face.hpp"

namespace amparo::matching {

/// All that comparison needs to know of a token. A dictionary keeps less, and works out the rest
/// when it is asked for.
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
    TokenFace face() const { return TokenFace::of(text, letters, keys); }
};

/// The keys of a token, each once, at most eight; none for scripts we cannot read.
std::vector<KeyCode> key_codes_of(std::u32string_view letters);
/// The ways to say a token, each once.
std::vector<Sounding> soundings_of(std::u32string_view letters);

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
