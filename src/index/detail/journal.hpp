#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/detail/keyword_column.hpp"

namespace amparo::index {

/// Which records were written lately and what they said before, so that what was counted earlier
/// can be brought up to date instead of counted anew. Keeps the last few thousand changes. Writers
/// are alone under the table's lock; `watch` needs a mutex among readers.
class Journal {
  public:
    /// Counts the changes since the table was made.
    using Version = std::uint64_t;
    using Codes = std::vector<KeywordColumn::Code>;
    /// What is kept of a column: the values of a record, or the places they lie in.
    struct Watched {
        const KeywordColumn* column = nullptr;
        KeywordColumn::Sort sort = KeywordColumn::Sort::values;
        bool operator==(const Watched&) const = default;
    };
    /// One changed record, as it was at the first of its changes.
    struct Change {
        Ordinal ordinal = 0;
        std::vector<Codes> before;  // by the number of the watched column
    };

    /// The column's number; its old values are kept from now on.
    std::size_t watch(const Watched& watched);
    const Watched& watched(std::size_t number) const { return watched_[number]; }
    /// Before a record is changed or removed.
    void note(Ordinal ordinal);
    /// Nothing that was counted before holds any more.
    void forget();

    Version version() const { return version_; }
    /// Whether all changes since then are here.
    bool reaches_back_to(Version version) const { return version >= first_; }
    /// Each record changed since then once, ascending. Must reach back so far.
    std::vector<const Change*> since(Version version) const;

  private:
    static constexpr std::size_t changes_max = 4096;

    std::vector<Watched> watched_;
    std::vector<Change> changes_;
    Version version_ = 0;
    Version first_ = 0;  // of changes_.front()
};

}  // namespace amparo::index
