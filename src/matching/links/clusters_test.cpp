#include "matching/links/clusters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "matching/links/people_test_support.hpp"

namespace amparo::matching::links {
namespace {

using testing::people_of;

void unheard(std::size_t, std::size_t) {}

const ColumnMap map{.id = "id",
                    .columns = {{"name", Kind::text}, {"town", Kind::place}, {"no", Kind::number}}};

/// Weights by hand: agreement says its rarity, disagreement costs.
Weights plain_weights(double prior) {
    Weights weights;
    std::array<float, level_count> same{};
    std::array<float, level_count> chance{};
    same.fill(-4);
    same[level::exact] = -0.2F;
    chance[level::exact] = -6;
    weights.same.assign(3, same);
    weights.chance.assign(3, chance);
    weights.prior = prior;
    return weights;
}

class Grouped {
  public:
    Grouped(const std::string& rows, const std::vector<Pair>& pairs, double prior = -5)
        : people_(people_of("id,name,town,no\n" + rows + others(), map)),
          weights_(plain_weights(prior)),
          none_(3) {
        std::vector<std::uint32_t> apart(people_.size());
        std::iota(apart.begin(), apart.end(), 0U);
        population_ = count_values(people_, apart);
        const Comparison comparison(people_, population_, none_);
        const Evidence evidence{.people = people_,
                                .comparison = comparison,
                                .weights = weights_,
                                .sizes = sizes_,
                                .scope = Scope::all};
        merges_ = group(evidence, pairs, {.least_bits = 0}, unheard);
        person_ = persons(people_.size(), merges_, 0);
    }
    bool together(RecordId a, RecordId b) const { return person_[a] == person_[b]; }
    const std::vector<Merge>& merges() const { return merges_; }

  private:
    /// A population, so that the values above are rare.
    static std::string others() {
        std::string rows;
        for (int i = 0; i < 60; ++i) {
            const auto n = std::to_string(1000 + i * 37);
            rows += "x" + n + ",n" + n + ",t" + n + "," + n + "\n";
        }
        return rows;
    }

    People people_;
    Weights weights_;
    Associations none_;
    Population population_;
    SizePrior sizes_;
    std::vector<Merge> merges_;
    std::vector<std::uint32_t> person_;
};

TEST(Grouping, JoinsWhatAgreesAndNotWhatDoesNot) {
    const Grouped grouped("a,amina,bamako,7\nb,amina,bamako,7\nc,fatou,gao,9\n",
                          {{0, 1}, {0, 2}, {1, 2}});
    EXPECT_TRUE(grouped.together(0, 1));
    EXPECT_FALSE(grouped.together(0, 2));
    ASSERT_EQ(grouped.merges().size(), 1u);
    EXPECT_GT(grouped.merges()[0].bits, 0);
}

TEST(Grouping, MakesTheSurestMergeFirst) {
    const Grouped grouped("a,amina,bamako,7\nb,amina,bamako,7\nc,fatou,gao,9\nd,fatou,gao,\n",
                          {{0, 1}, {2, 3}});
    ASSERT_EQ(grouped.merges().size(), 2u);
    EXPECT_GE(grouped.merges()[0].bits, grouped.merges()[1].bits);
}

TEST(Grouping, OfNoPairsLeavesEverybodyAlone) {
    const Grouped grouped("a,amina,bamako,7\nb,amina,bamako,7\n", {});
    EXPECT_TRUE(grouped.merges().empty());
    EXPECT_FALSE(grouped.together(0, 1));
}

TEST(SizePriors, LearnThatPairsAreComplete) {
    const auto pairs = count_sizes(std::vector<std::size_t>(500, 2));
    EXPECT_GT(pairs.bits(1), -0.1F);
    EXPECT_LT(pairs.bits(2), -6);
    EXPECT_LE(pairs.bits(1000), pairs.bits(2)) << "beyond the table as at its end";
}

TEST(SizePriors, StayOpenWhereGroupsGrow) {
    std::vector<std::size_t> sizes;
    for (std::size_t i = 1; i <= 400; ++i) sizes.push_back(1 + i % 20);
    const auto grown = count_sizes(sizes);
    for (std::size_t size = 1; size < 15; ++size) EXPECT_GT(grown.bits(size), -1) << size;
}

TEST(SizePriors, SaySomethingWithoutAnyGroup) {
    const auto nothing = count_sizes({});
    EXPECT_TRUE(nothing.is_known);
    for (std::size_t size = 1; size < 70; ++size) EXPECT_TRUE(std::isfinite(nothing.bits(size)));
    EXPECT_EQ(SizePrior{}.bits(3), 0);
}

TEST(Persons, AreMadeByTheSureMergesOnly) {
    const std::vector<Merge> merges{{.left = 0, .right = 1, .bits = 5},
                                    {.left = 2, .right = 3, .bits = -1}};
    const auto person = persons(4, merges, 0);
    EXPECT_EQ(person[0], person[1]);
    EXPECT_NE(person[2], person[3]);
}

}  // namespace
}  // namespace amparo::matching::links
