#pragma once

#include <string>
#include <vector>

#include "matching/engine/candidates.hpp"
#include "matching/engine/comparison.hpp"
#include "matching/names/lexicon.hpp"

namespace amparo::matching {

/// What a pair of records is to each other (matching.md 6.4).
enum class Relationship : std::uint8_t { same_child, same_family, unclear };
std::string_view name_of(Relationship relationship);

/// A record of the index that may be what was asked for.
struct Match {
    Ordinal ordinal = 0;
    float bits = 0;           // total, the prior in it
    double score = 0;         // calibrated probability that it is the same child
    double family_score = 0;  // that it is the same family
    Relationship relationship = Relationship::unclear;
};

/// Bits to probability under a model.
double probability_of(const Model& model, float bits);
/// The prior of a model when there are so many records on the other side.
float prior_bits(const Model& model, std::size_t records);
/// What a comparison means.
Match judge(const Model& model, const Comparison& comparison, float prior);

/// Cases that can be searched by traces (or by cases, for duplicates): an index, the prepared
/// records, and the comparison of both. Records are added first; then any thread may search, each
/// with its own Session.
class Matcher {
  public:
    Matcher(const BoundModel& model, const Lexicon& lexicon, const Places& places, Day today);

    /// Adds a record of the left side.
    Ordinal add(const RecordSource& source);
    /// Counts how common names are. To be called after adding, before searching.
    void weigh();

    /// The searches of one thread.
    class Session {
      public:
        explicit Session(const Matcher& matcher);

        /// The matches of a record of the right side, best first; `exclude` is left out.
        std::vector<Match> search(const RecordSource& source, std::size_t limit,
                                  Ordinal exclude = no_ordinal);
        /// One pair in full; for explanations.
        Comparison compare(const RecordSource& source, Ordinal ordinal);

      private:
        const Matcher& matcher_;
        Dictionary words_;  // over the dictionary of the matcher
        Comparer comparer_;
        FeatureReader reader_;
        CandidateScratch scratch_;
        std::vector<Match> matches_;
    };

    static constexpr Ordinal no_ordinal = 0xFFFFFFFFU;
    const BoundModel& model() const { return model_; }
    std::size_t size() const { return begins_.size(); }
    float prior() const { return prior_bits(model_.model(), index_.size()); }
    /// The prepared record of an ordinal below size(); a view.
    Record record(Ordinal ordinal) const;
    const Dictionary& dictionary() const { return dictionary_; }
    const CandidateIndex& index() const { return index_; }
    /// What records and index take, without the dictionary.
    std::size_t memory_bytes() const;

  private:
    const BoundModel& model_;
    const Places& places_;
    Day today_;
    Dictionary dictionary_;
    FeatureReader reader_;
    CandidateIndex index_;
    std::vector<std::uint32_t> words_;  // of all records
    std::vector<std::size_t> begins_;   // by ordinal
    Frequencies frequencies_;
    std::vector<std::uint32_t> token_holders_;
};

}  // namespace amparo::matching
