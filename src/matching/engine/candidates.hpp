#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "matching/engine/features.hpp"

namespace amparo::matching {

/// The number of a record in an index.
using Ordinal = std::uint32_t;
/// No record: what is excluded when nothing is.
inline constexpr Ordinal no_ordinal = 0xFFFFFFFFU;
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
    /// Puts a record in place of what stood there; ordinals beyond the last make room.
    void set(Ordinal ordinal, std::vector<Feature> features, const Traits& traits);
    /// Forgets a record; it is never found again.
    void clear(Ordinal ordinal);

    /// The best candidates, best first, equal ones by ordinal. Features that more than a fifth of
    /// the records have are left out, unless nothing else is found.
    std::span<const Candidate> find(const CandidateQuery& query, CandidateScratch& scratch) const;
    /// Whether a feature of a kind is passed over because too many records have it.
    bool has_common(std::span<const WantedFeature> features, FeatureKind kind) const;
    std::size_t size() const { return live_; }
    std::size_t memory_bytes() const;

  private:
    const std::vector<Ordinal>* find_posting(Feature feature) const;
    bool is_common(const std::vector<Ordinal>& posting) const;
    void gather(std::span<const WantedFeature> features, bool with_common,
                CandidateScratch& scratch) const;
    void collect(const CandidateQuery& query, CandidateScratch& scratch) const;
    float adjustment(const Traits& traits, Ordinal ordinal) const;

    std::unordered_map<Feature, std::vector<Ordinal>> postings_;
    std::vector<std::vector<Feature>> features_;  // by ordinal
    std::vector<Traits> traits_;
    std::size_t live_ = 0;
};

}  // namespace amparo::matching
