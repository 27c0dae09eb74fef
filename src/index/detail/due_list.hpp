#pragma once

#include <span>

#include "index/detail/dictionary.hpp"
#include "index/detail/packed_bytes.hpp"
#include "index/detail/posting.hpp"
#include "index/due.hpp"

namespace amparo::index {

/// The dues of the records of a table: 20 bytes each, and a posting for everybody waited for.
class DueList {
  public:
    using Code = Dictionary::Code;
    /// One due as it is kept.
    struct Row {
        std::int64_t at = 0;
        Code who = 0;
        Code what = 0;
        Code detail = 0;
    };

    /// The record now has exactly these.
    void set(Ordinal ordinal, std::span<const Due> dues);
    void clear(Ordinal ordinal) { set(ordinal, {}); }
    void compact();

    /// The records that have any.
    const Bitmap& present() const { return present_; }
    /// The records in which something waits for one of them.
    Bitmap waiting_for(std::span<const std::string> people) const;
    std::optional<Code> person(std::string_view name) const { return people_.find(name); }
    std::optional<Code> word(std::string_view text) const { return words_.find(text); }
    /// The texts of a row.
    Due named(const Row& row) const;
    const std::string& word_text(Code code) const { return words_.text(code); }
    Code word_end() const { return words_.end(); }

    /// Calls visit(ordinal, number, row) for the dues of the selected records.
    template <class Visit>
    void for_each(const Bitmap& selection, Visit&& visit) const {
        PackedBytes::Cursor cursor(rows_);
        selection.for_each([&](Ordinal ordinal) {
            auto bytes = cursor.get(ordinal);
            for (std::uint32_t number = 0; !bytes.empty(); ++number) {
                visit(ordinal, number, take(bytes));
            }
        });
    }
    Row row(Ordinal ordinal, std::uint32_t number) const;
    std::size_t memory_bytes() const;

  private:
    static Row take(std::string_view& bytes);
    std::vector<Code> people_of(Ordinal ordinal) const;
    void change_postings(Ordinal ordinal, std::span<const Code> before,
                         std::span<const Code> after);

    Dictionary people_;
    Dictionary words_;  // of kinds and details: a small vocabulary that is never given back
    std::vector<Posting> postings_;  // by person
    PackedBytes rows_;
    Bitmap present_;
};

}  // namespace amparo::index
