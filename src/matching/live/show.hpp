#pragma once

#include "base/messages.hpp"
#include "matching/live/compared.hpp"
#include "matching/live/service.hpp"
#include "matching/live/viewer.hpp"

/// Pairs as somebody may see them (matching.md 6.3, 6.6, 9.2).
namespace amparo::matching {

/// Turns pairs into what the wire says of them. Lives for one answer.
class PairShow {
  public:
    PairShow(const Viewer& viewer, const Service& service, const Messages& messages);

    /// A sought child and a case: the wire's PotentialMatch. `request` has the trace.
    json::Object show(const TracePair& pair, const store::StoredRecord& child_case,
                      const store::StoredRecord& request);
    /// A case that may be the same child as the one at hand, which may not be stored yet.
    json::Object show(const CasePair& pair, const store::StoredRecord& other) const;

  private:
    /// What evidence is about: who sees what of both sides.
    struct Sides;
    json::Array evidence_of(const Likeness& likeness, const Sides& sides) const;
    json::Object line_of(const EvidenceLine& line, const Sides& sides) const;
    json::Value label_of(const EvidenceLine& line) const;
    std::string sentence_of(const EvidenceLine& line) const;

    const Viewer& viewer_;
    const Messages& messages_;
    FieldComparison comparison_;
};

}  // namespace amparo::matching
