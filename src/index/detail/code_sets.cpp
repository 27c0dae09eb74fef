#include "index/detail/code_sets.hpp"

#include <algorithm>

namespace amparo::index {

std::uint32_t CodeSets::acquire(std::span<const Code> codes) {
    const auto known = slots_.find(hash_of(codes), [&](std::uint32_t set) {
        return std::ranges::equal(sets_[set].codes, codes);
    });
    if (known) {
        ++sets_[*known].users;
        return *known;
    }
    auto set = static_cast<std::uint32_t>(sets_.size());
    if (free_.empty()) {
        sets_.emplace_back();
    } else {
        set = free_.back();
        free_.pop_back();
    }
    sets_[set].codes.assign(codes.begin(), codes.end());
    sets_[set].users = 1;
    slots_.insert(set, [this](std::uint32_t member) { return hash_of(sets_[member].codes); });
    return set;
}

void CodeSets::release(std::uint32_t set) {
    if (--sets_[set].users > 0) return;
    slots_.erase(set, [this](std::uint32_t member) { return hash_of(sets_[member].codes); });
    sets_[set].codes = {};
    free_.push_back(set);
}

std::size_t CodeSets::memory_bytes() const {
    constexpr std::size_t heap_block_overhead = 16;
    auto bytes = sets_.capacity() * sizeof(Set) + free_.capacity() * sizeof(std::uint32_t) +
                 slots_.memory_bytes();
    for (const auto& set : sets_) {
        bytes += set.codes.capacity() * sizeof(Code) + heap_block_overhead;
    }
    return bytes;
}

std::size_t CodeSets::hash_of(std::span<const Code> codes) {
    std::uint64_t hash = codes.size();
    for (const auto code : codes) hash = mix_hash(hash * 31 + code + 1);
    return hash;
}

}  // namespace amparo::index
