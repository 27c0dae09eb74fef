#include "matching/evaluate/pair_bits.hpp"

#include "matching/engine/matcher.hpp"

namespace amparo::matching {

std::vector<bool> family_parameters(const Model& model) {
    std::vector<bool> is_family;
    for (const auto& comparator : model.comparators) {
        is_family.insert(is_family.end(), comparator.levels.size(), comparator.is_family);
    }
    return is_family;
}

PairBits::PairBits(const Model& model) : model_(model), is_family_(family_parameters(model)) {
    for (const auto& comparator : model.comparators) {
        for (const auto& level : comparator.levels) {
            weights_.push_back(static_cast<double>(level.weight));
        }
    }
}

double PairBits::operator()(const LabelledPair& pair) const {
    double total = 0;
    double family = 0;
    for (const auto parameter : pair.parameters) {
        const auto at = static_cast<std::size_t>(parameter);
        total += weights_[at];
        if (is_family_[at]) family += weights_[at];
    }
    const auto prior = prior_of_pair(model_, pair.prior, static_cast<float>(family));
    return static_cast<double>(prior) + total;
}

}  // namespace amparo::matching
