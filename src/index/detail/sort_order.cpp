#include "index/detail/sort_order.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace amparo::index {

void SortOrder::assign(std::span<const Ordinal> sorted) {
    *this = SortOrder();
    for (std::size_t at = 0; at < sorted.size(); at += chunk_fill) {
        const auto part = sorted.subspan(at, std::min(chunk_fill, sorted.size() - at));
        const auto number = add_chunk(sequence_.size());
        auto& chunk = *chunks_[number];
        std::copy(part.begin(), part.end(), chunk.members.begin());
        chunk.count = static_cast<std::uint32_t>(part.size());
    }
    size_ = sorted.size();
    // Ordinals ascending, because that is how packed integers are filled fastest.
    std::vector<std::uint32_t> numbers;
    for (const auto number : sequence_) {
        for (std::size_t at = 0; at < chunks_[number]->count; ++at) {
            const auto ordinal = chunks_[number]->members[at];
            if (ordinal >= numbers.size()) numbers.resize(ordinal + 1, UINT32_MAX);
            numbers[ordinal] = number;
        }
    }
    for (Ordinal ordinal = 0; ordinal < numbers.size(); ++ordinal) {
        if (numbers[ordinal] != UINT32_MAX) chunk_of_.set(ordinal, numbers[ordinal]);
    }
    chunk_of_.compact();
}

void SortOrder::erase(Ordinal ordinal) {
    const auto number = chunk_of_.get(ordinal);
    if (!number) return;
    auto& chunk = *chunks_[static_cast<std::size_t>(*number)];
    auto* end = chunk.members.data() + chunk.count;
    auto* at = std::find(chunk.members.data(), end, ordinal);
    AMPARO_REQUIRE(at != end);
    std::copy(at + 1, end, at);
    --chunk.count;
    --size_;
    chunk_of_.erase(ordinal);
    if (chunk.count == 0) remove_chunk(place_[static_cast<std::size_t>(*number)]);
}

std::uint32_t SortOrder::coarse_rank(Ordinal ordinal) const {
    const auto number = chunk_of_.get(ordinal);
    AMPARO_REQUIRE(number.has_value());
    return place_[static_cast<std::size_t>(*number)];
}

SortOrder::Rank SortOrder::rank(Ordinal ordinal) const {
    const auto place = coarse_rank(ordinal);
    const auto members = chunk(place);
    const auto at = std::find(members.begin(), members.end(), ordinal);
    return (Rank{place} << 32) | static_cast<Rank>(at - members.begin());
}

void SortOrder::insert_at(std::size_t sequence, std::size_t position, Ordinal ordinal) {
    auto number = sequence_[sequence];
    if (chunks_[number]->count == chunk_max) {
        split(sequence);
        const auto left = chunks_[number]->count;
        if (position > left) {
            position -= left;
            number = sequence_[sequence + 1];
        }
    }
    auto& chunk = *chunks_[number];
    auto* place = chunk.members.data() + position;
    auto* end = chunk.members.data() + chunk.count;
    std::copy_backward(place, end, end + 1);
    *place = ordinal;
    ++chunk.count;
    ++size_;
    chunk_of_.set(ordinal, number);
}

void SortOrder::split(std::size_t sequence) {
    const auto right = add_chunk(sequence + 1);
    auto& from = *chunks_[sequence_[sequence]];
    auto& to = *chunks_[right];
    // A chunk at the end is mostly appended to (new records have the latest dates): leave it full.
    const auto keep = sequence + 2 == sequence_.size() ? chunk_fill : chunk_max / 2;
    to.count = static_cast<std::uint32_t>(from.count - keep);
    std::copy(from.members.data() + keep, from.members.data() + from.count, to.members.data());
    from.count = static_cast<std::uint32_t>(keep);
    for (std::size_t at = 0; at < to.count; ++at) chunk_of_.set(to.members[at], right);
}

std::uint32_t SortOrder::add_chunk(std::size_t sequence) {
    auto number = static_cast<std::uint32_t>(chunks_.size());
    if (free_.empty()) {
        chunks_.push_back(std::make_unique<Chunk>());
        place_.push_back(0);
    } else {
        number = free_.back();
        free_.pop_back();
        chunks_[number] = std::make_unique<Chunk>();
    }
    sequence_.insert(sequence_.begin() + static_cast<std::ptrdiff_t>(sequence), number);
    renumber(sequence);
    return number;
}

void SortOrder::remove_chunk(std::size_t sequence) {
    const auto number = sequence_[sequence];
    chunks_[number].reset();
    free_.push_back(number);
    sequence_.erase(sequence_.begin() + static_cast<std::ptrdiff_t>(sequence));
    renumber(sequence);
}

void SortOrder::renumber(std::size_t from) {
    for (auto at = from; at < sequence_.size(); ++at) {
        place_[sequence_[at]] = static_cast<std::uint32_t>(at);
    }
}

std::size_t SortOrder::memory_bytes() const {
    constexpr std::size_t heap_block_overhead = 16;
    return sequence_.size() * (sizeof(Chunk) + heap_block_overhead) +
           chunks_.capacity() * sizeof(chunks_[0]) +
           (free_.capacity() + sequence_.capacity() + place_.capacity()) * 4 +
           chunk_of_.memory_bytes();
}

}  // namespace amparo::index
