#include "matching/names/token_store.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace amparo::matching {

std::uint32_t TokenStore::add(const TokenHead& head, std::span<const KeyId> keys,
                              std::string_view text) {
    const auto text_words = (text.size() + sizeof(std::uint32_t) - 1) / sizeof(std::uint32_t);
    const auto words = keys.size() + text_words;
    AMPARO_REQUIRE(words <= chunk_words && head.face.bytes == text.size());
    if (used_ % chunk_words + words > chunk_words || used_ == chunks_.size() * chunk_words) {
        used_ = chunks_.size() * chunk_words;
        chunks_.push_back(std::make_unique<std::uint32_t[]>(chunk_words));
    }
    if (size_ == heads_.size() * chunk_heads) {
        heads_.push_back(std::make_unique<TokenPlace[]>(chunk_heads));
    }
    heads_[size_ / chunk_heads][size_ % chunk_heads] = {.head = head,
                                                        .begin = static_cast<std::uint32_t>(used_)};
    auto* const begin = chunks_.back().get() + used_ % chunk_words;
    std::ranges::copy(keys, begin);
    std::memcpy(begin + keys.size(), text.data(), text.size());
    used_ += words;
    return size_++;
}

void TokenStore::clear() {
    size_ = 0;
    heads_.clear();
    chunks_.clear();
    used_ = 0;
}

std::size_t TokenStore::memory_bytes() const {
    return chunks_.size() * (chunk_words * sizeof(std::uint32_t) + sizeof(chunks_[0])) +
           heads_.size() * (chunk_heads * sizeof(TokenPlace) + sizeof(heads_[0]));
}

}  // namespace amparo::matching
