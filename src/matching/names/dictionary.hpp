#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "matching/names/token.hpp"

namespace amparo::matching {

using TokenId = std::uint32_t;
using KeyId = std::uint32_t;

/// No token: where two words cannot be joined.
inline constexpr TokenId no_token = 0xFFFFFFFFU;

/// Whether something is counted in or out.
enum class Count : std::uint8_t { in, out };

/// Every distinct token once, with what is known of it, and how common it is among those who were
/// counted. A dictionary may lie over another one, to read a query without changing what many
/// readers share: then only new tokens are kept here, and the counts are those of the one below.
/// Not thread-safe; the one below must not change meanwhile.
class Dictionary {
  public:
    explicit Dictionary(const Lexicon& lexicon) : lexicon_(&lexicon) {}
    explicit Dictionary(const Dictionary& below) : lexicon_(below.lexicon_), below_(&below) {
        rebase();
    }

    /// The token, added when it is new.
    TokenId add(std::string_view text);
    const Token& operator[](TokenId id) const;
    const TokenFace& face_of(TokenId id) const {
        return id < first_token_ ? below_->faces_[id] : faces_[id - first_token_];
    }
    /// The keys of a token.
    const std::vector<KeyId>& keys_of(TokenId id) const;
    std::uint32_t size() const { return first_token_ + static_cast<TokenId>(tokens_.size()); }
    std::uint32_t key_count() const { return first_key_ + static_cast<KeyId>(keys_.size()); }
    /// Bits of evidence that sharing this token is worth, between 1.5 and 13 (matching.md 4.7), as
    /// the counts are now.
    float bits_of(TokenId id) const;

    /// Counts a person who holds these keys, each named once.
    void count_person(std::span<const KeyId> keys, Count count);
    /// Counts a holder of a token. One with enough holders is a known name, of which one other
    /// letter makes another name.
    void count_holder(TokenId token, Count count);
    std::uint32_t persons() const { return persons_; }

    /// Forgets its own tokens and lies over what the one below has become.
    void rebase();
    /// What its own tokens take, about.
    std::size_t memory_bytes() const;
    /// How many tokens lie in this dictionary itself.
    std::size_t own_size() const { return tokens_.size(); }

  private:
    struct Entry {
        Token token;
        std::vector<KeyId> keys;
        std::uint32_t holders = 0;
    };
    KeyId add_key(KeyCode code);

    const Lexicon* lexicon_;
    const Dictionary* below_ = nullptr;
    TokenId first_token_ = 0;
    KeyId first_key_ = 0;
    std::deque<Entry> tokens_;
    std::unordered_map<std::string_view, TokenId> by_text_;  // views into tokens_
    std::unordered_map<KeyCode, KeyId> keys_;
    std::vector<TokenFace> faces_;
    std::uint32_t persons_ = 0;
    std::vector<std::uint32_t> key_holders_;  // by key
};

}  // namespace amparo::matching
