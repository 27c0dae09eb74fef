#pragma once

#include <map>
#include <optional>

#include "index/detail/code_sets.hpp"
#include "index/detail/column_store.hpp"
#include "index/detail/dictionary.hpp"
#include "index/detail/posting.hpp"

namespace amparo::index {

/// Values from a small vocabulary: a posting per value and the codes of each record, so that a
/// record can be replaced without its old document. Location columns also keep a posting of
/// everything under each place.
class KeywordColumn final : public ColumnStore {
  public:
    using Code = Dictionary::Code;
    using Counts = std::map<std::string, std::size_t>;

    /// The ancestry makes it a location column; it must outlive the column.
    KeywordColumn(const Column& column, const Ancestry* ancestry);

    void set(Ordinal ordinal, const ColumnValues& values, std::size_t row) override;
    void clear(Ordinal ordinal) override;
    void start_load() override { is_loading_ = true; }
    void finish_load() override;
    Selection any_of(std::span<const std::string> values, const Bitmap* within) const override;
    /// The records at a place or below it, when the place is at least at that admin level.
    Selection under(std::string_view place, int level_min) const;
    std::size_t memory_bytes() const override;

    /// value → how many of the selected records have it.
    Counts count(const Bitmap& selection) const;
    /// By code: how many of the selected records have it. While no record has several.
    std::vector<std::uint32_t> sizes(const Bitmap& selection) const;
    /// The codes of a record, ascending; valid until the next change.
    std::span<const Code> codes(Ordinal ordinal, Code& single) const;
    /// What records say in the column, as a number: the same for the same codes.
    using Saying = std::uint32_t;
    class Cursor;
    /// All sayings are below this.
    Saying saying_end() const;
    /// Nothing for a saying that no record has; valid until the next change.
    std::span<const Code> codes_of(Saying saying, Code& single) const;
    /// What sorts records: the codes of values, or of the places they lie in, each once.
    enum class Sort { values, places };
    void read(Ordinal ordinal, Sort sort, std::vector<Code>& codes) const;
    const std::string& text(Code code) const { return values_.text(code); }
    const Posting& posting(Code code) const { return postings_[code]; }
    /// All codes are below this; some may have an empty posting.
    Code end() const { return static_cast<Code>(postings_.size()); }
    /// The codes in use, in the collation order of their texts; of a sortable column only.
    std::span<const Code> ordered_codes() const { return ordered_; }
    /// What places a code in that order.
    const std::string& sort_key_of(Code code) const { return sort_keys_[code]; }
    /// Whether any record has more than one value.
    bool is_multiple() const { return multiple_count_ > 0; }

    // The places of a location column: codes of their own, below place_end().
    Code place_end() const { return static_cast<Code>(under_.size()); }
    const std::string& place_text(Code place) const { return places_.text(place); }
    int place_level(Code place) const { return levels_[place]; }
    const Posting& under(Code place) const { return under_[place]; }
    /// The place of a value and all above it.
    std::span<const Code> places(Code value) const { return ancestors_[value]; }

  private:
    struct Slot;  // what a record's packed integer means

    std::span<const Code> codes_in(std::optional<std::int64_t> slot, Code& single) const;
    Code code_for(std::string_view value);
    void forget_if_unused(Code code);
    void put_in_order(Code code);
    void take_from_order(Code code);
    void read_codes(std::span<const std::string_view> texts);
    void assign(Ordinal ordinal, std::span<const Code> codes);
    void change_postings(Ordinal ordinal, std::span<const Code> before,
                         std::span<const Code> after);
    void change_places(Ordinal ordinal, std::span<const Code> before, std::span<const Code> after);
    void learn_places(Code code);
    std::vector<Code> places_of(std::span<const Code> codes) const;
    bool comes_before(Code left, Code right) const;

    const Ancestry* ancestry_;
    bool is_sortable_;
    Dictionary values_;
    std::vector<Posting> postings_;       // by code
    std::vector<std::string> sort_keys_;  // by code
    std::vector<Code> ordered_;           // by sort key; in any order during a load
    bool is_loading_ = false;
    PackedIntegers slots_;  // by ordinal: a code or a set of codes
    CodeSets sets_;
    std::size_t multiple_count_ = 0;
    std::vector<Code> read_;    // scratch of the writer
    std::vector<Code> before_;  // the same
    std::optional<Code> last_;  // the value read last: the next is often the same

    Dictionary places_;                         // location columns: lower-case codes
    std::vector<Posting> under_;                // by place
    std::vector<int> levels_;                   // by place
    std::vector<std::vector<Code>> ancestors_;  // by value code: its place and all above it
};

/// Reads what records say, in ascending order of them.
class KeywordColumn::Cursor {
  public:
    explicit Cursor(const KeywordColumn& column) : slots_(column.slots_) {}
    /// Of an ordinal that is greater than the one before; `otherwise` when it says nothing.
    Saying get(Ordinal ordinal, Saying otherwise) {
        const auto* slot = slots_.find(ordinal);
        return slot == nullptr ? otherwise : static_cast<Saying>(*slot);
    }

  private:
    PackedIntegers::Cursor slots_;
};

}  // namespace amparo::index
