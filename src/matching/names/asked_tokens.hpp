#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// How two tokens may be near that share neither a key nor a group.
struct NearBy {
    bool by_slip = false;  // one mistyped for the other, its beginning or its initial
    bool by_key = false;   // sounding nearly like it
};

/// Which of the asked tokens are meant: all, or those that are words of a name by themselves.
enum class Among : std::uint8_t { all, plain };

/// The few tokens of an asked record, laid out so that most of them are told from another token at
/// once: for all that a token can be like there is a word of bits, one for each of them, and a few
/// of these words are combined. They have numbers, in the order in which they were added.
class AskedTokens {
  public:
    /// Forgets all.
    void clear();
    /// Adds a token that is not there.
    void add(TokenId token, const Dictionary& dictionary);
    /// Says of one of them that it is a word of a name by itself.
    void make_plain(std::uint32_t number);
    bool is_plain(std::uint32_t number) const {
        return (parts_[number / part_tokens].plain() >> (number % part_tokens) & 1U) != 0;
    }
    std::size_t size() const { return tokens_.size(); }
    std::span<const TokenId> all() const { return tokens_; }
    /// The long keys of one of them.
    std::span<const KeyCode> long_keys(std::uint32_t number) const {
        const auto& found = long_key_places_[number];
        return {long_keys_.data() + found.begin, found.size};
    }
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
    /// Calls visit(number, how) for those that may be near a token, and how they may be.
    template <class Visit>
    void for_near(const TokenFace& face, Among among, Visit&& visit) const {
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            const auto found = parts_[part].near(face, among);
            for (auto left = found.slips | found.keys; left != 0; left &= left - 1) {
                const auto bit = static_cast<unsigned>(std::countr_zero(left));
                visit(static_cast<std::uint32_t>(part * part_tokens + bit),
                      NearBy{.by_slip = (found.slips >> bit & 1U) != 0,
                             .by_key = (found.keys >> bit & 1U) != 0});
            }
        }
    }

  private:
    static constexpr std::size_t part_tokens = 64;
    /// One bit for each token of a part.
    using Bits = std::uint64_t;
    struct Near {
        Bits slips = 0;
        Bits keys = 0;
    };
    /// Up to 64 tokens.
    class Part {
      public:
        /// Adds token `number`, at most the 64th.
        void add(unsigned number, const TokenFace& face);
        Near near(const TokenFace& face, Among among) const;
        void make_plain(unsigned number) { plain_ |= Bits{1} << number; }
        Bits plain() const { return plain_; }

      private:
        static constexpr std::size_t lengths = 64;  // longer tokens count as this long less one
        static constexpr std::size_t letters = 32;
        static constexpr std::size_t key_letters = 16;
        static constexpr std::size_t key_lengths = 20;
        Bits slips(const TokenFace& face, Bits among) const;
        Bits typos(const TokenFace& face, Bits among) const;
        Bits near_keys(const TokenFace& face, Bits among) const;
        static std::size_t length_class(std::size_t length) {
            return length < lengths ? length : lengths - 1;
        }

        std::array<Bits, 5> of_script_ = {};
        std::array<Bits, lengths> within_one_ = {};  // in length, where one slip may be
        std::array<Bits, lengths> within_two_ = {};  // where two may be
        std::array<Bits, letters> has_letter_ = {};
        std::array<Bits, letters + 3> letters_at_most_ = {};  // by how many different ones
        std::array<Bits, 256> begins_ = {};
        std::array<Bits, 256> first_ = {};
        Bits initials_ = 0;
        Bits plain_ = 0;
        std::array<Bits, key_letters> key_first_ = {};
        std::array<Bits, key_letters> key_last_ = {};
        std::array<Bits, key_letters> key_all_ = {};
        std::array<Bits, key_letters> key_some_ = {};
        std::array<Bits, key_lengths> key_least_at_most_ = {};
        std::array<Bits, key_lengths> key_most_at_least_ = {};
    };
    struct Key {
        KeyId key;
        std::uint32_t number;
        std::uint32_t next;  // of the same chain; 0 at its end
    };
    struct LongKeys {
        std::uint32_t begin;
        std::uint32_t size;
    };

    std::vector<TokenId> tokens_;
    std::vector<Part> parts_;
    std::vector<Grouped> grouped_;
    std::vector<KeyCode> long_keys_;
    std::vector<LongKeys> long_key_places_;  // by number
    std::vector<Key> keys_ = {{}};           // the first stands for none
    std::array<std::uint32_t, 2048> chains_ = {};
};

}  // namespace amparo::matching
