#include "matching/engine/prior.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace amparo::matching {
namespace {

/// How many relatives who look alike a record brings along in a system of few records.
constexpr double close_records_of_each = 3;

constexpr double next_to_certain = 1 - 1e-9;

double share_of_relatives(const Model& model) {
    return model.relatives / model.match_share;
}

}  // namespace

double probability_of(const Model& model, float bits) {
    return 1.0 / (1.0 + std::exp2(-(model.slope * static_cast<double>(bits) + model.intercept)));
}

float bits_for(const Model& model, double probability) {
    if (probability <= 0) return -std::numeric_limits<float>::infinity();
    const auto least = std::min(probability, next_to_certain);
    return static_cast<float>((std::log2(least / (1 - least)) - model.intercept) / model.slope);
}

float prior_bits(const Model& model, std::size_t records) {
    const auto count = static_cast<double>(std::max<std::size_t>(records, 1));
    const auto close = std::min(model.close_records, count * close_records_of_each);
    return static_cast<float>(std::log2(model.match_share / (count + close)));
}

float prior_of_pair(const Model& model, float prior, float family_bits) {
    if (model.relatives <= 0) return prior;
    const auto share = static_cast<float>(share_of_relatives(model));
    const auto bits = std::min(family_bits + prior, most_family_bits);
    return prior - std::log2(1 + share * std::exp2(bits));
}

float family_ceiling(const Model& model) {
    if (model.relatives <= 0) return std::numeric_limits<float>::infinity();
    return static_cast<float>(-std::log2(share_of_relatives(model)));
}

}  // namespace amparo::matching
