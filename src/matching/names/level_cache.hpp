#pragma once

#include <vector>

#include "matching/names/dictionary.hpp"

namespace amparo::matching {

/// Names of the asked record, one bit each by its number; those beyond share the last bit.
using NameBits = std::uint64_t;

/// Levels of pairs of tokens, each worked out once, and what each token is worth. For one thread
/// and one state of a dictionary: after it changed, the cache must be cleared.
///
/// Made for one record, the asked one, against many: its tokens are asked for by numbers that
/// ask() gives, and every other token that is met gets a row of levels, one for each of them. Most
/// tokens go with none of the asked ones, which one look tells.
class LevelCache {
  public:
    explicit LevelCache(const Dictionary& dictionary) : dictionary_(dictionary) {}

    /// Begins with another record: forgets those that were asked, and all rows.
    void begin();
    /// What stands for a token of the asked record, in the name of a number. All are asked before
    /// any level is wanted.
    TokenId ask(TokenId token, std::size_t name);
    static bool is_asked(TokenId token) { return token >= asked_mark && token != no_token; }
    /// The asked names of which some word goes with a token of another record.
    NameBits names_met(TokenId held) { return row_of(held).met; }

    /// The level of two tokens, of which one is asked or none is.
    Level operator()(TokenId left, TokenId right) {
        if (is_asked(right)) return level(left, right - asked_mark);
        if (is_asked(left)) return level(right, left - asked_mark);
        return any_level(left, right);
    }
    /// Bits of evidence of a token.
    float bits_of(TokenId token);
    /// Forgets everything.
    void clear();
    const Dictionary& dictionary() const { return dictionary_; }

  private:
    /// Ids of tokens are below: the dictionary would have taken all memory before.
    static constexpr TokenId asked_mark = 0xF0000000U;
    static constexpr std::uint32_t row_unknown = 0;
    static constexpr std::uint32_t row_of_none = 1;
    static constexpr unsigned slot_bits = 17;
    static constexpr std::size_t slot_count = 1U << slot_bits;

    struct Asked {
        TokenId token;
        NameBits names;  // in which it stands
    };
    struct Row {
        NameBits met = 0;
        std::size_t cells = 0;  // where its levels begin
    };
    const Row& row_of(TokenId held) {
        const auto row = held < rows_.size() ? rows_[held] : row_unknown;
        return table_[row != row_unknown ? row : make_row(held)];
    }
    Level level(TokenId held, std::uint32_t asked) {
        const auto& row = row_of(held);
        return row.met == 0 ? Level::none : static_cast<Level>(cells_[row.cells + asked]);
    }
    std::uint32_t make_row(TokenId held);
    Level any_level(TokenId left, TokenId right);

    const Dictionary& dictionary_;
    std::vector<Asked> asked_;
    std::vector<TokenFace> asked_faces_;
    std::vector<std::uint32_t> rows_;  // by token that is not asked: its row in the table
    std::vector<TokenId> with_rows_;
    std::vector<Row> table_ = {{}, {}};  // the first two are of tokens that meet none
    std::vector<std::uint8_t> cells_;    // of all rows
    std::vector<float> bits_;            // by token; 0 when not worked out
    std::vector<std::uint64_t> slots_;   // of pairs, whoever was asked
};

}  // namespace amparo::matching
