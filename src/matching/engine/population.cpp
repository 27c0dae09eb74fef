#include "matching/engine/population.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t gaps_min = 1U << 16U;  // words: less is not worth moving all others

}  // namespace

void Population::put(Ordinal ordinal, std::span<const std::uint32_t> words) {
    remove(ordinal);
    if (ordinal >= extents_.size()) extents_.resize(ordinal + 1);
    extents_[ordinal] = {words_.size(), static_cast<std::uint32_t>(words.size())};
    words_.insert(words_.end(), words.begin(), words.end());
    const Record added(words, layout_);
    index_.set(ordinal, reader_.indexed(added), reader_.traits(added));
    ++held_;
}

void Population::remove(Ordinal ordinal) {
    if (!holds(ordinal)) return;
    index_.clear(ordinal);
    lost_ += extents_[ordinal].size;
    extents_[ordinal] = {};
    --held_;
    if (lost_ > gaps_min && lost_ > words_.size() / 2) close_gaps();
}

Record Population::record(Ordinal ordinal) const {
    const auto& extent = extents_[ordinal];
    return Record(std::span(words_).subspan(extent.begin, extent.size), layout_);
}

void Population::close_gaps() {
    std::vector<std::uint32_t> kept;
    kept.reserve(words_.size() - lost_);
    for (auto& extent : extents_) {
        const auto begin = words_.begin() + static_cast<std::ptrdiff_t>(extent.begin);
        extent.begin = kept.size();
        kept.insert(kept.end(), begin, begin + extent.size);
    }
    words_ = std::move(kept);
    lost_ = 0;
}

std::size_t Population::memory_bytes() const {
    return words_.capacity() * sizeof(std::uint32_t) + extents_.capacity() * sizeof(Extent) +
           index_.memory_bytes();
}

}  // namespace amparo::matching
