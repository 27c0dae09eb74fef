#include "matching/names/level_cache.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

constexpr std::size_t name_bits = 64;

bool share_any(std::span<const Lexicon::Group> left, std::span<const Lexicon::Group> right) {
    return std::ranges::any_of(
        left, [&](Lexicon::Group group) { return std::ranges::find(right, group) != right.end(); });
}

}  // namespace

void LevelCache::begin() {
    forget_rows();
    asked_.clear();
    asked_names_.clear();
    made_.clear();
}

void LevelCache::forget_rows() {
    for (const auto token : with_rows_) rows_[token] = row_unknown;
    with_rows_.clear();
    table_.resize(row_of_none + 1);
    cells_.clear();
}

TokenId LevelCache::ask(TokenId token, std::size_t name) {
    const auto all = asked_.all();
    const auto number = static_cast<TokenId>(std::ranges::find(all, token) - all.begin());
    if (number == all.size()) {
        asked_.add(token, dictionary_);
        asked_names_.push_back(0);
        made_.push_back(Level::none);
    }
    asked_names_[number] |= NameBits{1} << std::min(name, name_bits - 1);
    return asked_mark + number;
}

/// Works out the levels of a token and all asked ones; those that are not none are noted.
void LevelCache::fill_cells(TokenId held) {
    const auto set = [&](std::uint32_t number, Level level) {
        if (level == Level::none) return;
        made_[number] = level;
        filled_.push_back(number);
    };
    const auto all = asked_.all();
    if (!asked_.grouped().empty() && dictionary_.head_of(held).has_groups) {
        const auto groups = dictionary_.groups_of(held);
        for (const auto& asked : asked_.grouped()) {
            const auto level = all[asked.number] == held ? Level::exact : Level::variant;
            if (share_any(groups, asked.groups)) set(asked.number, level);
        }
    }
    const auto keys = dictionary_.keys_of(held);
    for (const auto key : keys) {
        asked_.for_sharing(key, [&](std::uint32_t number) {
            if (made_[number] != Level::none) return;
            const bool is_same = all[number] == held;
            set(number, is_same ? Level::exact : levels_.level_by_sound(held, all[number]));
        });
    }
    if (keys.empty()) {  // of a script that cannot be read: the same letters, or others
        const auto same = std::ranges::find(all, held);
        if (same != all.end() &&
            made_[static_cast<std::size_t>(same - all.begin())] == Level::none) {
            set(static_cast<std::uint32_t>(same - all.begin()), Level::exact);
        }
    }
    for (const auto number : asked_.near(dictionary_.face_of(held))) {
        if (made_[number] == Level::none) {
            set(number, levels_.level_by_letters(held, all[number]));
        }
    }
}

void LevelCache::make_expected() {
    for (const auto token : expected_) row_of(token);
    expected_.clear();
}

std::uint16_t LevelCache::make_row(TokenId held) {
    if (held >= rows_.size()) rows_.resize(std::max(dictionary_.size(), held + 1), row_unknown);
    if (table_.size() == rows_max) forget_rows();
    fill_cells(held);
    NameBits met = 0;
    for (const auto number : filled_) met |= asked_names_[number];
    with_rows_.push_back(held);
    rows_[held] = row_of_none;
    if (met != 0) {
        rows_[held] = static_cast<std::uint16_t>(table_.size());
        table_.push_back({.met = met, .cells = cells_.size()});
        for (const auto level : made_) cells_.push_back(static_cast<std::uint8_t>(level));
    }
    for (const auto number : filled_) made_[number] = Level::none;
    filled_.clear();
    return rows_[held];
}

float LevelCache::read_bits(TokenId id) {
    if (id >= bits_.size()) bits_.resize(std::max(dictionary_.size(), id + 1), 0);
    bits_[id] = dictionary_.bits_of(id);
    return bits_[id];
}

void LevelCache::clear() {
    begin();
    levels_.clear();
    bits_.clear();
}

}  // namespace amparo::matching
