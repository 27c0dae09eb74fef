#include "matching/engine/value_step.hpp"

namespace amparo::matching {

ValueStep::ValueStep(const BoundComparator& bound, const Places& places)
    : bound_(&bound),
      weights_(bound.weights.data()),
      cap_low_(bound.comparator->cap_low),
      cap_high_(bound.comparator->cap_high),
      places_(&places) {}

void ValueStep::add(Values asked, std::size_t held_place) {
    pairs_.push_back({asked, held_place});
    const auto type = bound_->comparator->type;
    if (type == ComparatorType::birth) birth_ = AskedBirth(asked);
    if (type == ComparatorType::location) asked_places_.emplace_back(asked, *places_);
}

template <class LevelOf>
[[gnu::always_inline]] inline void ValueStep::fill_several(const OpenRecord& held, Outcome& out,
                                                           LevelOf&& level_of) const {
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
        const auto values = held.values_at(pairs_[at].held_place);
        if (values.empty()) continue;
        const std::int8_t level = level_of(at, values);
        if (level == level_missing) continue;
        (out.level == level_missing ? out.level : out.second) = level;
        out.weight += weights_[level];
    }
    out.weight = std::clamp(out.weight, cap_low_, cap_high_);
}

template <class Visit>
[[gnu::always_inline]] inline void ValueStep::with_filler(Visit&& visit) {
    const auto& first = pairs_.front();
    const auto of_first = [&](const OpenRecord& held) { return held.values_at(first.held_place); };
    switch (bound_->comparator->type) {
        case ComparatorType::birth:
            return visit([&](const OpenRecord& held, Outcome& out) {
                fill_level(birth_.level_with(of_first(held)), out);
            });
        case ComparatorType::date:
            return visit([&](const OpenRecord& held, Outcome& out) {
                fill_level(level_of_spans(first.asked, of_first(held)), out);
            });
        case ComparatorType::number:
            return visit([&](const OpenRecord& held, Outcome& out) {
                fill_level(level_of_values(first.asked, of_first(held)), out);
            });
        case ComparatorType::overlap_group:
            return visit([&](const OpenRecord& held, Outcome& out) {
                GroupCount count;
                for (const auto& pair : pairs_)
                    count.add(pair.asked, held.values_at(pair.held_place));
                fill_level(count.level(), out);
            });
        case ComparatorType::location:
            return visit([&](const OpenRecord& held, Outcome& out) {
                fill_several(held, out, [&](std::size_t at, Values values) {
                    return asked_places_[at].level_with(values);
                });
            });
        case ComparatorType::sex:
            return visit([&](const OpenRecord& held, Outcome& out) {
                fill_several(held, out, [&](std::size_t at, Values values) {
                    return level_of_sexes(pairs_[at].asked, values);
                });
            });
        default:
            return visit([&](const OpenRecord& held, Outcome& out) {
                fill_several(held, out, [&](std::size_t at, Values values) {
                    return level_of_values(pairs_[at].asked, values);
                });
            });
    }
}

void ValueStep::fill(const OpenRecord& held, Outcome& out) {
    with_filler([&](auto&& fill_one) { fill_one(held, out); });
}

void ValueStep::weigh(std::span<const OpenRecord* const> held, std::span<float> weights) {
    with_filler([&](auto&& fill_one) {
        for (std::size_t at = 0; at < held.size(); ++at) {
            Outcome outcome;
            fill_one(*held[at], outcome);
            weights[at] = outcome.weight;
        }
    });
}

}  // namespace amparo::matching
