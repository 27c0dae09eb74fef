#include "matching/names/dictionary.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace amparo::matching {
namespace {

constexpr float bits_min = 1.5F;
constexpr float bits_max = 13.0F;
constexpr std::uint32_t known_holders_min = 5;

void count_one(std::uint32_t& number, Count count) {
    AMPARO_REQUIRE(count == Count::in || number > 0);
    count == Count::in ? ++number : --number;
}

}  // namespace

TokenId Dictionary::add(std::string_view text) {
    if (below_ != nullptr) {
        const auto found = below_->by_text_.find(text);
        if (found != below_->by_text_.end()) return found->second;
    }
    const auto found = by_text_.find(text);
    if (found != by_text_.end()) return found->second;
    auto& entry = tokens_.emplace_back(Entry{.token = Token::of(text, *lexicon_), .keys = {}});
    for (const auto code : entry.token.keys) entry.keys.push_back(add_key(code));
    const auto id = size() - 1;
    by_text_.emplace(entry.token.text, id);
    faces_.push_back(entry.token.face());
    return id;
}

KeyId Dictionary::add_key(KeyCode code) {
    if (below_ != nullptr) {
        const auto found = below_->keys_.find(code);
        if (found != below_->keys_.end()) return found->second;
    }
    return keys_.try_emplace(code, key_count()).first->second;
}

const Token& Dictionary::operator[](TokenId id) const {
    return id < first_token_ ? (*below_)[id] : tokens_[id - first_token_].token;
}

const std::vector<KeyId>& Dictionary::keys_of(TokenId id) const {
    return id < first_token_ ? below_->keys_of(id) : tokens_[id - first_token_].keys;
}

float Dictionary::bits_of(TokenId id) const {
    const auto& counted = below_ != nullptr ? *below_ : *this;
    const auto& keys = keys_of(id);
    std::uint32_t fewest = counted.persons_;
    for (const auto key : keys) {
        const auto& holders = counted.key_holders_;
        fewest = std::min(fewest, key < holders.size() ? holders[key] : 0U);
    }
    // A token of a script we cannot read has no keys: it is as rare as it can be told to be.
    if (keys.empty()) fewest = 0;
    const auto ratio =
        (static_cast<float>(counted.persons_) + 1.0F) / (1.0F + static_cast<float>(fewest));
    return std::clamp(std::log2(ratio), bits_min, bits_max);
}

void Dictionary::count_person(std::span<const KeyId> keys, Count count) {
    AMPARO_REQUIRE(below_ == nullptr);
    count_one(persons_, count);
    if (key_holders_.size() < key_count()) key_holders_.resize(key_count(), 0);
    for (const auto key : keys) count_one(key_holders_[key], count);
}

void Dictionary::count_holder(TokenId token, Count count) {
    AMPARO_REQUIRE(below_ == nullptr);
    auto& entry = tokens_[token];
    count_one(entry.holders, count);
    entry.token.is_known =
        entry.holders >= known_holders_min || lexicon_->is_known(entry.token.text);
}

std::size_t Dictionary::memory_bytes() const {
    constexpr std::size_t node = 48;  // of a hash table, with its bucket
    std::size_t bytes = tokens_.size() * (sizeof(Entry) + sizeof(TokenFace) + node) +
                        keys_.size() * node + key_holders_.capacity() * sizeof(std::uint32_t);
    for (const auto& [token, keys, holders] : tokens_) {
        if (token.text.capacity() > 15) bytes += token.text.capacity();
        bytes += token.letters.capacity() * sizeof(char32_t);
        bytes += (token.keys.capacity() + keys.capacity()) * sizeof(KeyCode);
        bytes += token.groups.capacity() * sizeof(Lexicon::Group);
        bytes += token.soundings.capacity() * sizeof(Sounding);
        for (const auto& sounding : token.soundings) {
            bytes += sounding.slots.capacity() * sizeof(Vowels);
        }
    }
    return bytes;
}

void Dictionary::rebase() {
    AMPARO_REQUIRE(below_ != nullptr);
    first_token_ = below_->size();
    first_key_ = below_->key_count();
    by_text_.clear();
    tokens_.clear();
    keys_.clear();
    faces_.clear();
}

}  // namespace amparo::matching
