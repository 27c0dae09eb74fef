#pragma once

#include "matching/engine/matcher.hpp"

namespace amparo::matching {

/// Comparisons under another model, with the names, the counts and the places of a matcher: what
/// another configuration would say, without an index of its own. Of one thread; keeps references.
class Trial {
  public:
    Trial(const Matcher& matcher, const BoundModel& model);

    /// Two records of which none need be held.
    Comparison compare_pair(const RecordSource& left, const RecordSource& right);
    /// The prior of a search, with as many records as the matcher holds now.
    float prior() const;

  private:
    const Matcher& matcher_;
    const BoundModel& model_;
    Dictionary words_;
    Comparer comparer_;
    std::uint64_t version_ = 0;  // of the matcher that words_ lies over
};

}  // namespace amparo::matching
