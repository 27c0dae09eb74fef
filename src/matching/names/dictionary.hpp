#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "matching/names/small_counts.hpp"
#include "matching/names/token.hpp"
#include "matching/names/token_store.hpp"

namespace amparo::matching {

/// No token: where two words cannot be joined.
inline constexpr TokenId no_token = 0xFFFFFFFFU;

/// Whether something is counted in or out.
enum class Count : std::uint8_t { in, out };

/// Every distinct token once, with what most comparisons need of it, and how common it is among
/// those who were counted. A dictionary may lie over another one, to read a query without changing
/// what many readers share: then only new tokens are kept here, and the counts are those of the
/// one below, under which there is none. Not thread-safe; the one below must not change meanwhile.
class Dictionary {
  public:
    explicit Dictionary(const Lexicon& lexicon) : lexicon_(&lexicon) {}
    explicit Dictionary(const Dictionary& below) : lexicon_(below.lexicon_), below_(&below) {
        AMPARO_REQUIRE(below.below_ == nullptr);
        rebase();
    }

    /// The token, added when it is new.
    TokenId add(std::string_view text);
    /// All of a token, worked out anew: what comparisons need often has functions of its own.
    Token operator[](TokenId id) const;
    /// The letters of a token; they stay where they are.
    std::string_view text_of(TokenId id) const { return stored(id).text(); }
    const TokenHead& head_of(TokenId id) const { return place_of(id)->head; }
    const TokenFace& face_of(TokenId id) const { return head_of(id).face; }
    /// Where a token is kept, in two steps of which each may have to wait for memory.
    const TokenPlace* place_of(TokenId id) const {
        return id < first_token_ ? &below_->tokens_.place_of(id)
                                 : &tokens_.place_of(id - first_token_);
    }
    const std::uint32_t* words_of(TokenId id, const TokenPlace& place) const {
        return (id < first_token_ ? below_->tokens_ : tokens_).words_of(place);
    }
    /// The same at once.
    StoredToken stored(TokenId id) const {
        const auto* place = place_of(id);
        return {.head = &place->head, .words = words_of(id, *place)};
    }
    names::Script script_of(TokenId id) const {
        return static_cast<names::Script>(face_of(id).script);
    }
    /// The keys of a token, and what they are in letters.
    std::span<const KeyId> keys_of(TokenId id) const { return stored(id).keys(); }
    KeyCode code_of(KeyId key) const {
        return key < first_key_ ? below_->codes_[key] : codes_[key - first_key_];
    }
    /// The groups of the lexicon that a token is in.
    std::span<const Lexicon::Group> groups_of(TokenId id) const {
        if (!head_of(id).has_groups) return {};
        return lexicon_->groups_of(text_of(id));
    }
    /// Whether one letter makes another name of a token.
    bool is_known(TokenId id) const;
    std::uint32_t size() const { return first_token_ + tokens_.size(); }
    std::uint32_t key_count() const { return first_key_ + static_cast<KeyId>(codes_.size()); }
    /// Bits of evidence that sharing this token is worth, between 1.5 and 13 (matching.md 4.7), as
    /// the counts are now.
    float bits_of(TokenId id) const;

    /// Counts a person who holds these keys, each named once.
    void count_person(std::span<const KeyId> keys, Count count);
    /// Counts a holder of a token. One with enough holders is a known name, of which one other
    /// letter makes another name.
    void count_holder(TokenId token, Count count);
    std::uint32_t persons() const { return persons_; }
    /// Of all pairs of two counted persons, each both ways, how many hold a key in common; as often
    /// as they have keys in common.
    std::uint64_t namesake_pairs() const { return namesake_pairs_; }

    /// Forgets its own tokens and lies over what the one below has become.
    void rebase();
    /// What its own tokens take.
    std::size_t memory_bytes() const;
    /// How many tokens lie in this dictionary itself.
    std::size_t own_size() const { return tokens_.size(); }

  private:
    TokenId find(std::string_view text, std::uint32_t hash) const;
    KeyId find_key(KeyCode code) const;
    KeyId add_key(KeyCode code);

    const Lexicon* lexicon_;
    const Dictionary* below_ = nullptr;
    TokenId first_token_ = 0;
    KeyId first_key_ = 0;
    TokenStore tokens_;
    HashedIds by_text_;
    std::vector<KeyCode> codes_;  // by key
    HashedIds by_code_;
    std::uint32_t persons_ = 0;
    std::uint64_t namesake_pairs_ = 0;
    SmallCounts key_holders_;  // by key
};

}  // namespace amparo::matching
