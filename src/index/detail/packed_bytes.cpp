#include "index/detail/packed_bytes.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace amparo::index {
namespace {

std::uint32_t bit_of(unsigned offset) {
    return std::uint32_t{1} << offset;
}

}  // namespace

void PackedBytes::set(Ordinal ordinal, std::string_view bytes) {
    if (bytes.empty()) {
        erase(ordinal);
        return;
    }
    const auto at = ordinal / block_size;
    const auto offset = ordinal % block_size;
    if (at >= blocks_.size()) blocks_.resize(at + 1);
    auto& block = blocks_[at];
    const auto start = start_of(block, offset);
    std::size_t removed = 0;
    if ((block.mask & bit_of(offset)) != 0) {
        auto rest = std::string_view(block.data.get(), block.size).substr(start);
        const auto before = rest.size();
        take(rest);
        removed = before - rest.size();
    } else {
        ++count_;
    }
    thread_local std::string entry;
    entry.clear();
    append_varint(entry, static_cast<std::uint32_t>(bytes.size()));
    entry.append(bytes);
    splice(block, start, removed, entry);
    block.mask |= bit_of(offset);
}

void PackedBytes::erase(Ordinal ordinal) {
    const auto at = ordinal / block_size;
    const auto offset = ordinal % block_size;
    if (at >= blocks_.size() || (blocks_[at].mask & bit_of(offset)) == 0) return;
    auto& block = blocks_[at];
    const auto start = start_of(block, offset);
    auto rest = std::string_view(block.data.get(), block.size).substr(start);
    const auto before = rest.size();
    take(rest);
    splice(block, start, before - rest.size(), {});
    block.mask &= ~bit_of(offset);
    --count_;
}

std::string_view PackedBytes::get(Ordinal ordinal) const {
    const auto at = ordinal / block_size;
    const auto offset = ordinal % block_size;
    if (at >= blocks_.size() || (blocks_[at].mask & bit_of(offset)) == 0) return {};
    auto rest = std::string_view(blocks_[at].data.get(), blocks_[at].size);
    rest.remove_prefix(start_of(blocks_[at], offset));
    return take(rest);
}

std::size_t PackedBytes::start_of(const Block& block, unsigned offset) {
    auto rest = std::string_view(block.data.get(), block.size);
    for (auto before = std::popcount(block.mask & (bit_of(offset) - 1)); before > 0; --before) {
        take(rest);
    }
    return block.size - rest.size();
}

void PackedBytes::splice(Block& block, std::size_t at, std::size_t removed,
                         std::string_view bytes) {
    const auto size = block.size - removed + bytes.size();
    auto* data = block.data.get();
    if (size <= block.capacity) {
        const auto* tail = data + at + removed;
        std::char_traits<char>::move(data + at + bytes.size(), tail, block.size - at - removed);
        std::copy(bytes.begin(), bytes.end(), data + at);
        block.size = static_cast<std::uint32_t>(size);
        return;
    }
    const auto capacity = size + size / 4;
    auto grown = std::make_unique_for_overwrite<char[]>(capacity);
    auto* out = std::copy(data, data + at, grown.get());
    out = std::copy(bytes.begin(), bytes.end(), out);
    std::copy(data + at + removed, data + block.size, out);
    block.data = std::move(grown);
    block.size = static_cast<std::uint32_t>(size);
    block.capacity = static_cast<std::uint32_t>(capacity);
}

void PackedBytes::compact() {
    for (auto& block : blocks_) {
        if (block.capacity == block.size) continue;
        auto exact = std::make_unique_for_overwrite<char[]>(block.size);
        std::copy(block.data.get(), block.data.get() + block.size, exact.get());
        block.data = std::move(exact);
        block.capacity = block.size;
    }
    blocks_.shrink_to_fit();
}

std::size_t PackedBytes::memory_bytes() const {
    constexpr std::size_t heap_block_overhead = 16;
    auto bytes = blocks_.capacity() * sizeof(Block);
    for (const auto& block : blocks_) {
        if (block.data) bytes += block.capacity + heap_block_overhead;
    }
    return bytes;
}

}  // namespace amparo::index
