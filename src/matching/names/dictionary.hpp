#pragma once

#include <cstdint>
#include <deque>
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

/// How many persons there are, and how many hold a key: what makes a shared name telling.
struct Frequencies {
    std::uint32_t persons = 0;
    std::vector<std::uint32_t> holders;  // by key
};

/// Every distinct token once, with what is known of it. A dictionary may lie over another one, to
/// read a query without changing what many readers share: then only new tokens are kept here.
/// Not thread-safe; the one below must not change meanwhile.
class Dictionary {
  public:
    explicit Dictionary(const Lexicon& lexicon) : lexicon_(&lexicon) {}
    explicit Dictionary(const Dictionary& below)
        : lexicon_(below.lexicon_),
          below_(&below),
          first_token_(below.size()),
          first_key_(below.key_count()) {}

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
    /// Bits of evidence that sharing this token is worth, between 1.5 and 13 (matching.md 4.7).
    float bits_of(TokenId id) const;
    /// Works out the bits of all tokens anew. Those held by at least `known_holders` persons become
    /// known names.
    void weigh(const Frequencies& frequencies, const std::vector<std::uint32_t>& token_holders);

  private:
    struct Entry {
        Token token;
        std::vector<KeyId> keys;
    };
    KeyId add_key(KeyCode code);
    float weight_of(const Entry& entry) const;

    const Lexicon* lexicon_;
    const Dictionary* below_ = nullptr;
    TokenId first_token_ = 0;
    KeyId first_key_ = 0;
    std::deque<Entry> tokens_;
    std::unordered_map<std::string_view, TokenId> by_text_;  // views into tokens_
    std::unordered_map<KeyCode, KeyId> keys_;
    std::vector<float> bits_;
    std::vector<TokenFace> faces_;
    Frequencies frequencies_;
};

}  // namespace amparo::matching
