#include "matching/engine/trial.hpp"

namespace amparo::matching {

Trial::Trial(const Matcher& matcher, const BoundModel& model)
    : matcher_(matcher),
      model_(model),
      words_(matcher.overlay()),
      comparer_(model, words_, matcher.places_) {}

Comparison Trial::compare_pair(const RecordSource& left, const RecordSource& right) {
    const auto lock = matcher_.lock_for_reading();
    if (version_ != matcher_.version_) {
        words_.rebase();
        comparer_.levels().clear();
        version_ = matcher_.version_;
    }
    const auto words_of = [&](const RecordSource& source, Side side) {
        return prepare(source, model_.of(side), {words_, matcher_.places_, matcher_.today_});
    };
    const auto words = words_of(left, Side::left);
    comparer_.ask(words_of(right, Side::right), Side::right);
    return comparer_.compare(Record(words, model_.left()));
}

float Trial::prior() const {
    return matcher_.prior(model_.model());
}

}  // namespace amparo::matching
