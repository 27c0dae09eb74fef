#pragma once

#include <optional>

#include "index/detail/hash_slots.hpp"
#include "index/detail/packed_bytes.hpp"
#include "index/detail/posting.hpp"
#include "index/detail/selection.hpp"
#include "index/extract.hpp"

namespace amparo::index {

/// The identifier values of all identifier columns of a table, found by exact text or by any piece
/// of it. Every three bytes of a value's key have a posting; what these suggest is checked
/// against the values, which are kept packed (a UUID in 17 bytes, a repeated value in 3).
class IdentifierIndex {
  public:
    static constexpr std::size_t columns_max = 64;
    using Columns = std::uint64_t;  // a bit per identifier column

    /// One row of every identifier column, in the order of the columns' numbers.
    struct Row {
        std::span<const ColumnValues* const> columns;
        std::size_t row;
    };

    void set(Ordinal ordinal, const Row& row);
    void clear(Ordinal ordinal);
    void compact();

    /// The records with exactly one of these values in the column.
    Selection any_of(std::span<const std::string> values, Columns columns,
                     const Bitmap* within) const;
    /// The records with the piece in one of the columns, as text::identifier_key reads both. A
    /// blank piece is in all.
    Selection containing(std::string_view piece, Columns columns, const Bitmap* within) const;
    /// What a search finds, best first: no record is in two of them.
    struct Ranks {
        Bitmap equal;
        Bitmap prefix;
        Bitmap part;  // of queries of at least three characters
    };
    Ranks search(std::string_view query, Columns columns, const Bitmap& within) const;
    std::size_t memory_bytes() const;

  private:
    using Gram = std::uint32_t;
    enum class Ends { padded, open };

    static void collect_grams(std::string_view folded, Ends ends, std::vector<Gram>& grams);
    const Posting* find(Gram gram) const;
    Posting& posting(Gram gram);
    static void grams_of(std::string_view packed, std::vector<Gram>& grams);
    void assign(Ordinal ordinal, std::string_view packed);
    std::optional<Bitmap> candidates(const std::vector<Gram>& grams, const Bitmap* within) const;
    Bitmap with_piece(std::string_view key) const;
    /// Records that may have a value beginning, or ending, with the key.
    Bitmap starting_with(std::string_view key, const Bitmap& within) const;
    Bitmap ending_with(std::string_view key, const Bitmap& within) const;
    Bitmap in_range(Gram first, Gram width) const;
    template <class Test>
    Bitmap check(const Bitmap& candidates, Test&& test) const;

    PackedBytes values_;
    std::vector<std::pair<Gram, Posting>> postings_;  // every gram ever met
    HashSlots by_gram_;                               // places in postings_
    Columns used_ = 0;                                // columns that ever had a value
};

}  // namespace amparo::index
