#include "matching/evaluate/regression.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include "matching/engine/matcher.hpp"
#include "matching/evaluate/labelled_pairs.hpp"
#include "matching/evaluate/pair_bits.hpp"

namespace amparo::matching {
namespace {

constexpr int rounds = 40;
constexpr double log_2 = 0.6931471805599453;
// A weight strays from where it was by about 1.4 bits before it costs as much as one odd pair.
constexpr double pull = 1.0;
constexpr double step_max = 1.0;
constexpr double weight_max = 15;  // bits
constexpr double calibrated_from = 0.05;

double logistic(double value) {
    return 1 / (1 + std::exp(-value));
}

std::vector<double> weights_in(const Model& model, double scale) {
    std::vector<double> weights;
    for (const auto& comparator : model.comparators) {
        for (const auto& level : comparator.levels) {
            weights.push_back(static_cast<double>(level.weight) * scale);
        }
    }
    return weights;
}

/// Whether the levels of a comparator are in order, the weakest agreement first.
bool has_rising_levels(const Comparator& comparator) {
    const bool has_names = comparator.type == ComparatorType::person_name ||
                           comparator.type == ComparatorType::kin_name ||
                           comparator.type == ComparatorType::lineage;
    const bool is_sum = comparator.type == ComparatorType::siblings;
    return has_names || (is_sum && comparator.measure == Measure::usual);
}

/// Makes weights rise, changing those least that most pairs speak for: neighbours that fall are
/// given their common mean.
void make_rising(std::span<double> weights, std::span<const double> counts) {
    struct Block {
        double sum;
        double count;
        std::size_t levels;
        double mean() const { return sum / count; }
    };
    std::vector<Block> blocks;
    for (std::size_t at = 0; at < weights.size(); ++at) {
        blocks.push_back({weights[at] * counts[at], counts[at], 1});
        while (blocks.size() > 1 && blocks.back().mean() < blocks[blocks.size() - 2].mean()) {
            const auto last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().count += last.count;
            blocks.back().levels += last.levels;
        }
    }
    std::size_t at = 0;
    for (const auto& block : blocks) {
        for (std::size_t level = 0; level < block.levels; ++level) weights[at++] = block.mean();
    }
}

/// How certain a pair is, in parts that change with different weights. Natural logarithms.
struct Certainty {
    double value = 0;      // of the odds, without what relatives take from it
    double family = 0;     // the part of the weights that speak of the family
    double relatives = 0;  // what they take
    double share = 0;      // of those who look alike, how many are relatives
    double odds() const { return value - relatives; }
};

/// Newton steps, one comparator after the other: the levels of a comparator exclude each other.
class Regression {
  public:
    Regression(const Model& model, const std::vector<LabelledPair>& pairs)
        : model_(model),
          pairs_(pairs),
          first_(first_parameters(model)),
          is_family_(family_parameters(model)),
          start_(weights_in(model, model.slope * log_2)),
          weights_(start_),
          intercept_(model.intercept * log_2) {
        certainties_.reserve(pairs.size());
        for (const auto& pair : pairs) {
            Certainty certainty;
            certainty.value = static_cast<double>(pair.prior) * model.slope * log_2 + intercept_;
            for (const auto parameter : pair.parameters) {
                certainty.value += weights_[index(parameter)];
                if (is_family_[index(parameter)]) certainty.family += weights_[index(parameter)];
            }
            count_relatives(pair, certainty);
            certainties_.push_back(certainty);
        }
    }

    void round() {
        for (std::size_t at = 0; at + 1 < first_.size(); ++at) step(at);
        step_intercept();
    }
    /// In bits.
    std::vector<double> weights() const {
        auto bits = weights_;
        for (auto& weight : bits) weight = std::clamp(weight / log_2, -weight_max, weight_max);
        return bits;
    }
    double intercept() const { return intercept_ / log_2; }

  private:
    static std::size_t index(std::int16_t parameter) { return static_cast<std::size_t>(parameter); }

    /// As prior_of_pair() does.
    void count_relatives(const LabelledPair& pair, Certainty& certainty) const {
        if (model_.relatives <= 0) return;
        const auto odds = model_.relatives / model_.match_share *
                          std::exp(certainty.family + static_cast<double>(pair.prior) * log_2);
        certainty.relatives = std::log1p(odds);
        certainty.share = odds / (1 + odds);
    }

    void step(std::size_t comparator) {
        const auto first = first_[comparator];
        const auto end = first_[comparator + 1];
        const bool is_family = is_family_[index(first)];
        std::vector<double> slopes(weights_.size(), 0);
        std::vector<double> curves(weights_.size(), 0);
        for (std::size_t at = 0; at < pairs_.size(); ++at) {
            for (const auto parameter : pairs_[at].parameters) {
                if (parameter < first || parameter >= end) continue;
                const auto p = logistic(certainties_[at].odds());
                const auto part = is_family ? 1 - certainties_[at].share : 1;
                slopes[index(parameter)] += part * (p - (pairs_[at].is_same ? 1 : 0));
                curves[index(parameter)] += part * p * (1 - p);
            }
        }
        auto steps = weights_;
        for (auto each = first; each < end; ++each) {
            const auto i = index(each);
            const auto wanted =
                -(slopes[i] + pull * (weights_[i] - start_[i])) / (curves[i] + pull);
            weights_[i] += std::clamp(wanted, -step_max, step_max);
            curves[i] += pull;
        }
        keep_rising(comparator, curves);
        for (std::size_t i = 0; i < steps.size(); ++i) steps[i] = weights_[i] - steps[i];
        for (std::size_t at = 0; at < pairs_.size(); ++at) {
            auto& certainty = certainties_[at];
            double change = 0;
            for (const auto parameter : pairs_[at].parameters) {
                if (parameter >= first && parameter < end) change += steps[index(parameter)];
            }
            certainty.value += change;
            if (!is_family || change == 0) continue;
            certainty.family += change;
            count_relatives(pairs_[at], certainty);
        }
    }

    void keep_rising(std::size_t comparator, std::span<const double> counts) {
        const auto first = index(first_[comparator]);
        const auto levels = index(first_[comparator + 1]) - first;
        const auto own = std::span(weights_).subspan(first, levels);
        const auto& rules = model_.comparators[comparator];
        if (has_rising_levels(rules)) make_rising(own, counts.subspan(first, levels));
    }

    void step_intercept() {
        double slope = 0;
        double curve = 1;
        for (std::size_t at = 0; at < pairs_.size(); ++at) {
            const auto p = logistic(certainties_[at].odds());
            slope += p - (pairs_[at].is_same ? 1 : 0);
            curve += p * (1 - p);
        }
        const auto change = std::clamp(-slope / curve, -step_max, step_max);
        intercept_ += change;
        for (auto& certainty : certainties_) certainty.value += change;
    }

    const Model& model_;
    const std::vector<LabelledPair>& pairs_;
    std::vector<std::int16_t> first_;
    std::vector<bool> is_family_;
    std::vector<double> start_;
    std::vector<double> weights_;
    double intercept_;
    std::vector<Certainty> certainties_;
};

struct Bin {
    double promised = 0;
    double kept = 0;
    double pairs = 0;
};

double calibration_error(const std::array<Bin, 10>& bins) {
    double sum = 0;
    double pairs = 0;
    for (const auto& bin : bins) {
        if (bin.pairs == 0) continue;
        const auto error = (bin.promised - bin.kept) / bin.pairs;
        sum += bin.pairs * error * error;
        pairs += bin.pairs;
    }
    return pairs == 0 ? 0 : std::sqrt(sum / pairs);
}

}  // namespace

Model regress(const Model& model, const std::vector<LabelledPair>& pairs, const Report& report) {
    Regression regression(model, pairs);
    for (int at = 0; at < rounds; ++at) {
        regression.round();
        if (report) report(static_cast<std::size_t>(at + 1), rounds);
    }
    auto fitted = model;
    const auto weights = regression.weights();
    std::size_t next = 0;
    for (auto& comparator : fitted.comparators) {
        for (auto& level : comparator.levels) level.weight = static_cast<float>(weights[next++]);
        comparator.cap_low = -20;
        comparator.cap_high = 20;
    }
    // The prior was softened with the weights: what it lost goes into the intercept.
    const auto prior = pairs.empty() ? 0.0 : static_cast<double>(pairs.front().prior);
    fitted.intercept = regression.intercept() - prior * (1 - model.slope);
    fitted.slope = 1;
    return fitted;
}

Goodness goodness_of(const Model& model, const std::vector<LabelledPair>& pairs) {
    Goodness found;
    std::array<Bin, 10> bins;
    const PairBits bits_of(model);
    struct Best {
        double bits = -1e9;
        bool is_same = false;
        bool has_match = false;
    };
    std::map<std::uint32_t, Best> searches;
    for (const auto& pair : pairs) {
        const auto bits = bits_of(pair);
        const auto p = probability_of(model, static_cast<float>(bits));
        found.log_loss -= std::log(std::max(pair.is_same ? p : 1 - p, 1e-12));
        ++found.pairs;
        found.matches += pair.is_same ? 1U : 0U;
        auto& best = searches[pair.group];
        best.has_match = best.has_match || pair.is_same;
        if (bits > best.bits) {
            best.bits = bits;
            best.is_same = pair.is_same;
        }
        if (p < calibrated_from) continue;
        auto& bin = bins[std::min<std::size_t>(9, static_cast<std::size_t>(p * 10))];
        bin.promised += p;
        bin.kept += pair.is_same ? 1 : 0;
        bin.pairs += 1;
    }
    double with_match = 0;
    for (const auto& [group, best] : searches) {
        with_match += best.has_match ? 1 : 0;
        found.first += best.has_match && best.is_same ? 1 : 0;
    }
    if (with_match > 0) found.first /= with_match;
    if (found.pairs > 0) found.log_loss /= static_cast<double>(found.pairs);
    found.calibration = calibration_error(bins);
    return found;
}

}  // namespace amparo::matching
