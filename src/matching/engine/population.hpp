#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "matching/engine/candidates.hpp"
#include "matching/engine/record.hpp"
#include "matching/names/small_counts.hpp"

namespace amparo::matching {

/// The prepared records of one side, with what they are found by. Ordinals are the caller's. Any
/// number of readers, or one writer.
class Population {
  public:
    /// Keeps references.
    Population(const Layout& layout, const FeatureReader& reader)
        : layout_(layout), reader_(reader) {}

    /// Puts a prepared record in place of what stood there.
    void put(Ordinal ordinal, std::span<const std::uint32_t> words);
    /// Forgets a record; it is never found again.
    void remove(Ordinal ordinal);

    /// Whether a record was put at the ordinal and not removed.
    bool holds(Ordinal ordinal) const { return ordinal < sizes_.size() && sizes_[ordinal] > 0; }
    /// A view, until the next change; the ordinal must be held.
    Record record(Ordinal ordinal) const;
    /// Say that a record will be viewed soon: first of where it lies, then of what it is.
    void fetch_place(Ordinal ordinal) const { __builtin_prefetch(&begins_[ordinal]); }
    void fetch(Ordinal ordinal) const;
    /// How many records are held.
    std::size_t size() const { return held_; }
    /// One past the highest ordinal that ever was.
    std::size_t end() const { return sizes_.size(); }
    const CandidateIndex& index() const { return index_; }
    const FeatureReader& reader() const { return reader_; }
    std::size_t memory_bytes() const;

  private:
    /// Prepared records one after the other, in pieces that never move.
    class Words {
      public:
        std::uint32_t add(std::span<const std::uint32_t> words);
        std::span<const std::uint32_t> at(std::uint32_t begin, std::size_t size) const {
            return {chunks_[begin / chunk_words].get() + begin % chunk_words, size};
        }
        std::size_t memory_bytes() const;
        std::size_t used() const { return used_; }

      private:
        static constexpr std::size_t chunk_words = 1U << 16U;
        std::vector<std::unique_ptr<std::uint32_t[]>> chunks_;
        std::size_t used_ = 0;
    };
    std::span<const std::uint32_t> words_of(Ordinal ordinal) const {
        return words_.at(begins_[ordinal], sizes_[ordinal]);
    }
    void close_gaps();

    const Layout& layout_;
    FeatureReader reader_;
    CandidateIndex index_;
    Words words_;                        // of all records, with gaps where there were others
    std::vector<std::uint32_t> begins_;  // among them, by ordinal
    SmallCounts sizes_;                  // 0 where nothing is held
    std::size_t held_ = 0;
    std::size_t lost_ = 0;  // words in gaps
};

}  // namespace amparo::matching
