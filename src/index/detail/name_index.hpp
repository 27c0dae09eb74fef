#pragma once

#include <deque>
#include <map>
#include <string>

#include "index/detail/dictionary.hpp"
#include "index/detail/id_map.hpp"
#include "index/detail/packed_bytes.hpp"
#include "index/detail/posting.hpp"

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

/// Names by their tokens: a posting per folded token, and keys (Latin letters, sound) that lead to
/// tokens, so that a record costs one posting entry per token however it may be spelt.
class NameIndex {
  public:
    using Token = Dictionary::Code;

    explicit NameIndex(const IdMap& ids) : ids_(ids) {}

    void set(Ordinal ordinal, const NameValues& values, std::size_t row);
    void clear(Ordinal ordinal);
    void compact();

    struct Found {
        std::vector<Ordinal> ordinals;  // the window asked for
        std::size_t total = 0;
    };
    struct Ask {
        std::string_view query;
        const Bitmap& within;
        std::size_t offset;
        std::size_t count;
    };
    /// Records sharing a token with the query: more tokens first, then the more similar names in
    /// field order, then by id. The last token of the query may be the beginning of a stored one.
    Found search(const Ask& ask) const;
    std::size_t memory_bytes() const;

  private:
    struct Known {  // what is known of a token
        std::string latin;
        std::vector<Dictionary::Code> keys;
        Posting posting;
    };
    struct Sought;  // a token of the query
    class Ranking;

    Token token_for(const std::string& text);
    void learn(Token token);
    void assign(Ordinal ordinal, std::string_view packed);
    std::vector<Sought> read_query(std::string_view query) const;
    std::vector<Token> tokens_like(const Sought& sought, bool is_last) const;
    Bitmap records_with(const std::vector<Token>& tokens, const Bitmap& within) const;

    const IdMap& ids_;
    Dictionary tokens_;
    std::deque<Known> known_;  // by token; its texts must not move
    Dictionary keys_;
    std::vector<std::vector<Token>> by_key_;              // by key
    std::multimap<std::string_view, Token> by_spelling_;  // folded and Latin forms, for beginnings
    PackedBytes records_;  // per name: field, number of tokens, tokens
};

}  // namespace amparo::index
