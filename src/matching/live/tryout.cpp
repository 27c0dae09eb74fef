#include "matching/live/tryout.hpp"

#include "matching/live/held.hpp"
#include "matching/live/likeness.hpp"

namespace amparo::matching {

Tryout::Tryout(std::shared_ptr<Held> held, std::shared_ptr<const Configuration> configuration)
    : held_(std::move(held)),
      configuration_(std::move(configuration)),
      model_(configuration_->tracing, Sides::case_and_trace),
      trial_(held_->tracing(), model_) {}

Tryout::~Tryout() = default;

Comparison Tryout::compare(const json::Object& child_case, const RecordSource& trace) {
    return trial_.compare_pair({.record = &child_case}, trace);
}

Match Tryout::judge(const Comparison& comparison) const {
    return matching::judge(model_.model(), comparison, prior());
}

Likeness Tryout::explain(const Comparison& comparison) const {
    return likeness_of(model_, judge(comparison), comparison, prior());
}

std::vector<RecordId> Tryout::nearest(const RecordSource& trace, std::size_t limit) const {
    return held_->nearest(trace, limit);
}

std::vector<TraceKey> Tryout::traces() const {
    return held_->traces();
}

}  // namespace amparo::matching
