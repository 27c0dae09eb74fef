#pragma once

#include <vector>

#include "matching/names/asked_tokens.hpp"
#include "matching/names/name.hpp"
#include "matching/names/token_levels.hpp"

namespace amparo::matching {

/// Names of the asked record, one bit each by its number; those beyond share the last bit.
using NameBits = std::uint64_t;

/// How a token stands in a name: as a word of it, or as words of it joined or glued. What is joined
/// on one side is only compared with words of the other, save for personal names.
enum class As : std::uint8_t { word, joined };

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
    TokenId ask(TokenId token, std::size_t name, As as = As::word);
    static bool is_asked(TokenId token) { return token >= asked_mark && token != no_token; }
    /// The asked names of which some word goes with a token of another record, or with which some
    /// joined one does when that is a word.
    NameBits names_met(TokenId held, As as = As::word) {
        return as == As::word ? row_of(held).met : joined_row_of(held).met_by_joined;
    }
    /// A token of another record, and how it stands there.
    struct Held {
        TokenId token;
        As as;
    };
    /// Notes which asked names a name of another record meets. As far as its tokens were not met
    /// before, that is added when make_expected() is called: what is known of the tokens of several
    /// records then comes from memory at once. The name must stay where it is until then. Tokens
    /// that the dictionary got after the last begin() or ask() must not be looked up.
    [[gnu::always_inline]] void look_up(Name& name) {
        // Most tokens were met before and go with none: one look tells.
        const auto* const rows = rows_.data();
        const auto* const words_end = name.ids + name.size;
        const auto* const end = name.ids + name.stored();
        NameBits met = 0;
        const auto* at = name.ids;
        for (; at != words_end; ++at) {
            const auto row = rows[*at];
            if (row == row_of_none) continue;
            met |= table_[row].met;
            if (!table_[row].is_whole) expect({*at, As::word}, name);
        }
        for (; at != end; ++at) {
            if (*at == no_token) continue;
            const auto row = rows[*at];
            if (row == row_unknown) {
                expect({*at, As::joined}, name);
            } else if (row >= rows_first) {
                met |= table_[row].met_by_joined;
            }
        }
        name.met = met;
    }
    /// Completes the names that were looked up.
    void make_expected();

    /// The level of two tokens, of which one is asked or none is.
    Level operator()(TokenId left, TokenId right) {
        if (is_asked(right)) return level(left, right - asked_mark);
        if (is_asked(left)) return level(right, left - asked_mark);
        return levels_.level(left, right);
    }
    /// Whether two tokens are names that many bear, each for itself: where they are not the same
    /// name, one is no slip of the pen for the other. A single letter is an initial, no name.
    bool are_two_names(TokenId left, TokenId right) const {
        return left != right && is_name(left) && is_name(right);
    }
    /// Calls visit(place, level) for each of some tokens of a name that a token goes with. They are
    /// of the asked record, unless nothing was asked; the name has a number.
    template <class Visit>
    void for_going(Held one, std::span<const TokenId> tokens, std::size_t name, Visit&& visit) {
        const auto& [held, as] = one;
        if (!is_asked(tokens.front())) return for_going_alone(held, tokens, visit);
        const auto& row = as == As::word ? row_of(held) : joined_row_of(held);
        const auto met = as == As::word ? row.met : row.met_by_joined;
        if ((met >> name & 1U) == 0) return;
        const auto* cells = cells_.data() + row.cells;
        for (std::size_t place = 0; place < tokens.size(); ++place) {
            if (tokens[place] == no_token) continue;
            const auto level = cells[tokens[place] - asked_mark];
            if (level != Level::none) visit(place, level);
        }
    }
    /// Bits of evidence of a token.
    float bits_of(TokenId token) {
        if (is_asked(token)) return asked_bits_[token - asked_mark];
        const auto bits = token < bits_.size() ? bits_[token] : 0.0F;
        return bits != 0.0F ? bits : read_bits(token);
    }
    /// Forgets everything.
    void clear();
    const Dictionary& dictionary() const { return dictionary_; }

  private:
    /// Ids of tokens are below: the dictionary would have taken all memory before.
    static constexpr TokenId asked_mark = 0xF0000000U;
    static constexpr std::uint16_t row_unknown = 0;
    static constexpr std::uint16_t row_of_none = 1;
    static constexpr std::uint16_t row_of_no_word = 2;  // none among words; of others not known
    static constexpr std::size_t rows_first = 3;
    static constexpr std::size_t rows_max = 0xFFFF;

    struct Row {
        NameBits met = 0;
        NameBits met_by_joined = 0;  // those of which a word by itself goes with it
        std::uint32_t cells = 0;     // where its levels begin
        bool is_whole = false;       // else it is of words alone
    };
    struct Grouped {
        TokenId token = no_token;
        std::span<const Lexicon::Group> groups = {};
    };
    static constexpr std::size_t grouped_max = 1024;
    std::span<const Lexicon::Group> groups_of(TokenId held) {
        auto& slot = grouped_[held % grouped_max];
        if (slot.token != held) slot = {held, dictionary_.groups_of(held)};
        return slot.groups;
    }
    void expect(Held held, Name& name) {
        const auto* place = dictionary_.place_of(held.token);
        __builtin_prefetch(place);
        if (expected_count_ == expected_room_) make_expected_room();
        auto& one = expected_[expected_count_++];
        one.held = held;
        one.name = &name;
        one.place = place;
    }
    const Row& row_of(TokenId held) {
        const auto row = held < rows_.size() ? rows_[held] : row_unknown;
        if (table_[row].is_whole) [[likely]] {
            return table_[row];
        }
        return table_[make_row(held, As::word)];
    }
    const Row& joined_row_of(TokenId held) {
        const auto row = held < rows_.size() ? rows_[held] : row_unknown;
        if (row != row_unknown) [[likely]] {
            return table_[row];
        }
        return table_[make_row(held, As::joined)];
    }
    bool is_name(TokenId token) const {
        const auto id = is_asked(token) ? asked_.all()[token - asked_mark] : token;
        return dictionary_.is_known(id) && dictionary_.face_of(id).length > 1;
    }
    Level level(TokenId held, std::uint32_t asked) {
        const auto& row = asked_.is_plain(asked) ? joined_row_of(held) : row_of(held);
        if ((row.met | row.met_by_joined) == 0) return Level::none;
        return cells_[row.cells + asked];
    }
    template <class Visit>
    void for_going_alone(TokenId held, std::span<const TokenId> tokens, Visit&& visit) {
        for (std::size_t place = 0; place < tokens.size(); ++place) {
            if (tokens[place] == no_token) continue;
            const auto level = levels_.level(held, tokens[place]);
            if (level != Level::none) visit(place, level);
        }
    }
    static Among among(As as) { return as == As::word ? Among::all : Among::plain; }
    std::uint16_t make_row(TokenId held, As as);
    /// A token that the first look left, and what it saw.
    struct Looked {
        const StoredToken& stored;
        As as;
        const AskedTokens::Near& near;
    };
    [[gnu::always_inline]] std::uint16_t make_row(TokenId held, const StoredToken& stored, As as);
    [[gnu::always_inline]] bool may_go_with_asked(const StoredToken& stored, Among among,
                                                  AskedTokens::Near& near) const;
    std::uint16_t fill_row(TokenId held, const Looked& looked);
    void fill_cells(TokenId held, const Looked& looked);
    void fill_near(TokenId held, const Looked& looked);
    void set_row(TokenId held, std::uint16_t row) {
        if (rows_[held] == row_unknown) with_rows_.push_back(held);
        rows_[held] = row;
    }
    void add_row(TokenId held, bool is_whole);
    void set_cell(std::uint32_t number, Level level);
    bool is_open(std::uint32_t number, Among among) const {
        return made_[number] == Level::none && (among == Among::all || asked_.is_plain(number));
    }
    void make_expected_room();
    void forget_rows();
    /// A row for each token of the dictionary: look_up() reads them unasked.
    void make_room();
    float read_bits(TokenId id);

    const Dictionary& dictionary_;
    TokenLevels levels_;
    AskedTokens asked_;
    std::vector<NameBits> asked_names_;  // in which names each of them stands
    std::vector<NameBits> plain_names_;  // and in which as a word by itself
    std::vector<float> asked_bits_;      // what each of them is worth
    std::vector<std::uint16_t> rows_;    // by token that is not asked: its row in the table
    std::vector<TokenId> with_rows_;
    /// A token that was not met before, and the name in which it stands.
    struct Expected {
        Held held = {};
        Name* name = nullptr;
        const TokenPlace* place = nullptr;
        const KeyId* keys = nullptr;
    };
    std::vector<Expected> expected_;  // and room for more
    std::size_t expected_count_ = 0;
    std::size_t expected_room_ = 0;
    std::vector<Row> table_ = {
        {}, {.is_whole = true}, {}};     // the first are of those that meet none
    std::vector<Level> cells_;           // of all rows
    std::vector<Level> made_;            // of the row that is being made
    std::vector<std::uint32_t> filled_;  // which of them are not none
    std::vector<Grouped> grouped_ = std::vector<Grouped>(grouped_max);  // the last ones looked up
    std::vector<float> bits_;  // by token; 0 when not worked out
};

}  // namespace amparo::matching
