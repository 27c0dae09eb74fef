#include "matching/names/small_counts.hpp"

#include <algorithm>

namespace amparo::matching {

void SmallCounts::resize(std::size_t size) {
    if (counts_.capacity() < size) counts_.reserve(size + size / 8 + 64);
    counts_.resize(size, 0);
}

void SmallCounts::set(std::size_t at, std::uint32_t count) {
    if (count >= great) {
        great_[at] = count;
    } else if (counts_[at] == great) {
        great_.erase(at);
    }
    counts_[at] = static_cast<std::uint8_t>(std::min<std::uint32_t>(count, great));
}

std::size_t SmallCounts::memory_bytes() const {
    // Of each that lies aside its node and its place in the table.
    return counts_.capacity() + great_.size() * (sizeof(*great_.begin()) + 2 * sizeof(void*)) +
           great_.bucket_count() * sizeof(void*);
}

}  // namespace amparo::matching
