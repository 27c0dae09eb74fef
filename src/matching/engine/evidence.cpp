#include "matching/engine/evidence.hpp"

#include <algorithm>
#include <cmath>

#include "matching/engine/matcher.hpp"

namespace amparo::matching {
namespace {

std::string_view kind_of(const Comparator& comparator) {
    const bool is_usual = comparator.measure == Measure::usual;
    if (comparator.type == ComparatorType::person_name && !is_usual) return "personal_name";
    if (comparator.type == ComparatorType::siblings && !is_usual) return "rather_sibling";
    return name_of(comparator.type);
}

/// What the sentence of a level says. It is about what was found, whatever that weighs here: the
/// same sex may count for nothing, and is the same.
std::string_view told(const Comparator& comparator, const LevelWeight& level, float weight) {
    if (comparator.type == ComparatorType::sex) return level.name == "agree" ? "for" : "against";
    if (kind_of(comparator) == "rather_sibling") return level.name == "better" ? "against" : "for";
    return side_of(weight);
}

/// How much a comparator may tell: the distance between its best and its worst level.
float reach_of(const Comparator& comparator) {
    const auto [least, most] =
        std::ranges::minmax_element(comparator.levels, {}, &LevelWeight::weight);
    return most->weight - least->weight;
}

}  // namespace

std::string_view side_of(float bits) {
    if (bits >= telling_bits) return "for";
    return bits <= -telling_bits ? "against" : "neutral";
}

Evidence evidence_of(const BoundModel& model, const Comparison& comparison, float prior) {
    const auto own_prior = prior_of_pair(model.model(), prior, comparison.family);
    Evidence evidence{
        .prior_bits = own_prior, .total_bits = own_prior, .bars = {}, .would_help = {}};
    for (std::size_t at = 0; at < model.comparators().size(); ++at) {
        const auto& comparator = *model.comparators()[at].comparator;
        const auto& outcome = comparison.outcomes[at];
        if (outcome.level == level_missing) {
            evidence.would_help.push_back(&comparator);
            continue;
        }
        const auto& level = comparator.levels[static_cast<std::size_t>(outcome.level)];
        std::string key = "matching.evidence.";
        key.append(kind_of(comparator)).append(".").append(told(comparator, level, outcome.weight));
        evidence.bars.push_back({&comparator, level.name, outcome.weight, std::move(key)});
        evidence.total_bits += outcome.weight;
    }
    std::ranges::stable_sort(evidence.bars, [](const EvidenceBar& one, const EvidenceBar& other) {
        return std::abs(one.weight_bits) > std::abs(other.weight_bits);
    });
    std::ranges::stable_sort(evidence.would_help,
                             [](const Comparator* one, const Comparator* other) {
                                 return reach_of(*one) > reach_of(*other);
                             });
    return evidence;
}

}  // namespace amparo::matching
