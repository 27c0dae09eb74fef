#include "matching/names/dictionary.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace amparo::matching {
namespace {

constexpr float bits_min = 1.5F;
constexpr float bits_max = 13.0F;
constexpr std::uint32_t known_holders_min = 5;

std::uint32_t hash_of_text(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const auto byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    }
    return static_cast<std::uint32_t>(hash * 0x9E3779B97F4A7C15ULL >> 32U);
}

std::uint32_t hash_of_code(KeyCode code) {
    return static_cast<std::uint32_t>((code ^ code >> 31U) * 0x9E3779B97F4A7C15ULL >> 32U);
}

std::uint32_t counted(std::uint32_t number, Count count) {
    AMPARO_REQUIRE(count == Count::in || number > 0);
    return count == Count::in ? number + 1 : number - 1;
}

}  // namespace

TokenId Dictionary::find(std::string_view text, std::uint32_t hash) const {
    return by_text_.find(hash, [&](std::uint32_t at) { return tokens_.text(at) == text; });
}

TokenId Dictionary::add(std::string_view text) {
    const auto hash = hash_of_text(text);
    if (below_ != nullptr) {
        const auto found = below_->find(text, hash);
        if (found != HashedIds::none) return found;
    }
    const auto found = find(text, hash);
    if (found != HashedIds::none) return first_token_ + found;
    const auto letters = names::to_utf32(text);
    const auto codes = letters.empty() ? std::vector<KeyCode>() : key_codes_of(letters);
    std::vector<KeyId> keys;
    for (const auto code : codes) keys.push_back(add_key(code));
    TokenHead head{.face = TokenFace::of(text, letters, codes)};
    head.keys = keys.size() & 0xFU;
    head.in_lexicon = lexicon_->is_known(text) ? 1U : 0U;
    head.has_groups = lexicon_->groups_of(text).empty() ? 0U : 1U;
    const auto at = tokens_.add(head, keys, text);
    by_text_.add(hash, at, [&](std::uint32_t other) { return hash_of_text(tokens_.text(other)); });
    return first_token_ + at;
}

KeyId Dictionary::find_key(KeyCode code) const {
    return by_code_.find(hash_of_code(code), [&](std::uint32_t at) { return codes_[at] == code; });
}

KeyId Dictionary::add_key(KeyCode code) {
    if (below_ != nullptr) {
        const auto found = below_->find_key(code);
        if (found != HashedIds::none) return found;
    }
    const auto found = find_key(code);
    if (found != HashedIds::none) return first_key_ + found;
    const auto at = static_cast<KeyId>(codes_.size());
    make_room(codes_);
    codes_.push_back(code);
    by_code_.add(hash_of_code(code), at,
                 [&](std::uint32_t other) { return hash_of_code(codes_[other]); });
    return first_key_ + at;
}

Token Dictionary::operator[](TokenId id) const {
    auto token = Token::of(text_of(id), *lexicon_);
    token.is_known = is_known(id);
    return token;
}

bool Dictionary::is_known(TokenId id) const {
    const auto& head = head_of(id);
    return head.in_lexicon || head.holders >= known_holders_min;
}

float Dictionary::bits_of(TokenId id) const {
    const auto& below = below_ != nullptr ? *below_ : *this;
    const auto keys = keys_of(id);
    std::uint32_t fewest = below.persons_;
    for (const auto key : keys) {
        const auto& holders = below.key_holders_;
        fewest = std::min(fewest, key < holders.size() ? holders[key] : 0U);
    }
    // A token of a script we cannot read has no keys: it is as rare as it can be told to be.
    if (keys.empty()) fewest = 0;
    const auto ratio =
        (static_cast<float>(below.persons_) + 1.0F) / (1.0F + static_cast<float>(fewest));
    return std::clamp(std::log2(ratio), bits_min, bits_max);
}

void Dictionary::count_person(std::span<const KeyId> keys, Count count) {
    AMPARO_REQUIRE(below_ == nullptr);
    persons_ = counted(persons_, count);
    if (key_holders_.size() < key_count()) key_holders_.resize(key_count());
    for (const auto key : keys) {
        const auto before = key_holders_[key];
        const auto after = counted(before, count);
        key_holders_.set(key, after);
        const auto others = 2 * std::uint64_t{std::min(before, after)};
        namesake_pairs_ = count == Count::in ? namesake_pairs_ + others : namesake_pairs_ - others;
    }
}

void Dictionary::count_holder(TokenId token, Count count) {
    AMPARO_REQUIRE(below_ == nullptr);
    auto& head = tokens_.head(token);
    head.holders = counted(head.holders, count) & 0x3FFFFFFU;
}

std::size_t Dictionary::memory_bytes() const {
    return tokens_.memory_bytes() + by_text_.memory_bytes() + by_code_.memory_bytes() +
           codes_.capacity() * sizeof(codes_[0]) + key_holders_.memory_bytes();
}

void Dictionary::rebase() {
    AMPARO_REQUIRE(below_ != nullptr);
    first_token_ = below_->size();
    first_key_ = below_->key_count();
    tokens_.clear();
    by_text_.clear();
    codes_.clear();
    by_code_.clear();
}

}  // namespace amparo::matching
