#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// The few tokens of an asked record, laid out so that most of them are told from another token in
/// one pass. They have numbers, in the order in which they were added.
class AskedTokens {
  public:
    /// Forgets all.
    void clear();
    /// Adds a token that is not there.
    void add(TokenId token, const Dictionary& dictionary);
    std::size_t size() const { return tokens_.size(); }
    std::span<const TokenId> all() const { return tokens_; }
    /// One that is in groups of the lexicon.
    struct Grouped {
        std::uint32_t number;
        std::span<const Lexicon::Group> groups;
    };
    std::span<const Grouped> grouped() const { return grouped_; }

    /// Calls visit(number) for those that have a key.
    template <class Visit>
    void for_sharing(KeyId key, Visit&& visit) const {
        for (auto at = chains_[key % chains_.size()]; at != 0; at = keys_[at].next) {
            if (keys_[at].key == key) visit(keys_[at].number);
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
    struct Key {
        KeyId key;
        std::uint32_t number;
        std::uint32_t next;  // of the same chain; 0 at its end
    };
    static Lanes may_be_slips(const Four& four, const Four& other);
    static Lanes may_have_near_keys(const Four& four, const Four& other);

    std::vector<TokenId> tokens_;
    std::vector<Four> fours_;
    std::vector<Grouped> grouped_;
    std::vector<Key> keys_ = {{}};  // the first stands for none
    std::array<std::uint32_t, 2048> chains_ = {};
    std::vector<std::uint32_t> near_;
};

}  // namespace amparo::matching
