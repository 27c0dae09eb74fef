#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// Levels of pairs of tokens of a dictionary, as compare() of whole tokens gives them, from the
/// little that the dictionary keeps. How tokens sound is worked out when it is asked for, and kept
/// for a while. For one thread.
class TokenLevels {
  public:
    /// How many tokens are remembered: those of many records, or of one.
    enum class Cache : std::uint16_t { small = 64, usual = 8192 };
    explicit TokenLevels(const Dictionary& dictionary, Cache cache = Cache::usual)
        : dictionary_(dictionary), slot_count_(static_cast<std::uint32_t>(cache)) {}

    /// The level of two tokens. Symmetric.
    Level level(TokenId left, TokenId right);
    /// The level of two different tokens that share a key.
    Level level_by_sound(TokenId left, TokenId right) {
        return sound_alike(left, right) ? Level::variant : Level::key;
    }
    /// The level of two different tokens that share neither a key nor a group.
    Level level_by_letters(TokenId left, TokenId right) const;
    /// The same as far as slips, beginnings and initials tell.
    Level level_by_slip(TokenId left, TokenId right) const;
    /// The long keys of a token.
    class LongKeys {
      public:
        LongKeys() = default;
        LongKeys(const Dictionary& dictionary, std::span<const KeyId> keys);
        /// Whether one of them is near one of others.
        bool have_near(std::span<const LongKey> others) const;
        std::span<const LongKey> all() const { return {keys_.data(), size_}; }

      private:
        std::array<LongKey, 16> keys_;
        std::size_t size_ = 0;
    };
    /// Whether the level of two tokens is variant or exact.
    bool are_variants(TokenId left, TokenId right);
    bool share_a_key(TokenId left, TokenId right) const;
    bool share_a_group(TokenId left, TokenId right) const;
    /// Forgets how tokens sound: their numbers may be given to others now.
    void clear();

  private:
    static constexpr std::size_t sounds_max = 1U << 20U;

    struct Slot {
        TokenId token = no_token;
        std::uint32_t begin = 0;
    };
    bool sound_alike(TokenId left, TokenId right);
    /// Where the soundings of a token begin in sounds_.
    std::uint32_t soundings(TokenId token);
    std::uint32_t read_soundings(TokenId token);

    const Dictionary& dictionary_;
    std::uint32_t slot_count_;
    std::vector<Slot> slots_;  // by what is left of a token divided by their number
    /// How many soundings there are; of each the number of consonants, these, and the vowels.
    std::vector<Vowels> sounds_;
};

}  // namespace amparo::matching
