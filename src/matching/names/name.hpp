#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "base/names/keys.hpp"
#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// Readings of a name that are compared: the tokens themselves first.
struct Reading {
    std::array<TokenId, 12> tokens;
    std::uint8_t size = 0;
    float cost = 0;
};

/// A name as a record keeps it: its tokens, each pair of neighbours joined, three joined, and its
/// tokens with the particles glued to what follows. The ids lie in the record.
struct Name {
    /// How many ids there are, by its words and by those that are glued.
    static constexpr auto stored_sizes = [] {
        std::array<std::array<std::uint8_t, 16>, 16> sizes = {};
        for (unsigned size = 0; size < 16; ++size) {
            const auto joined = size == 0 ? 0 : size - 1 + (size == 3 ? 1U : 0U);
            for (unsigned glued = 0; glued < 16; ++glued) {
                sizes[size][glued] = static_cast<std::uint8_t>(size + joined + glued);
            }
        }
        return sizes;
    }();

    const TokenId* ids = nullptr;
    std::uint8_t size = 0;
    std::uint8_t glued = 0;
    std::uint8_t number = 0;                // among the asked names
    bool is_teknonym = false;               // a relative who is called by a child's name
    std::uint64_t met = ~std::uint64_t{0};  // the asked names that share a word with it, by number

    bool empty() const { return size == 0; }
    TokenId operator[](std::size_t at) const { return ids[at]; }
    std::span<const TokenId> tokens() const { return {ids, size}; }
    /// Pair `at` of neighbours in one word, or no_token when their scripts differ.
    TokenId joined(std::size_t at) const { return ids[size + at]; }
    std::size_t pair_count() const { return size > 0 ? size - 1U : 0U; }
    bool has_whole() const { return size == 3 && whole() != no_token; }
    TokenId whole() const { return ids[size + 2]; }
    std::span<const TokenId> glued_tokens() const { return {ids + stored_before_glued(), glued}; }
    std::size_t stored() const { return stored_sizes[size % 16][glued % 16]; }
    std::span<const TokenId> all() const { return {ids, stored()}; }
    /// False when no word of one goes with any of the other, words joined or glued on one side
    /// included.
    static bool may_meet(const Name& left, const Name& right) {
        return (left.met >> right.number & right.met >> left.number & 1U) != 0;
    }
    /// How many readings there are beside the plain one: at most.
    std::size_t reading_count() const {
        return 1 + pair_count() + (has_whole() ? 1U : 0U) + (glued > 0 ? 1U : 0U);
    }
    /// Reading `at`: 0 is the plain one. False when it does not exist.
    bool reading(std::size_t at, Reading& out) const;
    /// Whether reading `at` exists, and how many words it has.
    bool has_reading(std::size_t at) const {
        if (at >= reading_count()) return false;
        return at == 0 || at > pair_count() || joined(at - 1) != no_token;
    }
    unsigned reading_size(std::size_t at) const {
        if (at == 0) return size;
        if (at <= pair_count()) return size - 1U;
        return has_whole() && at == pair_count() + 1 ? 1U : glued;
    }
    /// No place.
    static constexpr unsigned nowhere = 0xFF;
    /// The place in reading `at` of what lies at a place among all(), or nowhere.
    unsigned place_in_reading(std::size_t at, unsigned stored_at) const {
        if (at == 0) return stored_at < size ? stored_at : nowhere;
        if (at <= pair_count()) {
            const auto pair = static_cast<unsigned>(at - 1);
            if (stored_at >= size) return stored_at == size + pair ? pair : nowhere;
            if (stored_at < pair) return stored_at;
            return stored_at > pair + 1 ? stored_at - 1 : nowhere;
        }
        if (has_whole() && at == pair_count() + 1) return stored_at == size + 2U ? 0 : nowhere;
        const auto before = static_cast<unsigned>(stored_before_glued());
        return stored_at >= before ? stored_at - before : nowhere;
    }

  private:
    std::size_t stored_before_glued() const { return size + pair_count() + (size == 3 ? 1U : 0U); }
};

/// Where a name lies in the ids of a record.
struct NamePlace {
    std::uint32_t first = 0;
    std::uint8_t size = 0;
    std::uint8_t glued = 0;
    names::Teknonym teknonym = names::Teknonym::none;
    /// The name among those ids.
    Name in(const std::vector<TokenId>& ids) const {
        return {.ids = ids.data() + first, .size = size, .glued = glued};
    }
};

/// Reads a name and appends its ids. Size 0 when it has no tokens.
NamePlace store_name(std::string_view text, Dictionary& dictionary, std::vector<TokenId>& ids);

}  // namespace amparo::matching
