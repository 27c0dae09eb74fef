#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace amparo::index {

/// An open-addressing hash set of 32-bit numbers whose keys live elsewhere: the caller says how a
/// number hashes and when it is the one sought. 5 to 11 bytes a member.
class HashSlots {
  public:
    /// The member with this hash for which matches(member) holds.
    template <class Matches>
    std::optional<std::uint32_t> find(std::size_t hash, Matches&& matches) const {
        if (slots_.empty()) return std::nullopt;
        for (auto at = hash & mask(); slots_[at] != empty; at = (at + 1) & mask()) {
            if (matches(slots_[at])) return slots_[at];
        }
        return std::nullopt;
    }

    /// Adds a member that is not there yet; hash_of(member) answers for those already here.
    template <class HashOf>
    void insert(std::uint32_t member, HashOf&& hash_of) {
        if ((count_ + 1) * 4 > slots_.size() * 3) grow(hash_of);
        place(member, hash_of(member));
        ++count_;
    }

    /// Removes a member that is there, closing the gap it leaves.
    template <class HashOf>
    void erase(std::uint32_t member, HashOf&& hash_of) {
        auto at = hash_of(member) & mask();
        while (slots_[at] != member) at = (at + 1) & mask();
        --count_;
        for (auto next = (at + 1) & mask(); slots_[next] != empty; next = (next + 1) & mask()) {
            const auto home = hash_of(slots_[next]) & mask();
            // The next one may move back only if its home does not lie after the gap.
            if (((next - home) & mask()) < ((next - at) & mask())) continue;
            slots_[at] = slots_[next];
            at = next;
        }
        slots_[at] = empty;
    }

    std::size_t memory_bytes() const { return slots_.capacity() * sizeof(slots_[0]); }

  private:
    static constexpr std::uint32_t empty = UINT32_MAX;

    std::size_t mask() const { return slots_.size() - 1; }

    void place(std::uint32_t member, std::size_t hash) {
        auto at = hash & mask();
        while (slots_[at] != empty) at = (at + 1) & mask();
        slots_[at] = member;
    }

    template <class HashOf>
    void grow(HashOf& hash_of) {
        auto old = std::move(slots_);
        slots_.assign(old.empty() ? 16 : old.size() * 2, empty);
        for (const auto member : old) {
            if (member != empty) place(member, hash_of(member));
        }
    }

    std::vector<std::uint32_t> slots_;
    std::size_t count_ = 0;
};

/// A quick hash of a short text, eight bytes at a time; for tables in memory only.
inline std::uint64_t hash_text(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9e3779b97f4a7c15ULL;
    const auto add = [&](std::uint64_t word) {
        hash = (hash ^ word) * 0xbf58476d1ce4e5b9ULL;
        hash ^= hash >> 32;
    };
    std::uint64_t word = 0;
    while (text.size() > sizeof word) {
        std::memcpy(&word, text.data(), sizeof word);
        add(word);
        text.remove_prefix(sizeof word);
    }
    word = 0;
    if (!text.empty()) std::memcpy(&word, text.data(), text.size());
    add(word);
    return hash ^ (hash >> 29);
}

/// Spreads the bits of a weak hash over the whole word.
inline std::uint64_t mix_hash(std::uint64_t hash) {
    hash = (hash ^ (hash >> 32)) * 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29);
}

}  // namespace amparo::index
