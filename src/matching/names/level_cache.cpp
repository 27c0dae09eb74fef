#include "matching/names/level_cache.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

constexpr std::size_t name_bits = 64;

}  // namespace

void LevelCache::begin() {
    for (const auto token : with_rows_) rows_[token] = row_unknown;
    with_rows_.clear();
    table_.resize(row_of_none + 1);
    cells_.clear();
    asked_.clear();
    asked_faces_.clear();
}

TokenId LevelCache::ask(TokenId token, std::size_t name) {
    auto found = std::ranges::find(asked_, token, &Asked::token);
    const auto number = static_cast<TokenId>(found - asked_.begin());
    if (found == asked_.end()) {
        found = asked_.insert(found, {.token = token, .names = 0});
        asked_faces_.push_back(dictionary_.face_of(token));
    }
    found->names |= NameBits{1} << std::min(name, name_bits - 1);
    return asked_mark + number;
}

std::uint32_t LevelCache::make_row(TokenId held) {
    if (held >= rows_.size()) rows_.resize(std::max(dictionary_.size(), held + 1), row_unknown);
    const auto& face = dictionary_.face_of(held);
    Row row{.met = 0, .cells = cells_.size()};
    cells_.resize(row.cells + asked_.size(), 0);
    for (std::size_t at = 0; at < asked_.size(); ++at) {
        const auto& other = asked_[at];
        if (held != other.token && !TokenFace::may_meet(face, asked_faces_[at])) continue;
        const auto level = any_level(held, other.token);
        if (level == Level::none) continue;
        cells_[row.cells + at] = static_cast<std::uint8_t>(level);
        row.met |= other.names;
    }
    with_rows_.push_back(held);
    rows_[held] = row_of_none;
    if (row.met == 0) {
        cells_.resize(row.cells);
    } else {
        rows_[held] = static_cast<std::uint32_t>(table_.size());
        table_.push_back(row);
    }
    return rows_[held];
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
    const auto id = is_asked(token) ? asked_[token - asked_mark].token : token;
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
