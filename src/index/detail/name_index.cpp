#include "index/detail/name_index.hpp"

#include <algorithm>
#include <ranges>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "index/detail/name_ranking.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t heap_block_overhead = 16;
constexpr std::size_t prefix_letters_min = 2;

/// Every token of a packed record.
template <class Visit>
void for_each_token(std::string_view packed, Visit&& visit) {
    while (!packed.empty()) {
        packed.remove_prefix(1);
        for (auto left = take_varint(packed); left > 0; --left) visit(take_varint(packed));
    }
}

std::vector<NameIndex::Token> distinct_tokens(std::string_view packed) {
    std::vector<NameIndex::Token> tokens;
    for_each_token(packed, [&](NameIndex::Token token) { tokens.push_back(token); });
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return tokens;
}

}  // namespace

void NameValues::add(std::uint8_t field, std::string_view name) {
    auto found = names::name_tokens(name);
    if (found.empty()) return;
    for (auto& token : found) tokens.push_back(std::move(token));
    fields.push_back({field, static_cast<std::uint32_t>(tokens.size())});
}

void NameIndex::set(Ordinal ordinal, const NameValues& values, std::size_t row) {
    thread_local std::string packed;
    packed.clear();
    for (auto at = row == 0 ? 0 : values.ends[row - 1]; at < values.ends[row]; ++at) {
        const auto first = at == 0 ? 0 : values.fields[at - 1].tokens_end;
        const auto end = values.fields[at].tokens_end;
        packed.push_back(static_cast<char>(values.fields[at].number));
        append_varint(packed, end - first);
        for (auto token = first; token < end; ++token) {
            append_varint(packed, token_for(values.tokens[token]));
        }
    }
    assign(ordinal, packed);
}

void NameIndex::clear(Ordinal ordinal) {
    assign(ordinal, {});
}

void NameIndex::compact() {
    records_.compact();
    for (auto& known : known_) known.posting.compact();
}

void NameIndex::assign(Ordinal ordinal, std::string_view packed) {
    const auto old = records_.get(ordinal);
    if (old == packed) return;
    const auto before = distinct_tokens(old);
    const auto after = distinct_tokens(packed);
    for (const auto token : before) {
        if (!std::binary_search(after.begin(), after.end(), token)) {
            known_[token].posting.remove(ordinal);
        }
    }
    for (const auto token : after) {
        if (!std::binary_search(before.begin(), before.end(), token)) {
            known_[token].posting.add(ordinal);
        }
    }
    records_.set(ordinal, packed);
}

NameIndex::Token NameIndex::token_for(const std::string& text) {
    const auto [token, is_new] = tokens_.add(text);
    if (is_new) learn(token);
    return token;
}

void NameIndex::learn(Token token) {
    const auto& text = tokens_.text(token);
    auto& known = known_.emplace_back();
    known.latin = text::to_latin(text);
    for (const auto& key : names::name_token_keys(text)) {
        const auto code = keys_.add(key).code;
        if (code >= by_key_.size()) by_key_.resize(code + 1);
        by_key_[code].push_back(token);
        known.keys.push_back(code);
    }
    known.keys.shrink_to_fit();
    by_spelling_.emplace(text, token);
    if (known.latin != text) by_spelling_.emplace(known.latin, token);
}

std::size_t NameIndex::memory_bytes() const {
    constexpr std::size_t spelling_node = 64 + heap_block_overhead;
    auto bytes = tokens_.memory_bytes() + keys_.memory_bytes() + records_.memory_bytes() +
                 known_.size() * sizeof(Known) + by_key_.capacity() * sizeof(std::vector<Token>) +
                 by_spelling_.size() * spelling_node;
    for (const auto& known : known_) {
        bytes += known.keys.capacity() * sizeof(known.keys[0]) + heap_block_overhead +
                 known.posting.memory_bytes();
    }
    for (const auto& tokens : by_key_) bytes += tokens.capacity() * sizeof(Token);
    return bytes;
}

struct NameIndex::Sought {
    std::string text;
    std::string latin;
    std::vector<std::string> keys;
};

/// How alike the query is to the names of a record; token pairs are compared once.
class NameIndex::Ranking {
  public:
    Ranking(const NameIndex& index, const std::vector<Sought>& query)
        : index_(index), query_(query) {
        known_.assign(query.size() * index.known_.size(), unknown);
    }

    /// Greater is more alike; the first name field weighs most.
    std::uint64_t similarity(std::string_view packed) {
        std::array<float, name_fields_ranked> best{};
        while (!packed.empty()) {
            const auto field = static_cast<unsigned char>(packed.front());
            packed.remove_prefix(1);
            const auto count = take_varint(packed);
            scores_.reset(query_.size(), count);
            for (std::uint32_t at = 0; at < count; ++at) fill(at, take_varint(packed));
            if (field >= best.size()) continue;
            best[field] = std::max(best[field], name_similarity(scores_));
        }
        return rank_of(best);
    }

  private:
    static constexpr float unknown = -1;

    void fill(std::uint32_t at, Token token) {
        for (std::size_t word = 0; word < query_.size(); ++word) {
            auto& known = known_[token * query_.size() + word];
            if (known == unknown) known = compare(query_[word], token);
            scores_.at(word, at) = known;
        }
    }

    float compare(const Sought& word, Token token) const {
        const auto& known = index_.known_[token];
        const bool is_same = index_.tokens_.text(token) == word.text;
        const bool sounds_alike = std::ranges::any_of(known.keys, [&](Dictionary::Code key) {
            return std::ranges::find(word.keys, index_.keys_.text(key)) != word.keys.end();
        });
        return token_similarity({.is_same = is_same, .sounds_alike = sounds_alike}, word.latin,
                                known.latin);
    }

    const NameIndex& index_;
    const std::vector<Sought>& query_;
    std::vector<float> known_;  // per token and word of the query
    TokenScores scores_;
};

NameIndex::Found NameIndex::search(const Ask& ask) const {
    const auto query = read_query(ask.query);
    std::vector<Bitmap> hits;
    hits.reserve(query.size());
    for (const auto& word : query) {
        hits.push_back(records_with(tokens_like(word, &word == &query.back()), ask.within));
    }
    const auto levels = exactly_matching(hits);
    Found found;
    Ranking ranking(*this, query);
    auto offset = ask.offset;
    for (const auto& level : std::views::reverse(levels)) {
        const auto size = level.size();
        found.total += size;
        const auto wanted = ask.count - found.ordinals.size();
        if (offset >= size || wanted == 0) {
            offset -= std::min(offset, size);
            continue;
        }
        std::vector<RankedRecord> records;
        records.reserve(size);
        PackedBytes::Cursor names(records_);
        level.for_each([&](Ordinal ordinal) {
            records.push_back({ranking.similarity(names.get(ordinal)), ordinal});
        });
        append_best(records, {.offset = offset, .count = wanted}, ids_, found.ordinals);
        offset = 0;
    }
    return found;
}

std::vector<NameIndex::Sought> NameIndex::read_query(std::string_view query) const {
    std::vector<Sought> words;
    for (auto& token : names::name_tokens(query)) {
        const bool is_repeated =
            std::ranges::any_of(words, [&](const Sought& word) { return word.text == token; });
        if (is_repeated) continue;
        auto latin = text::to_latin(token);
        auto keys = names::name_token_keys(token);
        words.push_back({std::move(token), std::move(latin), std::move(keys)});
    }
    return words;
}

std::vector<NameIndex::Token> NameIndex::tokens_like(const Sought& sought, bool is_last) const {
    std::vector<Token> like;
    if (const auto same = tokens_.find(sought.text)) like.push_back(*same);
    for (const auto& key : sought.keys) {
        const auto code = keys_.find(key);
        if (!code) continue;
        for (const auto token : by_key_[*code]) {
            if (may_be_one_name(sought.latin, known_[token].latin)) like.push_back(token);
        }
    }
    const bool may_begin = is_last && text::length(sought.text) >= prefix_letters_min;
    const auto add_spellings = [&](const std::string& spelling) {
        for (auto at = by_spelling_.lower_bound(spelling);
             at != by_spelling_.end() && at->first.starts_with(spelling); ++at) {
            if (!may_begin && at->first != spelling) break;
            like.push_back(at->second);
        }
    };
    add_spellings(sought.text);
    if (!sought.latin.empty()) add_spellings(sought.latin);
    std::sort(like.begin(), like.end());
    like.erase(std::unique(like.begin(), like.end()), like.end());
    return like;
}

Bitmap NameIndex::records_with(const std::vector<Token>& tokens, const Bitmap& within) const {
    std::vector<const Bitmap*> bitmaps;
    std::vector<Ordinal> few;
    for (const auto token : tokens) {
        const auto& posting = known_[token].posting;
        const auto list = posting.list();
        if (posting.bitmap() != nullptr) {
            bitmaps.push_back(posting.bitmap());
        } else {
            few.insert(few.end(), list.begin(), list.end());
        }
    }
    std::sort(few.begin(), few.end());
    const auto scattered = Bitmap::of(few);
    bitmaps.push_back(&scattered);
    auto found = Bitmap::union_of(bitmaps);
    found.intersect(within);
    return found;
}

}  // namespace amparo::index
