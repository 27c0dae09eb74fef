#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "index/schema.hpp"

namespace amparo::index {

/// What one column takes from a block of records, flat: the values of row r end at ends[r].
struct ColumnValues {
    std::vector<std::uint32_t> ends;
    std::vector<std::string_view> texts;  // every kind but number and date
    std::vector<std::int64_t> numbers;    // number and date: ordered; text and name: hashes
    std::vector<std::string> sort_keys;   // per row; sortable texts only

    /// Whether the row has no value.
    bool is_empty(std::size_t row) const { return begin_of(row) == ends[row]; }
    /// The texts of a row.
    std::span<const std::string_view> texts_of(std::size_t row) const {
        return std::span(texts).subspan(begin_of(row), ends[row] - begin_of(row));
    }
    /// The numbers of a row.
    std::span<const std::int64_t> numbers_of(std::size_t row) const {
        return std::span(numbers).subspan(begin_of(row), ends[row] - begin_of(row));
    }

  private:
    std::size_t begin_of(std::size_t row) const { return row == 0 ? 0 : ends[row - 1]; }
};

/// Texts made on the way (a number read as text); they live as long as the block.
using OwnedTexts = std::deque<std::string>;

/// Reads one column's values out of documents. Immutable, thread-safe.
class Extractor {
  public:
    explicit Extractor(const Column& column);

    /// The member of a document that may hold values.
    const std::string& member() const { return steps_.front(); }
    /// Appends the values of that member to the row under way. Blank values are absent; numbers
    /// and booleans become text where the column holds text; what does not fit the kind is left
    /// out. The texts point into the document or into `owned`.
    void read(const json::Value& value, ColumnValues& out, OwnedTexts& owned) const;
    /// Ends the row, whether or not it has values.
    void end_row(ColumnValues& out) const;

  private:
    struct Target {
        ColumnValues& values;
        OwnedTexts& owned;
    };

    void collect(const json::Value& value, std::size_t step, const Target& target) const;
    void take(const json::Value& value, const Target& target) const;

    std::vector<std::string> steps_;  // arrays on the way are walked through
    ColumnKind kind_;
    bool has_sort_key_;
};

/// An integer that orders as the number does; -0 is 0.
std::int64_t ordered_number(double number);
/// 62 bits that stand for an exact text.
std::int64_t text_hash(std::string_view text);
/// Milliseconds since 1970 of a day or date-time; nullopt for anything else.
std::optional<std::int64_t> read_date(std::string_view text);
/// The number a text spells; nullopt for anything else.
std::optional<double> read_number(std::string_view text);
/// The bytes that order texts; only the beginning of a long text counts.
std::string sort_key(std::string_view text);

}  // namespace amparo::index
