#pragma once

#include <memory>
#include <vector>

#include "matching/engine/trial.hpp"
#include "matching/evaluate/fit.hpp"
#include "matching/live/pair.hpp"
#include "store/types.hpp"

namespace amparo::matching {

class Held;

/// A configuration tried out on the records of a deployment: how pairs compare under it, while
/// searches go on under the one in force. Who is looked at is found by the index as it is. Keeps
/// that index; must not outlive the service. Of one thread.
class Tryout {
  public:
    /// Tries one model of the configuration.
    Tryout(std::shared_ptr<Held> held, std::shared_ptr<const Configuration> configuration,
           FittedModel which);
    ~Tryout();
    Tryout(const Tryout&) = delete;
    Tryout& operator=(const Tryout&) = delete;

    const Configuration& configuration() const { return *configuration_; }
    const Model& model() const { return model_.model(); }
    /// A case and a sought child, or another case for the model of duplicates; held or not.
    Comparison compare(const json::Object& child_case, const RecordSource& other);
    /// What a comparison means under this configuration.
    Match judge(const Comparison& comparison) const;
    /// The same with its evidence.
    Likeness explain(const Comparison& comparison) const;
    float prior() const { return trial_.prior(); }

    /// The cases that are most like a sought child, best first under the configuration of the
    /// index, however little.
    std::vector<RecordId> nearest(const RecordSource& trace, std::size_t limit) const;
    /// Every sought child that takes part and is linked with no case, by the ids of the rows.
    std::vector<TraceKey> traces() const;
    /// The other cases that are most like a case, as nearest().
    std::vector<RecordId> nearest_children(const store::StoredRecord& child_case,
                                           std::size_t limit) const;
    /// Every case that may be a duplicate, by the ids.
    std::vector<RecordId> children() const;

  private:
    std::shared_ptr<Held> held_;
    std::shared_ptr<const Configuration> configuration_;
    BoundModel model_;
    Trial trial_;
};

}  // namespace amparo::matching
