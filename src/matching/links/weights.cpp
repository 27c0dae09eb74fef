#include "matching/links/weights.hpp"

#include <algorithm>

namespace amparo::matching::links {
namespace {

constexpr int steps_max = 40;
constexpr double converged = 1e-5;  // relative change of the likelihood
constexpr double prior_share_least = 1e-12;
constexpr double prior_share_most = 0.5;
constexpr double softening = 0.6;  // of evidence, which is less independent than the model says
constexpr double probability_least = 1e-6;  // pairs below teach nothing about agreement

using Shares = std::vector<std::array<float, level_count>>;

/// How many pairs of one person we pretend to have seen before counting.
double expected_pairs(std::size_t level) {
    if (level == level::exact) return 0.72;
    return level == level::different ? 0.1 : 0.02;
}

double power(double bits) {
    return std::exp2(std::clamp(bits, -200.0, 200.0));
}

LevelCounts count(const Observations& pairs) {
    LevelCounts counts(pairs.aspects());
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        const auto outcomes = pairs[pair];
        for (std::size_t i = 0; i < outcomes.size(); ++i) counts.add(i, outcomes[i].level, 1);
    }
    return counts;
}

std::array<float, level_count> shares_of(const std::array<double, level_count>& counts,
                                         double (*added)(std::size_t)) {
    double total = 0;
    for (std::size_t l = 1; l < level_count; ++l) total += counts[l] + added(l);
    std::array<float, level_count> shares{};
    for (std::size_t l = 1; l < level_count; ++l) {
        shares[l] = static_cast<float>(std::log2((counts[l] + added(l)) / total));
    }
    return shares;
}

/// What is personal agrees between relatives as it does by chance.
Shares kin_shares(const Weights& weights, Shares shares) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (weights.kinship.personal[i]) shares[i] = weights.chance[i];
    }
    return shares;
}

}  // namespace

Shares LevelCounts::same_shares() const {
    Shares all;
    for (const auto& counts : counts_) all.push_back(shares_of(counts, expected_pairs));
    return all;
}

Shares LevelCounts::chance_shares() const {
    Shares all;
    for (const auto& counts : counts_) {
        all.push_back(shares_of(counts, [](std::size_t) { return 1.0; }));
    }
    return all;
}

double Weights::sum_by(const Shares& shares, std::span<const Outcome> outcomes) const {
    std::array<float, std::tuple_size_v<Outcomes>> found{};
    double total = 0;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        found[i] = bits_by(shares, i, outcomes[i]);
        total += found[i];
        if (dependences.empty()) continue;
        total -= dependences[i].told_twice(found[i], found[dependences[i].on]);
    }
    return total;
}

double Weights::total_bits(std::span<const Outcome> outcomes) const {
    return sum_by(same, outcomes);
}

double Weights::total_kin_bits(std::span<const Outcome> outcomes) const {
    return sum_by(kinship.shares, outcomes);
}

Weights starting_weights(const Observations& chance_pairs, std::vector<bool> personal) {
    Weights weights;
    weights.chance = count(chance_pairs).chance_shares();
    weights.same = LevelCounts(chance_pairs.aspects()).same_shares();
    weights.kinship.personal = std::move(personal);
    if (weights.kinship.is_known()) weights.kinship.shares = kin_shares(weights, weights.same);
    return weights;
}

double probability_of(double bits) {
    return 1 / (1 + power(-softening * bits));
}

float bits_for(double probability) {
    return static_cast<float>(std::log2(probability / (1 - probability)) / softening);
}

Weights counted_weights(const Weights& before, const Observations& same_pairs,
                        const Observations& chance_pairs) {
    LevelCounts same(same_pairs.aspects());
    for (std::size_t pair = 0; pair < same_pairs.size(); ++pair) {
        const auto outcomes = same_pairs[pair];
        const double share = probability_of(before.person_bits(outcomes) + before.prior);
        for (std::size_t i = 0; i < outcomes.size(); ++i) same.add(i, outcomes[i].level, share);
    }
    return {.same = same.same_shares(),
            .chance = count(chance_pairs).chance_shares(),
            .prior = before.prior,
            .dependences = before.dependences,
            .kinship = before.kinship};
}

Shares chance_weighed(const Observations& chance_pairs, const Weights& weights) {
    LevelCounts counts(chance_pairs.aspects());
    for (std::size_t pair = 0; pair < chance_pairs.size(); ++pair) {
        const auto outcomes = chance_pairs[pair];
        const double odds = power(weights.person_bits(outcomes) + weights.prior);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            counts.add(i, outcomes[i].level, 1 / (1 + odds));
        }
    }
    return counts.chance_shares();
}

namespace {

/// What one step of the estimation counts.
struct Step {
    explicit Step(std::size_t aspects) : same(aspects), kin(aspects) {}

    LevelCounts same;
    LevelCounts kin;
    double matches = 0;
    double relatives = 0;
    double likelihood = 0;
};

void count_shared(LevelCounts& counts, std::span<const Outcome> outcomes, double probability) {
    if (probability < probability_least) return;
    for (std::size_t i = 0; i < outcomes.size(); ++i) counts.add(i, outcomes[i].level, probability);
}

Step step_through(const Observations& pairs, const Weights& weights, double share,
                  double kin_share) {
    Step step(pairs.aspects());
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        const auto outcomes = pairs[pair];
        const double one = power(weights.total_bits(outcomes)) * share;
        const double kin = kin_share > 0 ? power(weights.total_kin_bits(outcomes)) * kin_share : 0;
        const double all = one + kin + 1 - share - kin_share;
        step.likelihood += std::log(all);
        step.matches += one / all;
        step.relatives += kin / all;
        count_shared(step.same, outcomes, one / all);
        if (kin_share > 0) count_shared(step.kin, outcomes, kin / all);
    }
    return step;
}

double share_of(double pairs, double total_pairs) {
    return std::clamp(pairs / std::max(total_pairs, 1.0), prior_share_least, prior_share_most / 2);
}

}  // namespace

Estimation estimate(const Observations& pairs, double total_pairs, Weights start) {
    Estimation result{.weights = std::move(start), .likelihoods = {}, .matches = 0};
    auto& weights = result.weights;
    double share = std::exp2(weights.prior);
    double kin_share = weights.kinship.is_known() ? std::exp2(weights.kinship.prior) : 0;
    for (int at = 0; at < steps_max; ++at) {
        const auto step = step_through(pairs, weights, share, kin_share);
        const auto unseen = total_pairs - static_cast<double>(pairs.size());
        result.likelihoods.push_back(step.likelihood + unseen * std::log1p(-share - kin_share));
        result.matches = step.matches;
        weights.same = step.same.same_shares();
        share = share_of(step.matches, total_pairs);
        weights.prior = std::log2(share / (1 - share));
        if (weights.kinship.is_known()) {
            weights.kinship.shares = kin_shares(weights, step.kin.same_shares());
            kin_share = share_of(step.relatives, total_pairs);
            weights.kinship.prior = std::log2(kin_share);
        }
        const auto& all = result.likelihoods;
        if (all.size() > 1 &&
            all.back() - all[all.size() - 2] <= converged * std::max(1.0, std::abs(all.back()))) {
            break;
        }
    }
    return result;
}

}  // namespace amparo::matching::links
