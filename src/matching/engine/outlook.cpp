#include "matching/engine/outlook.hpp"

#include "matching/engine/prior.hpp"

namespace amparo::matching {
namespace {

/// Whether the weights of all pairs of fields add up, within a cap.
bool adds_pairs(ComparatorType type) {
    switch (type) {
        case ComparatorType::location:
        case ComparatorType::identifier:
        case ComparatorType::sex:
        case ComparatorType::overlap:
        case ComparatorType::select:
        case ComparatorType::phone:
            return true;
        default:
            return false;
    }
}

/// The most that a comparator gives; nothing when it is missing.
float most_of(const BoundComparator& bound) {
    float most = 0;
    for (const auto weight : bound.weights) most = std::max(most, weight);
    const auto& comparator = *bound.comparator;
    if (!adds_pairs(comparator.type)) return most;
    return std::clamp(most * static_cast<float>(bound.pairs.size()), comparator.cap_low,
                      comparator.cap_high);
}

}  // namespace

Outlook::Outlook(const BoundModel& model)
    : model_(model), ceiling_(family_ceiling(model.model())), family_most_(most_family_bits) {
    for (const auto& bound : model.comparators()) {
        const auto most = most_of(bound);
        bounds_.push_back({.most = most, .now = most, .is_family = bound.comparator->is_family});
    }
}

void Outlook::begin() {
    least_ = -std::numeric_limits<float>::infinity();
    for (auto& bound : bounds_) bound.now = bound.most;
}

void Outlook::limit(std::uint8_t comparator, float measure) {
    const auto& bound = model_.comparators()[comparator];
    float most = 0;
    for (std::size_t level = 0; level < bound.weights.size(); ++level) {
        most = std::max(most, bound.weights[level]);
        if (measure + rounding_bits < bound.ends[level]) break;
    }
    bounds_[comparator].now = std::min(bounds_[comparator].most, most);
}

Outlook::Most Outlook::of(std::span<const std::uint8_t> comparators) const {
    Most most;
    for (const auto at : comparators) {
        (bounds_[at].is_family ? most.family : most.rest) += bounds_[at].now;
    }
    return most;
}

}  // namespace amparo::matching
