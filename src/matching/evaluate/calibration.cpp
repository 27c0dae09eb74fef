#include "matching/evaluate/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "matching/evaluate/pair_bits.hpp"

namespace amparo::matching {
namespace {

constexpr int rounds = 50;
constexpr double log_2 = 0.6931471805599453;
constexpr double slope_min = 0.05;
constexpr double slope_max = 5;
constexpr double ridge = 1e-6;

std::vector<double> bits_of(const Model& model, const std::vector<LabelledPair>& pairs) {
    const PairBits bits_of_pair(model);
    std::vector<double> bits;
    bits.reserve(pairs.size());
    for (const auto& pair : pairs) bits.push_back(bits_of_pair(pair));
    return bits;
}

/// What a pair of each kind should come to: nobody is certain because of some pairs.
struct Targets {
    explicit Targets(const std::vector<LabelledPair>& pairs) {
        const auto same =
            static_cast<double>(std::ranges::count(pairs, true, &LabelledPair::is_same));
        const auto others = static_cast<double>(pairs.size()) - same;
        of_same = (same + 1) / (same + 2);
        of_others = 1 / (others + 2);
    }
    double of_same;
    double of_others;
};

/// One Newton step of the two numbers together.
struct Step {
    double slope = 0;
    double intercept = 0;
};
struct Sums {
    double slope = 0, intercept = 0;              // first derivatives
    double slope2 = 0, both = 0, intercept2 = 0;  // second ones

    void add(double bits, double error, double curve) {
        slope += error * bits;
        intercept += error;
        slope2 += curve * bits * bits;
        both += curve * bits;
        intercept2 += curve;
    }
    Step step() const {
        const auto a = slope2 + ridge;
        const auto d = intercept2 + ridge;
        const auto determinant = a * d - both * both;
        if (determinant <= 0) return {};
        return {(d * slope - both * intercept) / determinant,
                (a * intercept - both * slope) / determinant};
    }
};

}  // namespace

Model calibrate(const Model& model, const std::vector<LabelledPair>& pairs) {
    auto fitted = model;
    if (pairs.empty()) return fitted;
    const auto bits = bits_of(model, pairs);
    const Targets targets(pairs);
    for (int round = 0; round < rounds; ++round) {
        Sums sums;
        for (std::size_t at = 0; at < pairs.size(); ++at) {
            const auto value = (fitted.slope * bits[at] + fitted.intercept) * log_2;
            const auto p = 1 / (1 + std::exp(-value));
            const auto target = pairs[at].is_same ? targets.of_same : targets.of_others;
            sums.add(bits[at], p - target, std::max(p * (1 - p), 1e-9) * log_2);
        }
        const auto step = sums.step();
        fitted.slope =
            std::clamp(fitted.slope - std::clamp(step.slope, -0.5, 0.5), slope_min, slope_max);
        fitted.intercept =
            std::clamp(fitted.intercept - std::clamp(step.intercept, -2.0, 2.0), -20.0, 20.0);
    }
    return fitted;
}

}  // namespace amparo::matching
