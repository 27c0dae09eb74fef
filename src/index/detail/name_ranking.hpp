#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/detail/id_map.hpp"

namespace amparo::index {

/// How many name fields take part in ranking; 12 bits each.
inline constexpr std::size_t name_fields_ranked = 5;

/// How alike two tokens are known to be before their letters are compared.
struct TokenRelation {
    bool is_same = false;
    bool sounds_alike = false;
};

/// Jaro–Winkler similarity of two ASCII words: 0 to 1.
float jaro_winkler(std::string_view left, std::string_view right);
/// Whether two Latin spellings that share a sound key may be of one name: alike as written, or
/// alike without vowels and doubled letters, as scripts that write no vowels give them ("ly" and
/// "ali"). A key of one consonant alone is shared by names nobody would take for each other.
bool may_be_one_name(std::string_view left, std::string_view right);
/// 0 to 1 for two tokens and their Latin spellings.
float token_similarity(TokenRelation relation, std::string_view left, std::string_view right);

/// The similarities of each word of a query with each word of a name; reused from name to name.
class TokenScores {
  public:
    /// Makes room for a name of so many words; the scores are to be set.
    void reset(std::size_t words, std::size_t names) {
        words_ = words;
        names_ = names;
        scores_.resize(words * names);
    }
    float& at(std::size_t word, std::size_t name) { return scores_[word * names_ + name]; }
    float at(std::size_t word, std::size_t name) const { return scores_[word * names_ + name]; }
    std::size_t words() const { return words_; }
    std::size_t names() const { return names_; }

  private:
    std::size_t words_ = 0;
    std::size_t names_ = 0;
    std::vector<float> scores_;
};

/// 0 to 1 for a whole name: words are paired greedily, order matters little (matching.md 4.6).
float name_similarity(const TokenScores& scores);

/// One number that orders as the fields' similarities do, the first field first.
std::uint64_t rank_of(const std::array<float, name_fields_ranked>& similarities);

/// For n sets, n sets: those records that are in exactly 1, 2, … n of them.
std::vector<Bitmap> exactly_matching(const std::vector<Bitmap>& sets);

/// A record and how well it matches.
struct RankedRecord {
    std::uint64_t rank;
    Ordinal ordinal;
};
struct RankWindow {
    std::size_t offset;
    std::size_t count;
};
/// Appends the best records from offset on, at most count; equal ones by id.
void append_best(std::vector<RankedRecord>& records, RankWindow window, const IdMap& ids,
                 std::vector<Ordinal>& out);

}  // namespace amparo::index
