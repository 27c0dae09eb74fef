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
    std::span<const LongKey> long_keys(std::uint32_t number) const {
        const auto& found = long_key_places_[number];
        return {long_keys_.data() + found.begin, found.size};
    }
    /// One that is in groups of the lexicon.
    struct Grouped {
        std::uint32_t number;
        std::span<const Lexicon::Group> groups;
    };
    std::span<const Grouped> grouped() const { return grouped_; }

    /// Whether one of them may have a key: false is certain.
    bool may_have(KeyId key) const { return key_marks_[key % key_marks_.size()]; }
    /// Which of up to 64 asked tokens may be near a token, one bit each.
    struct Near {
        std::uint64_t slips = 0;
        std::uint64_t keys = 0;
        bool any() const { return (slips | keys) != 0; }
    };
    /// Which of those meant may be near a token, of the first 64; or of the first 64 where there
    /// are any. None is certain.
    [[gnu::always_inline]] Near look_near(const TokenFace& face, Among among) const {
        if (parts_.empty()) return {};
        const auto found = parts_.front().near(face, among);
        if (parts_.size() == 1 || found.any()) [[likely]] {
            return found;
        }
        return look_further(face, among);
    }
    /// Calls visit(number) for those that have a key.
    template <class Visit>
    void for_sharing(KeyId key, Visit&& visit) const {
        if (!may_have(key)) return;
        for (auto at = chains_[key % chains_.size()]; at != 0; at = keys_[at].next) {
            if (keys_[at].key == key) visit(keys_[at].number);
        }
    }
    /// Calls visit(number, how) for those meant that may be near a token, and how; `seen` is what
    /// look_near() said.
    template <class Visit>
    void for_near(const Near& seen, const TokenFace& face, Among among, Visit&& visit) const {
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            const auto found = parts_.size() == 1 ? seen : parts_[part].near(face, among);
            for (auto left = found.slips | found.keys; left != 0; left &= left - 1) {
                const auto bit = static_cast<unsigned>(std::countr_zero(left));
                visit(static_cast<std::uint32_t>(part * part_tokens + bit),
                      NearBy{.by_slip = (found.slips >> bit & 1U) != 0,
                             .by_key = (found.keys >> bit & 1U) != 0});
            }
        }
    }

  private:
    Near look_further(const TokenFace& face, Among among) const;
    static constexpr std::size_t part_tokens = 64;
    /// One bit for each token of a part.
    using Bits = std::uint64_t;
    /// Up to 64 tokens. Words of bits leave only few of them, which are then looked at one by one.
    class Part {
      public:
        /// Adds token `number`, at most the 64th.
        void add(unsigned number, const TokenFace& face);
        [[gnu::always_inline]] Near near(const TokenFace& face, Among among) const {
            const auto wanted = among == Among::all ? ~Bits{0} : plain_;
            return {.slips = slips(face, wanted), .keys = near_keys(face, wanted)};
        }
        void make_plain(unsigned number) { plain_ |= Bits{1} << number; }
        Bits plain() const { return plain_; }

      private:
        static constexpr std::size_t lengths = 64;  // longer tokens count as this long less one
        static constexpr std::size_t ends = 64;     // first and last letters, by hash
        static constexpr std::size_t key_letters = 16;
        static constexpr std::size_t key_lengths = 20;
        Bits slips(const TokenFace& face, Bits among) const {
            const auto same_first = first_[face.first % ends] & among;
            if (face.length <= 1) return face.length == 1 ? same_first : 0;
            const auto initials = same_first & initials_;
            if (face.length < typo_letters_min) return initials;
            return initials | (begins_[face.beginning] & same_first) |
                   typos(face, same_first, among);
        }
        /// A single slip leaves the first or the last letter where it is.
        Bits typos(const TokenFace& face, Bits same_first, Bits among) const {
            const auto length = length_class(face.length);
            among &= of_script_[face.script];
            const auto one_slip =
                within_one_[length] & (same_first | last_[face.last % ends]) & among;
            const auto two_slips =
                face.length < two_typos_letters_min ? 0 : within_two_[length] & among;
            return (one_slip | two_slips) == 0 ? 0 : typos_among(face, one_slip, two_slips);
        }
        /// As TokenFace::may_be_near has it.
        Bits near_keys(const TokenFace& face, Bits among) const {
            if (face.key_length_most == 0) return 0;
            among &= key_least_at_most_[face.key_length_most + 1U] &
                     key_most_at_least_[face.key_length_least - 1U];
            return among == 0 ? 0 : near_keys_among(face, among);
        }
        Bits typos_among(const TokenFace& face, Bits one_slip, Bits two_slips) const;
        Bits near_keys_among(const TokenFace& face, Bits among) const;
        static std::size_t length_class(std::size_t length) {
            return length < lengths ? length : lengths - 1;
        }
        /// What is looked at one by one.
        struct Letters {
            std::uint32_t mask = 0;
            std::uint16_t key_all = 0;
            std::uint16_t key_some = 0;
        };

        std::array<Bits, 5> of_script_ = {};
        std::array<Bits, lengths> within_one_ = {};  // in length, where one slip may be
        std::array<Bits, lengths> within_two_ = {};  // where two may be
        std::array<Bits, ends> first_ = {};
        std::array<Bits, ends> last_ = {};
        std::array<Bits, 256> begins_ = {};
        Bits initials_ = 0;
        Bits plain_ = 0;
        std::array<Bits, key_letters> key_first_ = {};
        std::array<Bits, key_letters> key_last_ = {};
        std::array<Bits, key_lengths> key_least_at_most_ = {};
        std::array<Bits, key_lengths> key_most_at_least_ = {};
        std::array<Letters, part_tokens> letters_ = {};
    };
    struct Key {
        KeyId key;
        std::uint32_t number;
        std::uint32_t next;  // of the same chain; 0 at its end
    };
    struct KeyPlaces {
        std::uint32_t begin;
        std::uint32_t size;
    };

    std::vector<TokenId> tokens_;
    std::vector<Part> parts_;
    std::vector<Grouped> grouped_;
    std::vector<LongKey> long_keys_;
    std::vector<KeyPlaces> long_key_places_;  // by number
    std::vector<Key> keys_ = {{}};            // the first stands for none
    std::array<std::uint32_t, 2048> chains_ = {};
    std::array<bool, 4096> key_marks_ = {};  // by key that one of them has
};

}  // namespace amparo::matching
