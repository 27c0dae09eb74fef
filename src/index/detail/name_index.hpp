#pragma once

#include <deque>
#include <map>
#include <span>
#include <string>
#include <unordered_map>

#include "base/names/keys.hpp"
#include "index/detail/dictionary.hpp"
#include "index/detail/letter_shapes.hpp"
#include "index/detail/name_ranking.hpp"
#include "index/detail/packed_bytes.hpp"
#include "index/detail/posting.hpp"
#include "index/detail/sought_name.hpp"
#include "index/name_lore.hpp"

namespace amparo::index {

/// The tokens of the names of a block of records, field by field.
struct NameValues {
    struct Field {
        std::uint8_t number;  // in the order of the name fields
        std::uint32_t tokens_end;
    };
    std::vector<std::uint32_t> ends;  // per row: the end of its fields
    std::vector<Field> fields;
    std::vector<std::string> tokens;

    /// Adds one name of the row under way.
    void add(std::uint8_t field, std::string_view name);
    void end_row() { ends.push_back(static_cast<std::uint32_t>(fields.size())); }
};

/// Names by their tokens: a posting per folded token, and keys (Latin letters, sound, groups of
/// spellings, letters) that lead to tokens, so that a record costs one posting entry per token
/// however it may be spelt.
class NameIndex {
  public:
    using Token = Dictionary::Code;

    explicit NameIndex(NameLore lore) : lore_(std::move(lore)) {}

    void set(Ordinal ordinal, const NameValues& values, std::size_t row);
    void clear(Ordinal ordinal);
    void compact();

    using Fields = std::uint32_t;  // a bit for each name field
    struct Found {
        std::vector<RankedRecord> best;  // best first; equal ranks are equally good
        std::size_t total = 0;           // of all that are alike enough
    };
    struct Ask {
        std::string_view query;
        Fields fields = ~Fields{0};
        const Bitmap& within;
        std::size_t persons;  // there are; rare names tell more
        std::size_t count;    // of the best; more when the last of them is not alone
    };
    /// Records with a name like the query, ranked. The last word of the query may be the beginning
    /// of a name; words may be joined or parted otherwise, and have a typing error.
    Found search(const Ask& ask) const;
    /// Of these records, whether every word of the query stands in one name as it is written, but
    /// for its script.
    std::vector<bool> are_equal(const Ask& ask, std::span<const Ordinal> records) const;
    const NameLore& lore() const { return lore_; }
    std::size_t memory_bytes() const;

  private:
    struct Known {  // what is known of a token
        std::string latin;
        std::vector<Dictionary::Code> keys;
        std::vector<std::uint32_t> groups;
        Posting posting;
    };
    struct Plan;  // what is sought, and how it is read
    class Ranking;

    Token token_for(const std::string& text);
    void learn(Token token);
    void assign(Ordinal ordinal, std::string_view packed);
    NameToken read(std::string text) const;
    NameToken token(Token token) const;
    bool is_common(Token token) const;
    Plan plan_of(std::string_view query) const;
    void add_joined(Plan& plan) const;
    void add_parted(Plan& plan) const;
    struct Part {
        NameToken word;
        std::vector<Token> like;  // the tokens that it may stand for
    };
    std::vector<Part> parts_of(const std::u32string& letters, std::size_t cut) const;
    std::vector<Token> tokens_like(const NameToken& sought) const;
    void add_sounding(const NameToken& sought, std::vector<Token>& like) const;
    void add_mistyped(const NameToken& sought, std::vector<Token>& like) const;
    void add_spellings(const NameToken& sought, std::vector<Token>& like) const;
    Bitmap records_with(const std::vector<Token>& tokens, const Bitmap& within) const;
    Bitmap candidates(const Plan& plan, const Bitmap& within) const;
    Bitmap written_candidates(const Plan& plan, const Bitmap& within) const;
    void keep_lengths(Ordinal ordinal, std::string_view old, std::string_view packed);

    NameLore lore_;
    Dictionary tokens_;
    std::deque<Known> known_;  // by token; its texts must not move
    LetterShapes shapes_;      // by token
    Dictionary keys_;
    std::vector<std::vector<Token>> by_key_;                          // by key
    std::unordered_map<std::uint32_t, std::vector<Token>> by_group_;  // of the lore
    std::multimap<std::string_view, Token> by_spelling_;  // folded and Latin forms, for beginnings
    std::vector<Posting> by_length_ = std::vector<Posting>(names::name_tokens_max + 1);
    PackedBytes records_;  // per name: field, number of tokens, tokens
};

}  // namespace amparo::index
