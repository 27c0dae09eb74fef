#include "matching/links/dependence.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::matching::links {
namespace {

constexpr std::size_t given = 0;
constexpr std::size_t family = 1;
constexpr std::size_t born = 2;
constexpr std::size_t town = 3;
constexpr std::size_t district = 4;
constexpr std::size_t aspects = 5;
const std::vector<bool> dates{false, false, true, false, false};

/// Pairs of people of whom a share has one nation, within which names agree often; who have one
/// district if they have one town. A share of the pairs is one person after all.
struct Crowd {
    double nation = 0;
    double same = 0;
    std::size_t pairs = 60'000;
};

Observations meet(const Crowd& crowd) {
    std::mt19937 random(5);
    const auto falls = [&](double share) {
        return std::uniform_real_distribution<double>(0, 1)(random) < share;
    };
    Observations observations(aspects);
    for (std::size_t pair = 0; pair < crowd.pairs; ++pair) {
        const bool is_same = falls(crowd.same);
        const double name = is_same ? 0.9 : (falls(crowd.nation) ? 0.2 : 0.02);
        Outcomes outcomes;
        const auto set = [&](std::size_t aspect, bool agrees) {
            outcomes[aspect].level = agrees ? level::exact : level::different;
        };
        set(given, falls(name));
        set(family, falls(name));
        set(born, falls(is_same ? 0.95 : 0.001));
        set(town, falls(is_same ? 0.9 : 0.05));
        set(district, outcomes[town].level == level::exact || falls(0.1));
        observations.add(outcomes);
    }
    return observations;
}

TEST(Dependence, IsFoundBetweenTheNamesOfNationsAndBetweenPlaces) {
    const auto found = find_dependences(meet({.nation = 0.1}), dates);
    ASSERT_EQ(found.size(), aspects);
    EXPECT_EQ(found[given].bits, 0);
    EXPECT_EQ(found[family].on, given);
    EXPECT_NEAR(found[family].bits, 1.5, 0.3);
    EXPECT_EQ(found[born].bits, 0);
    EXPECT_EQ(found[town].bits, 0);
    EXPECT_EQ(found[district].on, town);
    EXPECT_NEAR(found[district].bits, 2.8, 0.3);
}

TEST(Dependence, IsNotTakenFromPairsThatAreOnePerson) {
    const auto found = find_dependences(meet({.same = 0.01}), dates);
    // Taken from all pairs these were more than four bits.
    EXPECT_LT(found[family].bits, 0.7);
    EXPECT_LT(found[town].bits, 0.7);
}

TEST(Dependence, IsNoneWhereNothingIsKnown) {
    for (const auto& each : find_dependences(Observations(aspects), dates)) EXPECT_EQ(each.bits, 0);
}

TEST(Dependence, TakesFromTwoAgreementsWhatOneSaysTwice) {
    const Dependence dependence{.on = 0, .bits = 3};
    EXPECT_EQ(dependence.told_twice(5, 7), 3);
    EXPECT_EQ(dependence.told_twice(2, 7), 2);   // both together say no less than one
    EXPECT_EQ(dependence.told_twice(5, -4), 0);  // what differs tells nothing twice
    EXPECT_EQ(dependence.told_twice(-1, -4), 0);
}

TEST(Dependence, IsLeftOutOfTheSumOfTwo) {
    auto weights = starting_weights(meet({}));
    std::vector<Outcome> outcomes(aspects, {.level = level::exact});
    const auto naive = weights.total_bits(outcomes);
    weights.dependences.assign(aspects, {});
    weights.dependences[district] = {.on = town, .bits = 2};
    EXPECT_NEAR(weights.total_bits(outcomes), naive - 2, 1e-4);
    outcomes[town].level = level::missing;
    EXPECT_NEAR(weights.total_bits(outcomes), naive - weights.bits(town, {.level = level::exact}),
                1e-4);
}

}  // namespace
}  // namespace amparo::matching::links
