#include <algorithm>

#include "base/text.hpp"
#include "index/detail/phone_keys.hpp"
#include "index/detail/table.hpp"

namespace amparo::index {
namespace {

Ranked ranked(IdentifierIndex::Ranks&& ranks) {
    Ranked found;
    found.tiers.push_back({std::move(ranks.equal), Match::equal});
    found.tiers.push_back({std::move(ranks.prefix), Match::prefix});
    found.tiers.push_back({std::move(ranks.part), Match::part});
    return found;
}

Ranked ranked(const NameIndex::Found& names) {
    Ranked found;
    std::vector<Ordinal> alike;
    for (std::size_t at = 0; at < names.best.size(); ++at) {
        alike.push_back(names.best[at].ordinal);
        const bool is_last = at + 1 == names.best.size();
        if (!is_last && names.best[at + 1].rank == names.best[at].rank) continue;
        found.tiers.push_back({Bitmap::of(alike), Match::alike});
        alike.clear();
    }
    found.total = names.total;
    return found;
}

NameIndex::Fields fields_of(const std::vector<std::size_t>& places) {
    NameIndex::Fields fields = 0;
    for (const auto place : places) fields |= NameIndex::Fields{1} << place;
    return fields;
}

std::vector<std::int64_t> sorted(std::vector<std::int64_t> keys) {
    std::sort(keys.begin(), keys.end());
    return keys;
}

}  // namespace

/// The places in the list of columns of those that the search asks for.
Table::Numbers Table::asked(const Numbers& columns, const Search& search) const {
    Numbers places;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const auto& name = columns_[columns[at]].spec.name;
        if (!search.columns || std::ranges::find(*search.columns, name) != search.columns->end())
            places.push_back(at);
    }
    return places;
}

IdentifierIndex::Columns Table::asked_identifiers(const Search& search) const {
    IdentifierIndex::Columns columns = 0;
    for (const auto place : asked(identifier_columns_, search))
        columns |= IdentifierIndex::Columns{1} << place;
    return columns & searched_identifiers_;
}

Ranked Table::search(const Search& search, const Bitmap& within, std::size_t count) const {
    if (search.mode == Search::Mode::identifier) {
        auto found = ranked(identifiers_.search(search.query, asked_identifiers(search), within));
        for (const auto& tier : found.tiers) found.total += tier.records.size();
        return found;
    }
    if (search.mode == Search::Mode::name) {
        return ranked(names_.search({.query = search.query,
                                     .fields = fields_of(asked(name_columns_, search)),
                                     .within = within,
                                     .persons = ids_.size(),
                                     .count = count}));
    }
    PhoneQuestion question;
    for (const auto place : asked(phone_columns_, search))
        append_phone_question({place, search.query, home_}, question);
    const auto with = [&](const std::vector<std::int64_t>& keys) {
        auto found = phones_.any_value(sorted(keys), &within).take();
        found.intersect(within);
        return found;
    };
    Ranked found;
    found.tiers.push_back({with(question.equal), Match::equal});
    found.tiers.push_back({with(question.suffix), Match::suffix});
    found.tiers[1].records.subtract(found.tiers[0].records);
    for (const auto& tier : found.tiers) found.total += tier.records.size();
    return found;
}

std::vector<Match> Table::name_matches(const Search& search, std::span<const Ordinal> found) const {
    const auto equal = names_.are_equal({.query = search.query,
                                         .fields = fields_of(asked(name_columns_, search)),
                                         .within = ids_.all(),
                                         .persons = ids_.size(),
                                         .count = 0},
                                        found);
    std::vector<Match> matches;
    for (const bool is_equal : equal) matches.push_back(is_equal ? Match::equal : Match::alike);
    return matches;
}

}  // namespace amparo::index
