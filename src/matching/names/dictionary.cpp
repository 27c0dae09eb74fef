#include "matching/names/dictionary.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace amparo::matching {
namespace {

constexpr float bits_min = 1.5F;
constexpr float bits_max = 13.0F;
constexpr std::uint32_t known_holders_min = 5;

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
    bits_.push_back(weight_of(entry));
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
    return id < first_token_ ? below_->bits_of(id) : bits_[id - first_token_];
}

float Dictionary::weight_of(const Entry& entry) const {
    const auto& known = below_ != nullptr ? below_->frequencies_ : frequencies_;
    std::uint32_t fewest = known.persons;
    for (const auto key : entry.keys) {
        fewest = std::min(fewest, key < known.holders.size() ? known.holders[key] : 0U);
    }
    // A token of a script we cannot read has no keys: it is as rare as it can be told to be.
    if (entry.keys.empty()) fewest = 0;
    const auto ratio =
        (static_cast<float>(known.persons) + 1.0F) / (1.0F + static_cast<float>(fewest));
    return std::clamp(std::log2(ratio), bits_min, bits_max);
}

void Dictionary::weigh(const Frequencies& frequencies,
                       const std::vector<std::uint32_t>& token_holders) {
    AMPARO_REQUIRE(below_ == nullptr);
    frequencies_ = frequencies;
    for (TokenId id = 0; id < tokens_.size(); ++id) {
        bits_[id] = weight_of(tokens_[id]);
        const bool is_common = id < token_holders.size() && token_holders[id] >= known_holders_min;
        if (is_common) tokens_[id].token.is_known = true;
    }
}

}  // namespace amparo::matching
