#pragma once

#include <vector>

#include "matching/names/asked_tokens.hpp"
#include "matching/names/token_levels.hpp"

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
    explicit LevelCache(const Dictionary& dictionary)
        : dictionary_(dictionary), levels_(dictionary) {}

    /// Begins with another record: forgets those that were asked, and all rows.
    void begin();
    /// What stands for a token of the asked record, in the name of a number. All are asked before
    /// any level is wanted.
    TokenId ask(TokenId token, std::size_t name);
    static bool is_asked(TokenId token) { return token >= asked_mark && token != no_token; }
    /// The asked names of which some word goes with a token of another record.
    NameBits names_met(TokenId held) { return row_of(held).met; }

    /// The same for one that may be no_token. When it was not met before, `is_new` becomes true and
    /// nothing is told.
    NameBits names_met_if_known(TokenId held, bool& is_new) const {
        const auto row = held < rows_.size() ? rows_[held] : row_unknown;
        if (row == row_unknown && held != no_token) is_new = true;
        return table_[row].met;
    }
    /// Says that a token of another record will be asked about: what is known of several then comes
    /// from memory at once, when make_expected() is called.
    void expect(TokenId held) {
        if (held == no_token || (held < rows_.size() && rows_[held] != row_unknown)) return;
        expected_.push_back(held);
        __builtin_prefetch(&dictionary_.head_of(held));
    }
    void make_expected();

    /// The level of two tokens, of which one is asked or none is.
    Level operator()(TokenId left, TokenId right) {
        if (is_asked(right)) return level(left, right - asked_mark);
        if (is_asked(left)) return level(right, left - asked_mark);
        return levels_.level(left, right);
    }
    /// Bits of evidence of a token.
    float bits_of(TokenId token) {
        const auto id = is_asked(token) ? asked_.all()[token - asked_mark] : token;
        const auto bits = id < bits_.size() ? bits_[id] : 0.0F;
        return bits != 0.0F ? bits : read_bits(id);
    }
    /// Forgets everything.
    void clear();
    const Dictionary& dictionary() const { return dictionary_; }

  private:
    /// Ids of tokens are below: the dictionary would have taken all memory before.
    static constexpr TokenId asked_mark = 0xF0000000U;
    static constexpr std::uint16_t row_unknown = 0;
    static constexpr std::uint16_t row_of_none = 1;
    static constexpr std::size_t rows_max = 0xFFFF;

    struct Row {
        NameBits met = 0;
        std::size_t cells = 0;  // where its levels begin
    };
    const Row& row_of(TokenId held) {
        const auto row = held < rows_.size() ? rows_[held] : row_unknown;
        if (row != row_unknown) [[likely]] {
            return table_[row];
        }
        return table_[make_row(held)];
    }
    Level level(TokenId held, std::uint32_t asked) {
        const auto& row = row_of(held);
        return row.met == 0 ? Level::none : static_cast<Level>(cells_[row.cells + asked]);
    }
    std::uint16_t make_row(TokenId held);
    void fill_cells(TokenId held);
    void forget_rows();
    float read_bits(TokenId id);

    const Dictionary& dictionary_;
    TokenLevels levels_;
    AskedTokens asked_;
    std::vector<NameBits> asked_names_;  // in which names each of them stands
    std::vector<std::uint16_t> rows_;    // by token that is not asked: its row in the table
    std::vector<TokenId> with_rows_;
    std::vector<TokenId> expected_;
    std::vector<Row> table_ = {{}, {}};  // the first two are of tokens that meet none
    std::vector<std::uint8_t> cells_;    // of all rows
    std::vector<Level> made_;            // of the row that is being made
    std::vector<std::uint32_t> filled_;  // which of them are not none
    std::vector<float> bits_;            // by token; 0 when not worked out
};

}  // namespace amparo::matching
