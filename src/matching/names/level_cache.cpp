#include "matching/names/level_cache.hpp"

#include <algorithm>

namespace amparo::matching {

void LevelCache::begin() {
    for (const auto token : with_rows_) rows_[token] = row_unknown;
    with_rows_.clear();
    cells_.clear();
    asked_.clear();
    asked_faces_.clear();
}

TokenId LevelCache::ask(TokenId token) {
    const auto found = std::ranges::find(asked_, token);
    const auto number = static_cast<TokenId>(found - asked_.begin());
    if (found == asked_.end()) {
        asked_.push_back(token);
        asked_faces_.push_back(dictionary_.face_of(token));
    }
    return asked_mark + number;
}

std::uint32_t LevelCache::make_row(TokenId held) {
    if (held >= rows_.size()) rows_.resize(std::max(dictionary_.size(), held + 1), row_unknown);
    const auto& face = dictionary_.face_of(held);
    const auto begin = cells_.size();
    bool meets_any = false;
    for (const auto& other : asked_faces_) {
        const bool may_meet = TokenFace::may_meet(face, other);
        meets_any = meets_any || may_meet;
        cells_.push_back(may_meet ? level_unknown : std::uint8_t{0});
    }
    if (!meets_any) cells_.resize(begin);
    with_rows_.push_back(held);
    rows_[held] = meets_any ? static_cast<std::uint32_t>(begin) + first_row : row_of_none;
    return rows_[held];
}

Level LevelCache::make_level(TokenId held, std::uint32_t asked) {
    const auto level = held == asked_[asked]
                           ? Level::exact
                           : compare(dictionary_[held], dictionary_[asked_[asked]]);
    cells_[rows_[held] - first_row + asked] = static_cast<std::uint8_t>(level);
    return level;
}

Level LevelCache::any_level(TokenId left, TokenId right) {
    if (left == right) return Level::exact;
    if (!TokenFace::may_meet(dictionary_.face_of(left), dictionary_.face_of(right))) {
        return Level::none;
    }
    if (slots_.empty()) slots_.resize(slot_count, 0);
    const auto low = std::min(left, right);
    const auto high = std::max(left, right);
    // Three bits are of the level, and one that is always set tells a slot that is taken.
    const auto pair = static_cast<std::uint64_t>(high) << 32U | low << 4U | 8U;
    auto& slot = slots_[(high * 0x9E3779B1U ^ low * 0x85EBCA77U) >> (32U - slot_bits)];
    if ((slot >> 3U) == (pair >> 3U)) return static_cast<Level>(slot & 7U);
    const auto level = compare(dictionary_[low], dictionary_[high]);
    slot = pair | static_cast<std::uint64_t>(level);
    return level;
}

float LevelCache::bits_of(TokenId token) {
    const auto id = is_asked(token) ? asked_[token - asked_mark] : token;
    if (id >= bits_.size()) bits_.resize(std::max(dictionary_.size(), id + 1), 0);
    auto& bits = bits_[id];
    if (bits == 0) bits = dictionary_.bits_of(id);
    return bits;
}

void LevelCache::clear() {
    begin();
    std::ranges::fill(slots_, 0);
    bits_.clear();
}

}  // namespace amparo::matching
