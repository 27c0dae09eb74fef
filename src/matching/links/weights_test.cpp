#include "matching/links/weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace amparo::matching::links {
namespace {

/// Pairs of which a share is one person: those agree with `same`, the others with `chance`.
struct Simulation {
    double share = 0.05;
    double same = 0.85;
    double chance = 0.04;
    std::size_t pairs = 20'000;
    std::size_t aspects = 4;
};

Observations simulate(const Simulation& how, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    Observations observations(how.aspects);
    for (std::size_t pair = 0; pair < how.pairs; ++pair) {
        const double agreement = unit(random) < how.share ? how.same : how.chance;
        Outcomes outcomes;
        for (std::size_t i = 0; i < how.aspects; ++i) {
            const bool agrees = unit(random) < agreement;
            outcomes[i].level = agrees ? level::exact : level::different;
        }
        observations.add(outcomes);
    }
    return observations;
}

Estimation estimate_from(const Simulation& how, double prior) {
    auto chance = how;
    chance.share = 0;
    auto start = starting_weights(simulate(chance, 1));
    start.prior = prior;
    return estimate(simulate(how, 2), static_cast<double>(how.pairs), std::move(start));
}

TEST(Estimation, FindsTheSharesThatMadeTheData) {
    const auto found = estimate_from({}, -8);
    EXPECT_NEAR(found.matches, 1000, 80);
    EXPECT_NEAR(found.weights.prior, std::log2(0.05 / 0.95), 0.15);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(std::exp2(found.weights.same[i][level::exact]), 0.85, 0.04);
        EXPECT_NEAR(std::exp2(found.weights.same[i][level::different]), 0.15, 0.04);
    }
}

TEST(Estimation, NeverMakesTheDataLessLikely) {
    for (const double prior : {-14.0, -8.0, -2.0}) {
        const auto found = estimate_from({}, prior);
        ASSERT_GT(found.likelihoods.size(), 2u);
        for (std::size_t i = 1; i < found.likelihoods.size(); ++i) {
            // The few pairs we pretend to have seen may cost a trace.
            EXPECT_GE(found.likelihoods[i], found.likelihoods[i - 1] - 1e-3) << prior << " " << i;
        }
    }
}

TEST(Estimation, ConvergesToTheSameFromDifferentStarts) {
    const auto low = estimate_from({}, -14);
    const auto high = estimate_from({}, -2);
    EXPECT_NEAR(low.weights.prior, high.weights.prior, 0.1);
    EXPECT_NEAR(low.matches, high.matches, 30);
}

TEST(Estimation, FindsNobodyWhereNobodyIs) {
    const auto found = estimate_from({.share = 0}, -8);
    EXPECT_LT(found.matches, 100);
}

TEST(Estimation, TellsRelativesFromOnePerson) {
    // Of 30,000 pairs 300 are one person and 1,200 are relatives, who share all but the first two.
    constexpr std::size_t aspects = 5;
    std::mt19937 random(9);
    std::uniform_real_distribution<double> unit(0, 1);
    Observations pairs(aspects);
    Observations chance(aspects);
    for (int pair = 0; pair < 60'000; ++pair) {
        Outcomes outcomes;
        for (std::size_t i = 0; i < aspects; ++i) {
            const bool is_like = pair < 300 || (pair < 1500 && i >= 2);
            const bool agrees = unit(random) < (is_like ? 0.9 : 0.03);
            outcomes[i].level = agrees ? level::exact : level::different;
        }
        (pair < 30'000 ? pairs : chance).add(outcomes);
    }
    const auto estimate_with = [&](std::vector<bool> personal) {
        auto start = starting_weights(chance, std::move(personal));
        start.prior = start.kinship.prior = -12;
        return estimate(pairs, 30'000, std::move(start));
    };
    const auto found = estimate_with({true, true, false, false, false});
    EXPECT_NEAR(found.matches, 300, 40);
    EXPECT_NEAR(std::exp2(found.weights.kinship.prior), 0.04, 0.005);
    EXPECT_GT(estimate_with({}).matches, 1000);  // without a thought of them
    std::vector<Outcome> of_relatives(aspects, {.level = level::exact});
    EXPECT_GT(found.weights.person_bits(of_relatives) + found.weights.prior, 3);
    of_relatives[0].level = of_relatives[1].level = level::different;
    EXPECT_LT(found.weights.person_bits(of_relatives) + found.weights.prior, -3);
}

TEST(Estimation, OfNoPairsIsHarmless) {
    auto start = starting_weights(Observations(2));
    start.prior = -3;
    const auto found = estimate(Observations(2), 0, std::move(start));
    EXPECT_EQ(found.matches, 0);
    EXPECT_TRUE(std::isfinite(found.weights.prior));
}

TEST(Weights, GiveMissingNoWeightAndRareAgreementMore) {
    auto weights = starting_weights(simulate({.share = 0}, 3));
    EXPECT_EQ(weights.bits(0, {.level = level::missing}), 0);
    EXPECT_GT(weights.bits(0, {.level = level::exact}), 2);
    EXPECT_LT(weights.bits(0, {.level = level::different}), -1);
    EXPECT_GT(weights.bits(0, {.level = level::exact, .rarity = 12}),
              weights.bits(0, {.level = level::exact, .rarity = 6}));
}

/// Weights counted from pairs that are beyond doubt.
Weights counted_of_persons(std::uint32_t same, std::uint32_t chance) {
    const auto others = simulate({.share = 0}, chance);
    auto before = starting_weights(others);
    before.prior = 100;
    return counted_weights(before, simulate({.share = 1}, same), others);
}

TEST(Weights, AreLearnedFromAPairAsFarAsItIsOnePerson) {
    const auto chance = simulate({.share = 0}, 11);
    Observations doubtful(2);
    const auto add = [&](std::uint8_t second, int times) {
        Outcomes outcomes{};
        outcomes[0].level = level::exact;
        outcomes[1].level = second;
        for (int at = 0; at < times; ++at) doubtful.add(outcomes);
    };
    add(level::exact, 100);
    add(level::different, 100);
    const auto share_of_different = [&](double prior) {
        auto before = starting_weights(chance);
        before.prior = prior;
        const auto counted = counted_weights(before, doubtful, chance);
        EXPECT_EQ(counted.prior, prior);
        return std::exp2(static_cast<double>(counted.same[1][level::different]));
    };
    EXPECT_NEAR(share_of_different(100), 0.5, 0.02);  // nobody doubts
    const auto doubted = share_of_different(-2);
    EXPECT_LT(doubted, 0.45);
    EXPECT_GT(doubted, 0.05);  // yet they are not as if they had never been met
    EXPECT_LT(share_of_different(-6), doubted);
}

TEST(Weights, AndProbabilitiesGoBothWays) {
    EXPECT_EQ(probability_of(0), 0.5);
    EXPECT_GT(probability_of(1), 0.5);
    for (const double probability : {0.005, 0.5, 0.9}) {
        EXPECT_NEAR(probability_of(static_cast<double>(bits_for(probability))), probability, 1e-6);
    }
}

TEST(Weights, OfLevelsNeverMetAreNearNothing) {
    const auto counted = counted_of_persons(4, 5);
    EXPECT_LT(std::abs(counted.bits(0, {.level = level::contained})), 7);
}

TEST(ChanceWeights, LeaveOutPairsThatAreOnePerson) {
    const auto mixed = simulate({.share = 0.3}, 6);
    auto weights = counted_of_persons(7, 8);
    weights.prior = std::log2(0.3 / 0.7);
    const auto naive = starting_weights(mixed).chance;
    const auto weighed = chance_weighed(mixed, weights);
    EXPECT_GT(std::exp2(naive[0][level::exact]), 0.2F);
    EXPECT_NEAR(std::exp2(weighed[0][level::exact]), 0.04, 0.02);
}

}  // namespace
}  // namespace amparo::matching::links
