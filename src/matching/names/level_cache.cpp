#include "matching/names/level_cache.hpp"

#include <algorithm>
#include <optional>

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
    expected_count_ = 0;
    asked_.clear();
    asked_names_.clear();
    plain_names_.clear();
    asked_bits_.clear();
    made_.clear();
    // Also of a record without any name, for which ask() is never called.
    make_room();
}

void LevelCache::make_room() {
    if (rows_.size() < dictionary_.size()) rows_.resize(dictionary_.size(), row_unknown);
}

void LevelCache::forget_rows() {
    for (const auto token : with_rows_) rows_[token] = row_unknown;
    with_rows_.clear();
    table_.resize(rows_first);
    cells_.clear();
}

TokenId LevelCache::ask(TokenId token, std::size_t name, As as) {
    make_room();
    const auto all = asked_.all();
    const auto number = static_cast<TokenId>(std::ranges::find(all, token) - all.begin());
    if (number == all.size()) {
        asked_.add(token, dictionary_);
        asked_names_.push_back(0);
        plain_names_.push_back(0);
        asked_bits_.push_back(bits_of(token));
        made_.push_back(Level::none);
    }
    const auto bit = NameBits{1} << std::min(name, name_bits - 1);
    asked_names_[number] |= bit;
    if (as == As::word) {
        asked_.make_plain(number);
        plain_names_[number] |= bit;
    }
    return asked_mark + number;
}

void LevelCache::set_cell(std::uint32_t number, Level level) {
    if (level == Level::none) return;
    made_[number] = level;
    filled_.push_back(number);
}

/// Whether a token may go with any of the asked ones: most do not, which must be told in few steps.
inline bool LevelCache::may_go_with_asked(const StoredToken& stored, Among among,
                                          AskedTokens::Near& near) const {
    const auto& head = *stored.head;
    near = asked_.look_near(head.face, among);
    if (near.any() || head.keys == 0) return true;
    if (head.has_groups && !asked_.grouped().empty()) return true;
    for (const auto key : stored.keys()) {
        if (asked_.may_have(key)) return true;
    }
    return false;
}

/// Works out the levels of a token and asked ones; those that are not none are noted.
void LevelCache::fill_cells(TokenId held, const Looked& looked) {
    const auto& stored = looked.stored;
    const auto among = LevelCache::among(looked.as);
    if (stored.head->has_groups && !asked_.grouped().empty()) {
        const auto groups = groups_of(held);
        for (const auto& asked : asked_.grouped()) {
            if (!is_open(asked.number, among) || !share_any(groups, asked.groups)) continue;
            const bool is_same = asked_.all()[asked.number] == held;
            set_cell(asked.number, is_same ? Level::exact : Level::variant);
        }
    }
    const auto keys = stored.keys();
    for (const auto key : keys) {
        asked_.for_sharing(key, [&](std::uint32_t number) {
            if (!is_open(number, among)) return;
            const auto asked = asked_.all()[number];
            set_cell(number, asked == held ? Level::exact : levels_.level_by_sound(held, asked));
        });
    }
    if (keys.empty()) {  // of a script that cannot be read: the same letters, or others
        const auto all = asked_.all();
        const auto same = static_cast<std::uint32_t>(std::ranges::find(all, held) - all.begin());
        if (same < all.size() && is_open(same, among)) set_cell(same, Level::exact);
    }
    if (looked.near.any()) fill_near(held, looked);
}

/// The part of fill_cells() for asked tokens that share neither a key nor a group.
void LevelCache::fill_near(TokenId held, const Looked& looked) {
    const auto& stored = looked.stored;
    std::optional<TokenLevels::LongKeys> keys;
    const auto fill = [&](std::uint32_t number, NearBy how) {
        if (made_[number] != Level::none) return;
        const auto level =
            how.by_slip ? levels_.level_by_slip(held, asked_.all()[number]) : Level::none;
        if (level != Level::none) return set_cell(number, level);
        if (!how.by_key) return;
        if (!keys) keys.emplace(dictionary_, stored.keys());
        if (keys->have_near(asked_.long_keys(number))) set_cell(number, Level::initial);
    };
    asked_.for_near(looked.near, stored.head->face, among(looked.as), fill);
}

void LevelCache::make_expected_room() {
    expected_.resize(2 * expected_.size() + 64);
    expected_room_ = expected_.size();
}

void LevelCache::make_expected() {
    const auto expected = std::span(expected_).first(expected_count_);
    expected_count_ = 0;
    for (auto& one : expected) {
        one.keys = dictionary_.words_of(one.held.token, *one.place);
        __builtin_prefetch(one.keys);
    }
    auto* const rows = rows_.data();
    for (const auto& one : expected) {
        const auto [token, as] = one.held;
        const bool is_word = as == As::word;
        auto row = rows[token];
        // It may be in several of the names.
        if (is_word ? !table_[row].is_whole : row == row_unknown) {
            row = make_row(token, {.head = &one.place->head, .words = one.keys}, as);
            if (row < rows_first) continue;
        }
        one.name->met |= is_word ? table_[row].met : table_[row].met_by_joined;
    }
}

std::uint16_t LevelCache::make_row(TokenId held, As as) {
    if (held >= rows_.size()) rows_.resize(std::max(dictionary_.size(), held + 1), row_unknown);
    return make_row(held, dictionary_.stored(held), as);
}

inline std::uint16_t LevelCache::make_row(TokenId held, const StoredToken& stored, As as) {
    AskedTokens::Near near;
    if (may_go_with_asked(stored, among(as), near)) return fill_row(held, {stored, as, near});
    const auto row = as == As::word ? row_of_none : row_of_no_word;
    set_row(held, row);
    return row;
}

/// The row of a token that the first look leaves.
std::uint16_t LevelCache::fill_row(TokenId held, const Looked& looked) {
    if (table_.size() == rows_max) forget_rows();
    const bool is_whole = looked.as == As::word;
    fill_cells(held, looked);
    set_row(held, is_whole ? row_of_none : row_of_no_word);
    if (!filled_.empty()) add_row(held, is_whole);
    return rows_[held];
}

/// Keeps the levels that were noted.
void LevelCache::add_row(TokenId held, bool is_whole) {
    Row row{.cells = static_cast<std::uint32_t>(cells_.size()), .is_whole = is_whole};
    for (const auto number : filled_) {
        row.met |= asked_names_[number];
        row.met_by_joined |= plain_names_[number];
    }
    rows_[held] = static_cast<std::uint16_t>(table_.size());
    table_.push_back(row);
    cells_.insert(cells_.end(), made_.begin(), made_.end());
    for (const auto number : filled_) made_[number] = Level::none;
    filled_.clear();
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
    std::ranges::fill(grouped_, Grouped{});
}

}  // namespace amparo::matching
