#include "index/detail/name_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/names/fold.hpp"
#include "base/names/keys.hpp"
#include "base/text.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t heap_block_overhead = 16;
// A token of so many records is a name of its own: one other letter makes another name.
constexpr std::size_t common_records_min = 5;
// Parts of a word that are names for themselves have so many letters.
constexpr std::size_t part_letters_min = 3;
constexpr std::size_t readings_max = 12;
// Of a thread between searches: 16 MiB.
constexpr std::size_t places_kept_max = 2'097'152;

/// What names of God follow, folded.
bool is_servant(std::string_view token) {
    return token == "abd" || token == "\u0639\u0628\u062f";
}

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
    for (auto& posting : by_length_) posting.compact();
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
    keep_lengths(ordinal, old, packed);
    records_.set(ordinal, packed);
}

void NameIndex::keep_lengths(Ordinal ordinal, std::string_view old, std::string_view packed) {
    const auto lengths_of = [](std::string_view names) {
        std::uint64_t lengths = 0;
        while (!names.empty()) {
            names.remove_prefix(1);
            const auto count = take_varint(names);
            for (auto left = count; left > 0; --left) take_varint(names);
            lengths |= std::uint64_t{1} << std::min<std::uint32_t>(count, names::name_tokens_max);
        }
        return lengths;
    };
    const auto before = lengths_of(old);
    const auto after = lengths_of(packed);
    for (std::size_t length = 0; length < by_length_.size(); ++length) {
        const bool was_there = (before >> length & 1) != 0;
        const bool is_there = (after >> length & 1) != 0;
        if (was_there && !is_there) by_length_[length].remove(ordinal);
        if (is_there && !was_there) by_length_[length].add(ordinal);
    }
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
    if (lore_.groups) known.groups = lore_.groups(text);
    for (const auto group : known.groups) by_group_[group].push_back(token);
    shapes_.add(text);
    by_spelling_.emplace(text, token);
    if (known.latin != text) by_spelling_.emplace(known.latin, token);
}

std::size_t NameIndex::memory_bytes() const {
    constexpr std::size_t spelling_node = 64 + heap_block_overhead;
    auto bytes = tokens_.memory_bytes() + shapes_.memory_bytes() + keys_.memory_bytes() +
                 records_.memory_bytes() + known_.size() * sizeof(Known) +
                 by_key_.capacity() * sizeof(std::vector<Token>) +
                 by_spelling_.size() * spelling_node;
    for (const auto& known : known_) {
        bytes += known.keys.capacity() * sizeof(known.keys[0]) + heap_block_overhead +
                 known.groups.capacity() * sizeof(known.groups[0]) + known.posting.memory_bytes();
    }
    for (const auto& posting : by_length_) bytes += posting.memory_bytes();
    for (const auto& tokens : by_key_) bytes += tokens.capacity() * sizeof(Token);
    return bytes;
}

struct NameIndex::Plan {
    std::vector<NameToken> words;          // of the query, then joined and parted ones
    std::vector<std::vector<Token>> like;  // the tokens that each may stand for
    std::vector<NameReading> readings;     // the first is the query as it is written
};

/// How alike the query is to the names of a record; token pairs are compared once.
class NameIndex::Ranking {
  public:
    Ranking(const NameIndex& index, const Plan& plan, const Ask& ask)
        : index_(index),
          plan_(plan),
          fields_(ask.fields),
          persons_log_(std::log2(static_cast<float>(ask.persons + 1))) {
        const auto places = plan.words.size() * index.known_.size();
        if (known().size() < places) known().resize(places, TokenScore{unknown, 0});
        for (std::size_t word = 0; word < plan.words.size(); ++word) {
            for (const auto token : plan.like[word])
                keep(word, token, likeness(plan.words[word], index.token(token)));
        }
    }
    ~Ranking() {
        for (const auto place : kept_) known()[place].value = unknown;
        if (known().size() > places_kept_max) std::vector<TokenScore>().swap(known());
    }
    Ranking(const Ranking&) = delete;
    Ranking& operator=(const Ranking&) = delete;

    struct Best {
        TokenScore score;
        std::size_t field = 0;
    };
    /// Of all names of a packed record in the fields that are asked.
    Best best(std::string_view packed) {
        Best best;
        for_each_name(packed, [&](std::size_t field, std::string_view tokens, std::size_t count) {
            for (const auto& reading : plan_.readings) {
                const auto score = similarity(reading, tokens, count);
                if (score.value <= best.score.value) continue;
                best = {score, field};
            }
        });
        return best;
    }

    /// Whether one name has every word of the query as it is written.
    bool is_equal(std::string_view packed) {
        constexpr float other_script = 0.97F;
        bool is_equal = false;
        for_each_name(packed, [&](std::size_t, std::string_view tokens, std::size_t count) {
            std::uint64_t missing = (std::uint64_t{1} << plan_.readings.front().words.size()) - 1;
            for (; count > 0; --count) {
                const auto token = take_varint(tokens);
                for (const auto word : plan_.readings.front().words) {
                    if (score_of(word, token).value >= other_script)
                        missing &= ~(std::uint64_t{1} << word);
                }
            }
            is_equal = is_equal || missing == 0;
        });
        return is_equal;
    }

  private:
    static constexpr float unknown = -1;

    std::size_t place(std::size_t word, Token token) const {
        return token * plan_.words.size() + word;
    }
    /// Likenesses by place. There is room for every token, so it is kept from search to search of a
    /// thread, and only what was set is made unknown again.
    static std::vector<TokenScore>& known() {
        thread_local std::vector<TokenScore> places;
        return places;
    }
    void keep(std::size_t word, Token token, float value) {
        const auto at = place(word, token);
        known()[at] = {value, value > 0 ? value * bits_of(token) : 0};
        kept_.push_back(at);
    }

    template <class Visit>
    void for_each_name(std::string_view packed, Visit&& visit) const {
        while (!packed.empty()) {
            const auto field = static_cast<unsigned char>(packed.front());
            packed.remove_prefix(1);
            const auto count = take_varint(packed);
            const auto tokens = packed;
            for (auto left = count; left > 0; --left) take_varint(packed);
            if ((fields_ >> field & 1) != 0) visit(field, tokens, count);
        }
    }

    TokenScore similarity(const NameReading& reading, std::string_view tokens, std::size_t count) {
        scores_.reset(reading.words.size(), count);
        for (std::size_t at = 0; at < count; ++at) {
            const auto token = take_varint(tokens);
            for (std::size_t word = 0; word < reading.words.size(); ++word) {
                scores_.at(word, at) = score_of(reading.words[word], token);
            }
        }
        auto score = name_similarity(scores_);
        score.value -= reading.cost;
        return score;
    }

    const TokenScore& score_of(std::size_t word, Token token) {
        const auto at = place(word, token);
        if (known()[at].value == unknown)
            keep(word, token, hardly_alike(plan_.words[word].text, index_.tokens_.text(token)));
        return known()[at];
    }

    /// matching.md §4.7: log2((N + 1) / (1 + df)).
    float bits_of(Token token) const {
        const auto holders = static_cast<float>(index_.known_[token].posting.size() + 1);
        return std::clamp(persons_log_ - std::log2(holders), 1.5F, 13.0F);
    }

    const NameIndex& index_;
    const Plan& plan_;
    Fields fields_;
    float persons_log_;
    std::vector<std::size_t> kept_;  // places that are no longer unknown
    TokenScores scores_;
};

NameIndex::Found NameIndex::search(const Ask& ask) const {
    const auto plan = plan_of(ask.query);
    Found found;
    if (plan.words.empty()) return found;
    Ranking ranking(*this, plan, ask);
    PackedBytes::Cursor names(records_);
    candidates(plan, ask.within).for_each([&](Ordinal ordinal) {
        const auto best = ranking.best(names.get(ordinal));
        if (best.score.value >= name_similarity_min)
            found.best.push_back({rank_of(best.score, best.field), ordinal});
    });
    found.total = found.best.size();
    found.best.resize(sort_best(found.best, ask.count));
    return found;
}

std::vector<bool> NameIndex::are_equal(const Ask& ask, std::span<const Ordinal> records) const {
    const auto plan = plan_of(ask.query);
    std::vector<bool> equal;
    if (plan.words.empty()) return std::vector<bool>(records.size(), false);
    Ranking ranking(*this, plan, ask);
    for (const auto ordinal : records) equal.push_back(ranking.is_equal(records_.get(ordinal)));
    return equal;
}

NameToken NameIndex::read(std::string text) const {
    auto token = NameToken::read(std::move(text), lore_);
    const auto known = tokens_.find(token.text);
    token.is_known = token.is_known || (known && is_common(*known));
    return token;
}

NameToken NameIndex::token(Token token) const {
    const auto& known = known_[token];
    NameToken made{.text = tokens_.text(token), .latin = known.latin, .keys = {}, .groups = {}};
    for (const auto key : known.keys) made.keys.push_back(keys_.text(key));
    made.groups = known.groups;
    made.is_known = is_common(token);
    return made;
}

bool NameIndex::is_common(Token token) const {
    return known_[token].posting.size() >= common_records_min ||
           (lore_.is_known && lore_.is_known(tokens_.text(token)));
}

NameIndex::Plan NameIndex::plan_of(std::string_view query) const {
    Plan plan;
    NameReading written;
    for (auto& text : names::name_tokens(query)) {
        written.words.push_back(plan.words.size());
        plan.words.push_back(read(std::move(text)));
    }
    if (plan.words.empty()) return plan;
    plan.words.back().is_beginning = true;
    for (const auto& word : plan.words) plan.like.push_back(tokens_like(word));
    plan.readings.push_back(std::move(written));
    add_joined(plan);
    add_parted(plan);
    return plan;
}

/// "Abd Allah" for a child who was written down as "Abdallah".
void NameIndex::add_joined(Plan& plan) const {
    const auto count = plan.readings.front().words.size();
    for (std::size_t at = 0; at + 1 < count; ++at) {
        auto joined = read(plan.words[at].text + plan.words[at + 1].text);
        joined.is_beginning = at + 2 == count;
        auto like = tokens_like(joined);
        if (like.empty()) continue;
        auto reading = plan.readings.front();
        reading.cost = joined_cost;
        reading.words[at] = plan.words.size();
        reading.words.erase(reading.words.begin() + static_cast<std::ptrdiff_t>(at) + 1);
        plan.words.push_back(std::move(joined));
        plan.like.push_back(std::move(like));
        plan.readings.push_back(std::move(reading));
    }
}

/// "Abdallah" for a child who was written down as "Abd Allah".
void NameIndex::add_parted(Plan& plan) const {
    const auto written = plan.readings.front();
    for (std::size_t at = 0; at < written.words.size(); ++at) {
        const auto letters = names::to_utf32(plan.words[at].text);
        for (auto cut = part_letters_min; cut + part_letters_min <= letters.size(); ++cut) {
            if (plan.readings.size() >= readings_max) return;
            auto parts = parts_of(letters, cut);
            if (parts.empty()) continue;
            auto reading = written;
            reading.cost = joined_cost;
            reading.words[at] = plan.words.size();
            reading.words.insert(reading.words.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                 plan.words.size() + 1);
            for (auto& part : parts) {
                plan.words.push_back(std::move(part.word));
                plan.like.push_back(std::move(part.like));
            }
            plan.readings.push_back(std::move(reading));
        }
    }
}

/// The two parts of a word that are names for themselves: both written so, or a servant of God,
/// who is written in one word or in two in every script. None where they are not.
std::vector<NameIndex::Part> NameIndex::parts_of(const std::u32string& letters,
                                                 std::size_t cut) const {
    std::vector<Part> parts;
    for (const auto& half : {letters.substr(0, cut), letters.substr(cut)}) {
        // As names of their own they lose what joined them: Abdul, al-Rahman.
        auto tokens = names::name_tokens(names::to_utf8(half));
        if (tokens.size() != 1) return {};
        auto word = read(std::move(tokens.front()));
        const auto same = tokens_.find(word.text);
        std::vector<Token> like;
        if (same && !known_[*same].posting.empty()) like.push_back(*same);
        parts.push_back({std::move(word), std::move(like)});
    }
    if (is_servant(parts.front().word.text)) {
        for (auto& part : parts) part.like = tokens_like(part.word);
    }
    const auto is_known = [](const Part& part) { return !part.like.empty(); };
    return std::ranges::all_of(parts, is_known) ? parts : std::vector<Part>();
}

std::vector<NameIndex::Token> NameIndex::tokens_like(const NameToken& sought) const {
    std::vector<Token> like;
    if (const auto same = tokens_.find(sought.text)) like.push_back(*same);
    add_sounding(sought, like);
    for (const auto group : sought.groups) {
        const auto members = by_group_.find(group);
        if (members != by_group_.end())
            like.insert(like.end(), members->second.begin(), members->second.end());
    }
    add_spellings(sought, like);
    add_mistyped(sought, like);
    const auto initial = names::to_utf8(names::to_utf32(sought.text).substr(0, 1));
    if (const auto letter = tokens_.find(initial)) like.push_back(*letter);
    std::sort(like.begin(), like.end());
    like.erase(std::unique(like.begin(), like.end()), like.end());
    return like;
}

void NameIndex::add_sounding(const NameToken& sought, std::vector<Token>& like) const {
    for (const auto& key : sought.keys) {
        const auto code = keys_.find(key);
        if (!code) continue;
        for (const auto token : by_key_[*code]) {
            if (may_be_one_name(sought.latin, known_[token].latin)) like.push_back(token);
        }
    }
}

void NameIndex::add_mistyped(const NameToken& sought, std::vector<Token>& like) const {
    for (const auto token : shapes_.near(sought.text)) {
        if (sought.is_known && is_common(token)) continue;
        if (is_typo(sought.text, tokens_.text(token))) like.push_back(token);
    }
}

void NameIndex::add_spellings(const NameToken& sought, std::vector<Token>& like) const {
    const bool may_begin =
        sought.is_beginning && text::length(sought.text) >= beginning_letters_min;
    const auto add = [&](const std::string& spelling) {
        for (auto at = by_spelling_.lower_bound(spelling);
             at != by_spelling_.end() && at->first.starts_with(spelling); ++at) {
            if (!may_begin && at->first != spelling) break;
            like.push_back(at->second);
        }
    };
    add(sought.text);
    if (!sought.latin.empty()) add(sought.latin);
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

/// Those that can be alike enough: with tokens like the words of the query as they are written, or
/// with words joined or parted otherwise.
Bitmap NameIndex::candidates(const Plan& plan, const Bitmap& within) const {
    auto found = written_candidates(plan, within);
    const auto written = plan.readings.front().words.size();
    for (const auto& reading : plan.readings) {
        if (reading.words.size() == written) continue;
        std::optional<Bitmap> all;
        for (const auto word : reading.words) {
            if (word >= written) all = records_with(plan.like[word], all ? *all : within);
        }
        if (all) found.unite(*all);
    }
    return found;
}

/// Most names that share few of several words cannot be alike enough, and there are very many.
Bitmap NameIndex::written_candidates(const Plan& plan, const Bitmap& within) const {
    std::vector<Bitmap> hits;
    for (const auto word : plan.readings.front().words) {
        // One letter begins too many names: it only helps to rank.
        const bool is_alone = plan.readings.front().words.size() == 1;
        if (!is_alone && text::length(plan.words[word].text) == 1) continue;
        hits.push_back(records_with(plan.like[word], within));
    }
    auto levels = exactly_matching(hits);
    if (levels.empty()) return {};
    auto found = std::move(levels.back());
    for (std::size_t level = 0; level + 1 < levels.size(); ++level) {
        if (levels[level].empty()) continue;
        for (std::size_t length = 1; length < by_length_.size(); ++length) {
            if (may_be_alike(level + 1, levels.size(), length))
                found.unite(by_length_[length].intersection(levels[level]));
        }
    }
    return found;
}

}  // namespace amparo::index
