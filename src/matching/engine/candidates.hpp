#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "matching/engine/features.hpp"
#include "matching/engine/postings.hpp"

namespace amparo::matching {

/// Whether the record of an ordinal may be found. Asked in the middle of a search: it must be
/// quick.
using Eligible = std::function<bool(Ordinal)>;

/// A record worth comparing in full.
struct Candidate {
    Ordinal ordinal;
    float score;
};

/// Reused from query to query, by one thread.
struct CandidateScratch {
    std::vector<std::uint32_t> scores;  // by ordinal; zero between queries
    std::vector<Ordinal> touched;
    std::vector<Candidate> found;
};

/// What is asked of a CandidateIndex.
struct CandidateQuery {
    std::span<const WantedFeature> features;
    std::span<const WantedFeature> more_features;  // taken when the others find too little
    Traits traits;
    std::size_t count = 300;
    Ordinal exclude = no_ordinal;
    const Eligible* eligible = nullptr;  // all when absent
};

/// Finds the records that share most, and rarest, features with a query (matching.md 8). Any
/// number of readers, or one writer.
class CandidateIndex {
  public:
    /// Adds a record, of which nothing may be there.
    void add(Ordinal ordinal, std::span<const Feature> features, const Traits& traits);
    /// Forgets a record that was added with these features; it is never found again.
    void remove(Ordinal ordinal, std::span<const Feature> features);

    /// The best candidates, best first, equal ones by ordinal. Features that more than a fifth of
    /// the records have are left out, unless nothing else is found.
    std::span<const Candidate> find(const CandidateQuery& query, CandidateScratch& scratch) const;
    /// Whether a feature of a kind is passed over because too many records have it.
    bool has_common(std::span<const WantedFeature> features, FeatureKind kind) const;
    std::size_t size() const { return live_; }
    std::size_t memory_bytes() const;

  private:
    bool is_common(std::size_t holders) const;
    void gather(std::span<const WantedFeature> features, bool with_common,
                CandidateScratch& scratch) const;
    void collect(const CandidateQuery& query, CandidateScratch& scratch) const;
    float adjustment(const Traits& traits, Ordinal ordinal) const;
    void put_traits(Ordinal ordinal, const Traits& traits);

    Postings postings_ = Postings({static_cast<std::uint32_t>(FeatureKind::own_key),
                                   static_cast<std::uint32_t>(FeatureKind::kin_key)});
    std::vector<Day> births_;                  // by ordinal
    std::vector<std::uint8_t> sexes_;          // by ordinal: among those that there are
    std::vector<std::uint32_t> of_sex_ = {0};  // the options
    std::size_t live_ = 0;
};

}  // namespace amparo::matching
