#include "matching/names/token_store.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace amparo::matching {

std::uint32_t TokenStore::add(const TokenHead& head, std::span<const KeyId> keys,
                              std::string_view text) {
    const auto text_words = (text.size() + sizeof(std::uint32_t) - 1) / sizeof(std::uint32_t);
    const auto words = head_words + keys.size() + text_words;
    AMPARO_REQUIRE(words <= chunk_words && head.face.bytes == text.size());
    if (used_ % chunk_words + words > chunk_words || used_ == chunks_.size() * chunk_words) {
        used_ = chunks_.size() * chunk_words;
        chunks_.push_back(std::make_unique<std::uint32_t[]>(chunk_words));
    }
    make_room(begins_);
    begins_.push_back(static_cast<std::uint32_t>(used_));
    auto* const begin = chunks_.back().get() + used_ % chunk_words;
    new (begin) TokenHead(head);
    std::ranges::copy(keys, begin + head_words);
    std::memcpy(begin + head_words + keys.size(), text.data(), text.size());
    used_ += words;
    return size() - 1;
}

void TokenStore::clear() {
    begins_.clear();
    chunks_.clear();
    used_ = 0;
}

std::size_t TokenStore::memory_bytes() const {
    return chunks_.size() * (chunk_words * sizeof(std::uint32_t) + sizeof(chunks_[0])) +
           begins_.capacity() * sizeof(begins_[0]);
}

}  // namespace amparo::matching
