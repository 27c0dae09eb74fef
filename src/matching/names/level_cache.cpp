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
    plain_names_.clear();
    made_.clear();
}

void LevelCache::forget_rows() {
    for (const auto token : with_rows_) rows_[token] = row_unknown;
    with_rows_.clear();
    table_.resize(rows_first);
    cells_.clear();
}

TokenId LevelCache::ask(TokenId token, std::size_t name, As as) {
    const auto all = asked_.all();
    const auto number = static_cast<TokenId>(std::ranges::find(all, token) - all.begin());
    if (number == all.size()) {
        asked_.add(token, dictionary_);
        asked_names_.push_back(0);
        plain_names_.push_back(0);
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

/// Works out the levels of a token and asked ones; those that are not none are noted.
void LevelCache::fill_cells(TokenId held, Among among) {
    const auto all = asked_.all();
    const auto is_wanted = [&](std::uint32_t number) {
        return made_[number] == Level::none && (among == Among::all || asked_.is_plain(number));
    };
    if (!asked_.grouped().empty() && dictionary_.head_of(held).has_groups) {
        const auto groups = groups_of(held);
        for (const auto& asked : asked_.grouped()) {
            const auto level = all[asked.number] == held ? Level::exact : Level::variant;
            if (is_wanted(asked.number) && share_any(groups, asked.groups)) {
                set_cell(asked.number, level);
            }
        }
    }
    const auto keys = dictionary_.keys_of(held);
    for (const auto key : keys) {
        asked_.for_sharing(key, [&](std::uint32_t number) {
            if (!is_wanted(number)) return;
            const bool is_same = all[number] == held;
            set_cell(number, is_same ? Level::exact : levels_.level_by_sound(held, all[number]));
        });
    }
    if (keys.empty()) {  // of a script that cannot be read: the same letters, or others
        const auto same = static_cast<std::uint32_t>(std::ranges::find(all, held) - all.begin());
        if (same < all.size() && is_wanted(same)) set_cell(same, Level::exact);
    }
    asked_.for_near(dictionary_.face_of(held), among, [&](std::uint32_t number, NearBy how) {
        if (made_[number] != Level::none) return;
        const auto level = how.by_slip ? levels_.level_by_slip(held, all[number]) : Level::none;
        if (level != Level::none) return set_cell(number, level);
        if (how.by_key && levels_.has_key_near(held, asked_.long_keys(number))) {
            set_cell(number, Level::initial);
        }
    });
}

NameBits LevelCache::names_met_or_expected(TokenId held, As as, bool& is_new) {
    if (held == no_token) return 0;
    const auto at = held < rows_.size() ? rows_[held] : row_unknown;
    const auto& row = table_[at];
    if (as == As::word ? !row.is_whole : at == row_unknown) {
        is_new = true;
        dictionary_.fetch_head(held);
        expected_.push_back({held, as});
    }
    return as == As::word ? row.met : row.met_by_joined;
}

void LevelCache::make_expected() {
    for (const auto& [token, as] : expected_) dictionary_.fetch_keys(token);
    for (const auto& [token, as] : expected_) names_met(token, as);
    expected_.clear();
}

std::uint16_t LevelCache::make_row(TokenId held, As as) {
    if (held >= rows_.size()) rows_.resize(std::max(dictionary_.size(), held + 1), row_unknown);
    if (table_.size() == rows_max) forget_rows();
    const bool is_whole = as == As::word;
    fill_cells(held, is_whole ? Among::all : Among::plain);
    Row row{.cells = static_cast<std::uint32_t>(cells_.size()), .is_whole = is_whole};
    for (const auto number : filled_) {
        row.met |= asked_names_[number];
        row.met_by_joined |= plain_names_[number];
    }
    if (rows_[held] == row_unknown) with_rows_.push_back(held);
    rows_[held] = is_whole ? row_of_none : row_of_no_word;
    if (!filled_.empty()) {
        rows_[held] = static_cast<std::uint16_t>(table_.size());
        table_.push_back(row);
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
    std::ranges::fill(grouped_, Grouped{});
}

}  // namespace amparo::matching
