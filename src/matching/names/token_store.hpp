#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "matching/names/room.hpp"
#include "matching/names/token_face.hpp"

namespace amparo::matching {

using TokenId = std::uint32_t;
using KeyId = std::uint32_t;

/// Numbers of things by the hash of what they are, in four bytes each and a little room. What they
/// are is kept by the caller.
class HashedIds {
  public:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    /// The number for which `is_it` says yes, or none.
    template <class Is>
    std::uint32_t find(std::uint32_t hash, Is&& is_it) const {
        if (slots_.empty()) return none;
        for (auto at = place_of(hash);; at = after(at)) {
            if (slots_[at] == none || is_it(slots_[at])) return slots_[at];
        }
    }
    /// Adds a number that is not there; `hash_of` tells those of the others.
    template <class HashOf>
    void add(std::uint32_t hash, std::uint32_t id, HashOf&& hash_of) {
        if ((used_ + 1) * 8 > slots_.size() * 7) grow(hash_of);
        insert(hash, id);
        ++used_;
    }
    void clear() {
        slots_.clear();
        used_ = 0;
    }
    std::size_t memory_bytes() const { return slots_.capacity() * sizeof(slots_[0]); }

  private:
    std::size_t place_of(std::uint32_t hash) const {
        return static_cast<std::size_t>(std::uint64_t{hash} * slots_.size() >> 32U);
    }
    std::size_t after(std::size_t at) const { return at + 1 == slots_.size() ? 0 : at + 1; }
    void insert(std::uint32_t hash, std::uint32_t id) {
        auto at = place_of(hash);
        while (slots_[at] != none) at = after(at);
        slots_[at] = id;
    }
    template <class HashOf>
    void grow(HashOf&& hash_of) {
        const auto before = std::exchange(
            slots_, std::vector<std::uint32_t>(slots_.size() + slots_.size() / 4 + 16, none));
        for (const auto id : before) {
            if (id != none) insert(hash_of(id), id);
        }
    }

    std::vector<std::uint32_t> slots_;  // never full
    std::size_t used_ = 0;
};

/// What is kept of a token beside its keys and its text.
struct TokenHead {
    TokenFace face;
    std::uint32_t holders : 26 = 0;    // counted by the dictionary
    std::uint32_t keys : 4 = 0;        // how many there are
    std::uint32_t in_lexicon : 1 = 0;  // among the known names
    std::uint32_t has_groups : 1 = 0;
};

/// A token where it is kept.
struct StoredToken {
    const TokenHead* head;
    const std::uint32_t* words;  // its keys, then its text

    /// Its keys.
    std::span<const KeyId> keys() const { return {words, head->keys}; }
    /// Its letters in UTF-8.
    std::string_view text() const {
        return {reinterpret_cast<const char*>(words + head->keys), head->face.bytes};
    }
};

/// The head of a token, and where its keys and its text begin, in words.
struct TokenPlace {
    TokenHead head;
    std::uint32_t begin;
};

/// Tokens in pieces of memory that never move: the heads side by side, so that a number alone tells
/// where one lies; keys and texts one after the other. In all about fifty bytes for each.
class TokenStore {
  public:
    std::uint32_t size() const { return size_; }
    /// Adds a token; its number.
    std::uint32_t add(const TokenHead& head, std::span<const KeyId> keys, std::string_view text);
    const TokenPlace& place_of(std::uint32_t at) const {
        return heads_[at / chunk_heads][at % chunk_heads];
    }
    /// What a place says where to find.
    const std::uint32_t* words_of(const TokenPlace& place) const {
        return chunks_[place.begin / chunk_words].get() + place.begin % chunk_words;
    }
    const TokenHead& head(std::uint32_t at) const { return place_of(at).head; }
    StoredToken token(std::uint32_t at) const {
        const auto& place = place_of(at);
        return {.head = &place.head, .words = words_of(place)};
    }
    TokenHead& head(std::uint32_t at) { return heads_[at / chunk_heads][at % chunk_heads].head; }
    std::span<const KeyId> keys(std::uint32_t at) const { return token(at).keys(); }
    std::string_view text(std::uint32_t at) const { return token(at).text(); }
    void clear();
    std::size_t memory_bytes() const;

  private:
    static constexpr std::size_t chunk_words = 1U << 15U;
    static constexpr std::size_t chunk_heads = 1U << 10U;

    std::uint32_t size_ = 0;
    std::vector<std::unique_ptr<TokenPlace[]>> heads_;
    std::vector<std::unique_ptr<std::uint32_t[]>> chunks_;
    std::size_t used_ = 0;  // words, those left over at the ends of pieces too
};

}  // namespace amparo::matching
