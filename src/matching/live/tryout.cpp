#include "matching/live/tryout.hpp"

#include "matching/live/held.hpp"
#include "matching/live/likeness.hpp"

namespace amparo::matching {
namespace {

Sides sides_of(FittedModel which) {
    return which == FittedModel::tracing ? Sides::case_and_trace : Sides::case_and_case;
}

}  // namespace

Tryout::Tryout(std::shared_ptr<Held> held, std::shared_ptr<const Configuration> configuration,
               FittedModel which)
    : held_(std::move(held)),
      configuration_(std::move(configuration)),
      model_(held_->here(model_of(*configuration_, which)), sides_of(which)),
      trial_(which == FittedModel::tracing ? held_->tracing() : held_->duplicates(), model_) {}

Tryout::~Tryout() = default;

Comparison Tryout::compare(const json::Object& child_case, const RecordSource& other) {
    return trial_.compare_pair({.record = &child_case}, other);
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

std::vector<RecordId> Tryout::nearest_children(const store::StoredRecord& child_case,
                                               std::size_t limit) const {
    return held_->nearest_children(child_case, limit);
}

std::vector<RecordId> Tryout::children() const {
    return held_->children();
}

}  // namespace amparo::matching
