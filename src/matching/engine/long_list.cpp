#include "matching/engine/long_list.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

/// Room for an eighth more.
void make_room(std::vector<std::uint8_t>& bytes) {
    if (bytes.size() == bytes.capacity()) bytes.reserve(bytes.size() + bytes.size() / 8 + 8);
}

}  // namespace

LongList::Block LongList::Block::of(std::span<const Ordinal> ordinals) {
    Block block{.first = ordinals.front(), .last = ordinals.front()};
    for (const auto ordinal : ordinals.subspan(1)) block.append(ordinal);
    return block;
}

void LongList::Block::append(Ordinal ordinal) {
    for (auto gap = ordinal - last;; gap >>= gap_bits) {
        make_room(gaps);
        const bool is_last = gap < more;
        gaps.push_back(static_cast<std::uint8_t>(is_last ? gap : (gap & (more - 1)) | more));
        if (is_last) break;
    }
    last = ordinal;
}

std::vector<LongList::Block>::iterator LongList::find_block(Ordinal ordinal) {
    const auto next = std::ranges::upper_bound(blocks_, ordinal, {}, &Block::first);
    return next == blocks_.begin() ? next : next - 1;
}

bool LongList::add(Ordinal ordinal) {
    // Records are added at the end most of the time.
    if (blocks_.empty() || ordinal > blocks_.back().last) {
        if (blocks_.empty() || blocks_.back().gaps.size() >= block_bytes) {
            if (!blocks_.empty()) blocks_.back().gaps.shrink_to_fit();
            blocks_.push_back({.first = ordinal, .last = ordinal});
        } else {
            blocks_.back().append(ordinal);
        }
        ++size_;
        return true;
    }
    const auto block = find_block(ordinal);
    std::vector<Ordinal> ordinals;
    block->for_each([&](Ordinal one) { ordinals.push_back(one); });
    const auto place = std::ranges::lower_bound(ordinals, ordinal);
    if (place != ordinals.end() && *place == ordinal) return false;
    ordinals.insert(place, ordinal);
    put(block, ordinals);
    ++size_;
    return true;
}

bool LongList::remove(Ordinal ordinal) {
    if (blocks_.empty()) return false;
    const auto block = find_block(ordinal);
    std::vector<Ordinal> ordinals;
    block->for_each([&](Ordinal one) { ordinals.push_back(one); });
    const auto place = std::ranges::lower_bound(ordinals, ordinal);
    if (place == ordinals.end() || *place != ordinal) return false;
    ordinals.erase(place);
    put(block, ordinals);
    --size_;
    return true;
}

/// Puts ordinals in place of a block, in two when they are too many.
void LongList::put(std::vector<Block>::iterator block, std::span<const Ordinal> ordinals) {
    if (ordinals.empty()) {
        blocks_.erase(block);
        return;
    }
    *block = Block::of(ordinals);
    if (block->gaps.size() <= 2 * block_bytes) return;
    const auto half = ordinals.size() / 2;
    *block = Block::of(ordinals.first(half));
    blocks_.insert(block + 1, Block::of(ordinals.subspan(half)));
}

std::size_t LongList::memory_bytes() const {
    auto bytes = sizeof(LongList) + blocks_.capacity() * sizeof(Block);
    for (const auto& block : blocks_) bytes += block.gaps.capacity();
    return bytes;
}

}  // namespace amparo::matching
