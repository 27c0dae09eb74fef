#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/names/token_store.hpp"

namespace amparo::matching {

/// The few tokens of an asked record, laid out so that most of them are told from another token in
/// one pass. They have numbers, in the order in which they were added.
class AskedTokens {
  public:
    /// Forgets all.
    void clear();
    /// Adds a token that is not there.
    void add(TokenId token, const TokenHead& head, std::span<const KeyId> keys);
    std::size_t size() const { return tokens_.size(); }
    std::span<const TokenId> all() const { return tokens_; }
    /// The numbers of those that are in a group of the lexicon.
    std::span<const std::uint32_t> with_groups() const { return with_groups_; }

    /// Calls visit(number) for those that have a key.
    template <class Visit>
    void for_sharing(KeyId key, Visit&& visit) const {
        if ((key_signs_[key / 64 % key_signs_.size()] >> (key % 64) & 1U) == 0) return;
        for (const auto& [asked, number] : keys_) {
            if (asked == key) visit(number);
        }
    }
    /// The numbers of those that TokenFace::may_be_near does not tell from a token; until the next
    /// call.
    std::span<const std::uint32_t> near(const TokenFace& face);

  private:
    /// Four numbers at a time; of a comparison all bits or none. No number has its sign bit set.
    using Lanes = std::int32_t __attribute__((vector_size(16)));
    static constexpr std::size_t lanes = sizeof(Lanes) / sizeof(std::int32_t);
    /// The faces of four tokens.
    struct Four {
        Lanes letters = {};
        Lanes length = {};
        Lanes script = {};
        Lanes beginning = {};
        Lanes first = {};
        Lanes key_ends = {};
        Lanes key_all = {};
        Lanes key_some = {};
        Lanes key_least = {};
        Lanes key_most = {};
    };
    static Lanes may_be_slips(const Four& four, const Four& other);
    static Lanes may_have_near_keys(const Four& four, const Four& other);
    static void set_lane(Four& four, std::size_t lane, const TokenFace& face);

    std::vector<TokenId> tokens_;
    std::vector<Four> fours_;
    std::vector<std::uint32_t> with_groups_;
    std::vector<std::pair<KeyId, std::uint32_t>> keys_;
    std::array<std::uint64_t, 64> key_signs_ = {};
    std::vector<std::uint32_t> near_;
};

}  // namespace amparo::matching
