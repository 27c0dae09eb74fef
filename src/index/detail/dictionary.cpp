#include "index/detail/dictionary.hpp"

namespace amparo::index {

std::optional<Dictionary::Code> Dictionary::find(std::string_view text) const {
    return slots_.find(hash_text(text), [&](Code code) { return texts_[code] == text; });
}

Dictionary::Added Dictionary::add(std::string_view text) {
    if (const auto known = find(text)) return {*known, false};
    Code code = 0;
    if (free_.empty()) {
        code = static_cast<Code>(texts_.size());
        texts_.emplace_back(text);
    } else {
        code = free_.back();
        free_.pop_back();
        texts_[code] = text;
    }
    slots_.insert(code, [this](Code member) { return hash_of(member); });
    return {code, true};
}

void Dictionary::release(Code code) {
    slots_.erase(code, [this](Code member) { return hash_of(member); });
    texts_[code] = std::string();
    free_.push_back(code);
}

std::size_t Dictionary::memory_bytes() const {
    constexpr std::size_t heap_block_overhead = 16;
    constexpr std::size_t inline_characters = 15;
    auto bytes = texts_.size() * sizeof(std::string) + free_.capacity() * sizeof(Code) +
                 slots_.memory_bytes();
    for (const auto& text : texts_) {
        if (text.capacity() > inline_characters) bytes += text.capacity() + heap_block_overhead;
    }
    return bytes;
}

std::size_t Dictionary::hash_of(Code code) const {
    return hash_text(texts_[code]);
}

}  // namespace amparo::index
