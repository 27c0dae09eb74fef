#include "matching/evaluate/name_sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/names/closeness.hpp"
#include "matching/names/name_evidence.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t ranks_max = 100;

using Row = std::vector<std::string_view>;

using Columns = std::span<const std::string_view>;

/// Where the columns stand: by their names if the header has them all, else in their order.
std::vector<std::size_t> places_in(const Row& header, Columns columns) {
    std::vector<std::size_t> places;
    for (const auto column : columns) {
        const auto found = std::ranges::find(header, column);
        if (found != header.end())
            places.push_back(static_cast<std::size_t>(found - header.begin()));
    }
    if (places.size() == columns.size()) return places;
    places.resize(columns.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
}

/// The columns asked for of the rows after the header.
Result<std::vector<Row>> rows_of(std::string_view text, Columns columns) {
    std::vector<Row> rows;
    std::vector<std::size_t> places;
    std::size_t line_number = 0;
    for (auto line : text::split(text, '\n')) {
        ++line_number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        const auto fields = text::split(line, '\t');
        const bool is_header = places.empty();
        if (is_header) places = places_in(fields, columns);
        if (fields.size() <= *std::ranges::max_element(places)) {
            return refuse_field(Errc::invalid, std::to_string(line_number),
                                "errors.matching.short_row");
        }
        if (is_header) continue;
        auto& row = rows.emplace_back();
        for (const auto place : places) row.push_back(fields[place]);
    }
    if (places.empty()) return refuse(Errc::invalid, "cli.match.empty_pairs");
    return rows;
}

struct Spelling {
    std::string_view written;
    TokenId token;
};

/// The distinct words of a column that read as one token, in order of appearance.
std::vector<Spelling> spellings_in(const std::vector<Row>& rows, std::size_t column,
                                   Dictionary& dictionary) {
    std::vector<Spelling> found;
    std::unordered_map<std::string_view, bool> seen;
    for (const auto& row : rows) {
        if (!seen.try_emplace(row[column], true).second) continue;
        const auto tokens = names::name_tokens(row[column]);
        if (tokens.size() == 1) found.push_back({row[column], dictionary.add(tokens.front())});
    }
    return found;
}

struct Hit {
    std::string_view written;
    Level level;
    float closeness;
};

/// Spellings by what they are found by: keys and lexicon groups.
class SpellingIndex {
  public:
    SpellingIndex(const std::vector<Spelling>& spellings, const Dictionary& dictionary)
        : spellings_(spellings), dictionary_(dictionary) {
        for (std::size_t at = 0; at < spellings.size(); ++at) {
            for (const auto feature : features_of(spellings[at].token)) {
                postings_[feature].push_back(at);
            }
        }
    }

    std::vector<Hit> find(TokenId sought) const {
        std::vector<std::size_t> candidates;
        for (const auto feature : features_of(sought)) {
            const auto found = postings_.find(feature);
            if (found == postings_.end()) continue;
            candidates.insert(candidates.end(), found->second.begin(), found->second.end());
        }
        std::ranges::sort(candidates);
        const auto repeated = std::ranges::unique(candidates);
        candidates.erase(repeated.begin(), repeated.end());
        std::vector<Hit> hits;
        const auto& token = dictionary_[sought];
        for (const auto at : candidates) {
            const auto& other = dictionary_[spellings_[at].token];
            hits.push_back(
                {spellings_[at].written, compare(token, other), closeness(token, other)});
        }
        std::ranges::stable_sort(
            hits, [](const Hit& one, const Hit& other) { return value_of(one) > value_of(other); });
        return hits;
    }

  private:
    static float value_of(const Hit& hit) { return quality(hit.level) + hit.closeness; }

    std::vector<std::uint64_t> features_of(TokenId id) const {
        std::vector<std::uint64_t> features;
        for (const auto key : dictionary_.keys_of(id)) features.push_back(std::uint64_t{key} << 1U);
        for (const auto group : dictionary_[id].groups) {
            features.push_back(std::uint64_t{group} << 1U | 1U);
        }
        return features;
    }

    const std::vector<Spelling>& spellings_;
    const Dictionary& dictionary_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> postings_;
};

}  // namespace

bool has_header(std::string_view pairs, std::span<const std::string_view> columns) {
    for (auto line : text::split(pairs, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        const auto fields = text::split(line, '\t');
        return std::ranges::all_of(columns, [&](std::string_view column) {
            return std::ranges::find(fields, column) != fields.end();
        });
    }
    return false;
}

Result<std::string> name_similarities(std::string_view pairs, const Lexicon& lexicon) {
    AMPARO_TRY(const auto rows, rows_of(pairs, name_pair_columns));
    Dictionary dictionary(lexicon);
    std::vector<TokenId> ids;
    std::vector<std::pair<NamePlace, NamePlace>> names;
    for (const auto& row : rows) {
        const auto left = store_name(row[1], dictionary, ids);
        names.emplace_back(left, store_name(row[2], dictionary, ids));
    }
    LevelCache levels(dictionary);
    std::string out = "id\tsimilarity\n";
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto similarity =
            name_similarity(names[at].first.in(ids), names[at].second.in(ids), levels);
        out += fmt::format("{}\t{:.4f}\n", rows[at][0], similarity);
    }
    return out;
}

Result<std::string> token_ranks(std::string_view pairs, const Lexicon& lexicon) {
    AMPARO_TRY(const auto rows, rows_of(pairs, token_pair_columns));
    Dictionary dictionary(lexicon);
    const auto sought = spellings_in(rows, 0, dictionary);
    const auto latin = spellings_in(rows, 1, dictionary);
    const SpellingIndex index(latin, dictionary);
    std::string out = "arabic,latin,rank\n";
    for (const auto& spelling : sought) {
        const auto hits = index.find(spelling.token);
        for (std::size_t at = 0; at < hits.size() && at < ranks_max; ++at) {
            out += fmt::format("{},{},{}\n", csv_field(std::string(spelling.written)),
                               csv_field(std::string(hits[at].written)), at + 1);
        }
    }
    return out;
}

}  // namespace amparo::matching
