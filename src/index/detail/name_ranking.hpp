#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "index/detail/bitmap.hpp"

namespace amparo::index {

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

/// How alike two tokens are, and how much their being shared tells: rare ones tell more.
struct TokenScore {
    float value = 0;
    float bits = 0;
};

/// The scores of each word of a query with each word of a name; reused from name to name.
class TokenScores {
  public:
    /// Makes room for a name of so many words; the scores are to be set.
    void reset(std::size_t words, std::size_t names) {
        words_ = words;
        names_ = names;
        scores_.resize(words * names);
    }
    TokenScore& at(std::size_t word, std::size_t name) { return scores_[word * names_ + name]; }
    const TokenScore& at(std::size_t word, std::size_t name) const {
        return scores_[word * names_ + name];
    }
    std::size_t words() const { return words_; }
    std::size_t names() const { return names_; }

  private:
    std::size_t words_ = 0;
    std::size_t names_ = 0;
    std::vector<TokenScore> scores_;
};

/// Names less alike than this are not found (matching.md §12.1).
inline constexpr float name_similarity_min = 0.35F;

/// 0 to 1 for a whole name, and the bits of what is shared: words are paired greedily, order
/// matters little (matching.md 4.6).
TokenScore name_similarity(const TokenScores& scores);

/// Whether a name of so many words that shares so many with a query can be alike enough.
bool may_be_alike(std::size_t shared, std::size_t words, std::size_t names);

/// For n sets, n sets: those records that are in exactly 1, 2, … n of them.
std::vector<Bitmap> exactly_matching(const std::vector<Bitmap>& sets);

/// One number that orders as similarity, then bits, then the earlier of the name fields do.
std::uint64_t rank_of(const TokenScore& score, std::size_t field);

/// A record and how well it matches.
struct RankedRecord {
    std::uint64_t rank;
    Ordinal ordinal;
};
/// Puts the best so many in front, best first, with all that are as good as the last of them;
/// returns how many that are.
std::size_t sort_best(std::vector<RankedRecord>& records, std::size_t count);

}  // namespace amparo::index
