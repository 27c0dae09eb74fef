// Weights that labelled pairs speak for.
#include "matching/evaluate/regression.hpp"

#include <gmock/gmock.h>

#include "matching/evaluate/labelled_pairs.hpp"

namespace amparo::matching {
namespace {

/// Pairs with one level of one comparator, so many of them of one child.
struct Observed {
    std::int16_t parameter;
    int same;
    int different;
};

std::vector<LabelledPair> pairs_of(const std::vector<Observed>& observed) {
    std::vector<LabelledPair> pairs;
    for (const auto& [parameter, same, different] : observed) {
        for (int at = 0; at < same + different; ++at) {
            LabelledPair pair{.parameters = {parameter}, .prior = 0, .group = 0};
            pair.is_same = at < same;
            pairs.push_back(pair);
        }
    }
    return pairs;
}

/// The weights after a regression over levels of one comparator.
std::vector<float> weights_after(ComparatorType type, const std::vector<Observed>& observed) {
    Model model;
    model.comparators.emplace_back().type = type;
    model.comparators.front().levels.resize(observed.size());
    const auto fitted = regress(model, pairs_of(observed), {});
    std::vector<float> weights;
    for (const auto& level : fitted.comparators.front().levels) {
        weights.push_back(level.weight);
    }
    return weights;
}

TEST(Regression, FindsHowMuchEachLevelSpeaksFor) {
    const auto weights =
        weights_after(ComparatorType::person_name, {{0, 10, 990}, {1, 500, 500}, {2, 990, 10}});
    EXPECT_NEAR(weights[1] - weights[0], 6.6, 0.7);  // log2(99)
    EXPECT_NEAR(weights[2] - weights[1], 6.6, 0.7);
}

TEST(Regression, AStrongerAgreementOfNamesIsNeverWorthLess) {
    const std::vector<Observed> by_chance{{0, 10, 990}, {1, 60, 40}, {2, 400, 600}, {3, 990, 10}};
    const auto weights = weights_after(ComparatorType::person_name, by_chance);
    EXPECT_LT(weights[0], weights[1]);
    EXPECT_FLOAT_EQ(weights[1], weights[2]);
    EXPECT_LT(weights[2], weights[3]);
    // What has many pairs moves least: together 460 of 1,100 are of one child.
    EXPECT_NEAR(weights[2] - weights[0], 6.3, 0.7);
}

TEST(Regression, LevelsWithoutAnOrderAreFree) {
    const auto weights = weights_after(ComparatorType::sex, {{0, 300, 100}, {1, 100, 300}});
    EXPECT_GT(weights[0], weights[1] + 2);
}

TEST(Regression, FindsWhatTellsAChildFromItsRelatives) {
    // The family agrees for sisters as it does for the child; only the own name tells them apart.
    Model model;
    model.relatives = 1;
    for (const bool is_family : {true, false}) {
        auto& comparator = model.comparators.emplace_back();
        comparator.type = ComparatorType::sex;
        comparator.is_family = is_family;
        comparator.levels.resize(2);
    }
    std::vector<LabelledPair> pairs;
    const auto add = [&](std::vector<std::int16_t> levels, int same, int different) {
        for (int at = 0; at < same + different; ++at) {
            LabelledPair pair{.parameters = levels, .prior = -8, .group = 0};
            pair.is_same = at < same;
            pairs.push_back(pair);
        }
    };
    add({0, 2}, 450, 10);
    add({0, 3}, 10, 450);
    add({1, 2}, 10, 5'000);
    const auto fitted = regress(model, pairs, {});
    const auto weight = [&](std::size_t comparator, std::size_t level) {
        return fitted.comparators[comparator].levels[level].weight;
    };
    EXPECT_GT(weight(0, 0) - weight(0, 1), 8);
    EXPECT_GT(weight(1, 0) - weight(1, 1), 6);
    EXPECT_LT(goodness_of(fitted, pairs).calibration, 0.03);
    EXPECT_LT(goodness_of(fitted, pairs).log_loss, goodness_of(model, pairs).log_loss / 4);
}

}  // namespace
}  // namespace amparo::matching
