#include "records/hits.hpp"

#include <algorithm>

#include "access/actor.hpp"
#include "base/text.hpp"
#include "records/derived/protection.hpp"
#include "records/search_kinds.hpp"

namespace amparo::records {
namespace {

using index::Match;
using Mode = index::Search::Mode;

constexpr std::size_t phone_end_digits = 7;

std::string_view match_name(Match match) {
    switch (match) {
        case Match::equal:
            return "equal";
        case Match::prefix:
            return "prefix";
        case Match::part:
            return "part";
        case Match::suffix:
            return "suffix";
        case Match::alike:
            return "alike";
        case Match::none:
            break;
    }
    return {};
}

const std::vector<std::string>& fields_of(const index::Schema& schema, Mode mode) {
    if (mode == Mode::name) return schema.name_columns;
    if (mode == Mode::phone) return schema.phone_columns;
    return schema.identifier_columns;
}

void append_texts(const json::Value& value, std::vector<std::string>& texts) {
    if (const auto* text = value.if_string()) {
        texts.emplace_back(text->data(), text->size());
    } else if (value.is_number()) {
        texts.push_back(json::write(value));
    } else if (const auto* list = value.if_array()) {
        for (const auto& one : *list) append_texts(one, texts);
    }
}

std::string digits_of(std::string_view text) {
    std::string digits;
    const auto latin = text::to_latin(text);
    std::ranges::copy_if(latin, std::back_inserter(digits),
                         [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

/// How well an identifier or a telephone is what was asked for: 0 not at all.
int fit_of(const index::Search& search, const std::string& value) {
    if (search.mode == Mode::phone) {
        const auto asked = digits_of(search.query);
        const auto held = digits_of(value);
        if (asked.empty() || held.empty()) return 0;
        if (asked == held) return 3;
        const auto end = asked.substr(asked.size() - std::min(asked.size(), phone_end_digits));
        return end.size() == phone_end_digits && held.ends_with(end) ? 2 : 0;
    }
    const auto asked = text::identifier_key(search.query);
    const auto held = text::identifier_key(value);
    if (asked.empty()) return 0;
    if (held == asked) return 3;
    if (held.starts_with(asked)) return 2;
    return held.find(asked) == std::string::npos ? 0 : 1;
}

json::Object highlight_of(std::string_view field, json::Array tokens) {
    return {{"field", field}, {"tokens", std::move(tokens)}};
}

/// The value that fits best; the earlier field of equally good ones.
json::Object highlight_value(const index::Search& search, const auto& texts) {
    json::Object best;
    int most = 0;
    for (const auto& [field, values] : texts) {
        for (const auto& value : values) {
            const auto fit = fit_of(search, value);
            if (fit <= most) continue;
            most = fit;
            best = highlight_of(field, json::Array{json::Array{search.query, value}});
        }
    }
    return best;
}

/// Adds what a query of the list found.
void add_hits(const index::Query& of_list, const index::Page& found, HitPage& page) {
    page.total += found.total;
    page.ids.insert(page.ids.end(), found.ids.begin(), found.ids.end());
    for (std::size_t at = 0; at < found.matches.size(); ++at)
        page.hits[found.ids[at]] = {.match = found.matches[at], .search = &*of_list.search};
}

}  // namespace

Result<HitPage> find_hits(const index::Index& index, std::string_view record_type,
                          const ListQuery& list) {
    HitPage page;
    std::size_t offset = (list.page - 1) * list.per;
    for (const auto& wanted : list.queries) {
        const bool is_last = &wanted == &list.queries.back() && list.queries.size() > 1;
        if (is_last && list.is_last_for_want_of_others && page.total > 0) break;
        index::Query query{.filter = index::copy_of(wanted.filter),
                           .search = wanted.search,
                           .sort = wanted.sort,
                           .after = wanted.after,
                           .offset = offset,
                           .count = list.per - page.ids.size()};
        if (wanted.last) query.last = index::Last{copy_of(wanted.last->filter), wanted.last->sort};
        AMPARO_TRY(const auto found, index.find(record_type, query));
        page.end = found.end;
        add_hits(wanted, found, page);
        offset -= std::min(offset, found.total);
        page.has_names = page.has_names || (wanted.search && wanted.search->mode == Mode::name);
    }
    return page;
}

HitMarks::HitMarks(const index::Schema& schema, const View& view, const HitPage& page)
    : schema_(schema), view_(view), page_(page) {
    const auto named = std::ranges::find_if(
        page.hits, [](const auto& hit) { return hit.second.search->mode == Mode::name; });
    if (named == page.hits.end()) return;
    words_ =
        std::make_unique<const index::NameWords>(named->second.search->query, schema.name_lore);
}

HitMarks::~HitMarks() = default;

void HitMarks::add(const store::StoredRecord& record, json::Object& row) const {
    const auto found = page_.hits.find(record.id);
    if (found == page_.hits.end()) return;
    const auto& [match, search] = found->second;
    row["search_kind"] = kind_name(search->mode);
    row["search_match"] = match_name(match);
    const auto texts = visible(record, row, fields_of(schema_, search->mode));
    auto highlight =
        search->mode == Mode::name ? highlight_name(texts) : highlight_value(*search, texts);
    if (!highlight.empty()) row["highlight"] = std::move(highlight);
}

/// What the caller may see of these fields: of a record in their scope what they may read and is
/// not masked, of another one or one that was shared what stands in the row.
HitMarks::Texts HitMarks::visible(const store::StoredRecord& record, const json::Object& row,
                                  const std::vector<std::string>& fields) const {
    const bool is_own = !record.data.contains("transitions") &&
                        access::may(view_.actor, "read", record.type, record.data);
    Texts texts;
    for (const auto& field : fields) {
        const bool may_see =
            is_own && view_.readable.allows(field) && !is_masked(view_.definitions, record, field);
        const auto* value = may_see ? record.data.if_contains(field) : row.if_contains(field);
        if (value == nullptr || is_mask(*value)) continue;
        std::vector<std::string> values;
        append_texts(*value, values);
        if (!values.empty()) texts.emplace_back(field, std::move(values));
    }
    return texts;
}

/// The name in which most words of the query are found; the earlier field of equally good ones.
json::Object HitMarks::highlight_name(const Texts& texts) const {
    json::Object best;
    std::size_t most = 0;
    for (const auto& [field, values] : texts) {
        for (const auto& value : values) {
            const auto pairs = words_->pairs_in(value);
            if (pairs.size() <= most) continue;
            most = pairs.size();
            json::Array tokens;
            for (const auto& pair : pairs) tokens.emplace_back(json::Array{pair.asked, pair.found});
            best = highlight_of(field, std::move(tokens));
        }
    }
    return best;
}

}  // namespace amparo::records
