#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/detail/hash_slots.hpp"

namespace amparo::index {

/// Sets of codes that records share: each distinct set is kept once, with the number of its users.
class CodeSets {
  public:
    using Code = std::uint32_t;

    /// The number of this set (its codes ascend), with one more user.
    std::uint32_t acquire(std::span<const Code> codes);
    /// One user less; the set goes with its last.
    void release(std::uint32_t set);
    /// Valid until the set goes.
    std::span<const Code> codes(std::uint32_t set) const { return sets_[set].codes; }
    /// All numbers are below this; a set that went has no codes.
    std::uint32_t end() const { return static_cast<std::uint32_t>(sets_.size()); }
    std::size_t memory_bytes() const;

  private:
    struct Set {
        std::vector<Code> codes;
        std::uint32_t users = 0;
    };
    static std::size_t hash_of(std::span<const Code> codes);

    std::vector<Set> sets_;
    std::vector<std::uint32_t> free_;
    HashSlots slots_;
};

}  // namespace amparo::index
