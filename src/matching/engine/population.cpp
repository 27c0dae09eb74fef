#include "matching/engine/population.hpp"

#include <algorithm>
#include <limits>

#include "base/error.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t gaps_min = 1U << 16U;  // words: less is not worth moving all others

}  // namespace

std::uint32_t Population::Words::add(std::span<const std::uint32_t> words) {
    AMPARO_REQUIRE(words.size() <= chunk_words);
    // A record lies in one piece; what is too short for it is left over.
    if (used_ % chunk_words + words.size() > chunk_words) {
        used_ = (used_ / chunk_words + 1) * chunk_words;
    }
    AMPARO_REQUIRE(used_ + words.size() <= std::numeric_limits<std::uint32_t>::max());
    if (used_ / chunk_words >= chunks_.size()) {
        chunks_.push_back(std::make_unique<std::uint32_t[]>(chunk_words));
    }
    const auto begin = used_;
    std::ranges::copy(words, chunks_[begin / chunk_words].get() + begin % chunk_words);
    used_ += words.size();
    return static_cast<std::uint32_t>(begin);
}

std::size_t Population::Words::memory_bytes() const {
    return chunks_.size() * (chunk_words * sizeof(std::uint32_t) + sizeof(chunks_[0]));
}

void Population::put(Ordinal ordinal, std::span<const std::uint32_t> words) {
    remove(ordinal);
    if (ordinal >= begins_.size()) {
        if (ordinal >= begins_.capacity()) begins_.reserve(ordinal + ordinal / 8 + 16);
        begins_.resize(ordinal + 1);
        sizes_.resize(ordinal + 1);
    }
    begins_[ordinal] = words_.add(words);
    sizes_.set(ordinal, static_cast<std::uint32_t>(words.size()));
    const auto added = record(ordinal);
    index_.add(ordinal, reader_.indexed(added), reader_.traits(added));
    ++held_;
}

void Population::remove(Ordinal ordinal) {
    if (!holds(ordinal)) return;
    index_.remove(ordinal, reader_.indexed(record(ordinal)));
    lost_ += sizes_[ordinal];
    sizes_.set(ordinal, 0);
    --held_;
    if (lost_ > gaps_min && lost_ > words_.used() / 2) close_gaps();
}

Record Population::record(Ordinal ordinal) const {
    return Record(words_of(ordinal), layout_);
}

void Population::fetch(Ordinal ordinal) const {
    constexpr std::size_t line_words = 64 / sizeof(std::uint32_t);
    const auto words = words_of(ordinal);
    for (std::size_t at = 0; at < words.size(); at += line_words) __builtin_prefetch(&words[at]);
}

void Population::close_gaps() {
    Words kept;
    for (Ordinal ordinal = 0; ordinal < end(); ++ordinal) {
        if (holds(ordinal)) begins_[ordinal] = kept.add(words_of(ordinal));
    }
    words_ = std::move(kept);
    lost_ = 0;
}

std::size_t Population::memory_bytes() const {
    return words_.memory_bytes() + begins_.capacity() * sizeof(begins_[0]) + sizes_.memory_bytes() +
           index_.memory_bytes();
}

}  // namespace amparo::matching
