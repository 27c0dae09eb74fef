#include "index/detail/journal.hpp"

#include <algorithm>

namespace amparo::index {

std::size_t Journal::watch(const Watched& watched) {
    const auto known = std::ranges::find(watched_, watched);
    if (known != watched_.end()) return static_cast<std::size_t>(known - watched_.begin());
    watched_.push_back(watched);
    return watched_.size() - 1;
}

void Journal::note(Ordinal ordinal) {
    if (changes_.size() == changes_max) {
        changes_.clear();
        first_ = version_;
    }
    Change change{.ordinal = ordinal, .before = std::vector<Codes>(watched_.size())};
    for (std::size_t number = 0; number < watched_.size(); ++number)
        watched_[number].column->read(ordinal, watched_[number].sort, change.before[number]);
    changes_.push_back(std::move(change));
    ++version_;
}

void Journal::forget() {
    changes_.clear();
    first_ = ++version_;
}

std::vector<const Journal::Change*> Journal::since(Version version) const {
    AMPARO_REQUIRE(reaches_back_to(version));
    std::vector<const Change*> changes;
    const auto begin = changes_.begin() + static_cast<std::ptrdiff_t>(version - first_);
    for (auto at = begin; at != changes_.end(); ++at) changes.push_back(&*at);
    std::ranges::stable_sort(changes, {}, &Change::ordinal);
    const auto [rest, end] = std::ranges::unique(changes, {}, &Change::ordinal);
    changes.erase(rest, end);
    return changes;
}

}  // namespace amparo::index
