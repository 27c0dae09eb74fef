#include "matching/engine/postings.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

namespace amparo::matching {
namespace {

std::set<Ordinal> records_of(const Postings& postings, std::uint32_t feature) {
    std::set<Ordinal> found;
    postings.for_each(feature, [&](Ordinal ordinal) { EXPECT_TRUE(found.insert(ordinal).second); });
    EXPECT_EQ(found.size(), postings.count(feature));
    return found;
}

/// Features as they come, or those of one kind numbered.
class PostingsTest : public ::testing::TestWithParam<bool> {
  protected:
    Postings postings = GetParam() ? Postings({0, 3}) : Postings();
};
INSTANTIATE_TEST_SUITE_P(, PostingsTest, ::testing::Bool());

TEST_P(PostingsTest, HoldWhatWasAddedAndNotRemoved) {
    std::mt19937 random(5);
    std::map<std::uint32_t, std::set<Ordinal>> expected;
    for (int edit = 0; edit < 60'000; ++edit) {
        // Some features are of one record, some of many; the rarer half changes all the time.
        const auto at = random() % (random() % 2 == 0 ? 10U : 3000U);
        // Some are numbered far beyond the others.
        const auto feature = static_cast<std::uint32_t>(at % 7 == 0 ? at * 60 + (3U << 28U) : at);
        const auto ordinal = static_cast<Ordinal>(random() % (feature % 3 == 0 ? 200'000U : 12U));
        if (random() % 3 == 0) {
            postings.remove(feature, ordinal);
            expected[feature].erase(ordinal);
        } else {
            postings.add(feature, ordinal);
            expected[feature].insert(ordinal);
        }
    }
    std::size_t longest = 0;
    for (const auto& [feature, records] : expected) {
        EXPECT_EQ(records_of(postings, feature), records) << feature;
        longest = std::max(longest, records.size());
    }
    EXPECT_GT(longest, 500U);
    EXPECT_TRUE(records_of(postings, 999'999).empty());
}

TEST_P(PostingsTest, TakeLittleMemoryForRareAndForCommonFeatures) {
    constexpr std::uint32_t records = 20'000;
    for (Ordinal ordinal = 0; ordinal < records; ++ordinal) {
        for (std::uint32_t feature = 0; feature < 30; ++feature) postings.add(feature, ordinal);
        for (std::uint32_t at = 0; at < 4; ++at) postings.add(1000 + ordinal * 4 + at, ordinal);
    }
    // A byte for each common one, and a slot of the table, or half of one, for each rare one.
    const auto of_rare = GetParam() ? 4 * 4 * 9 / 8 : 4 * 8 * 2;
    EXPECT_LT(postings.memory_bytes() / records, 30 * 9U / 8U + of_rare + 2U);
}

TEST_P(PostingsTest, UseAgainWhatWasGivenBack) {
    for (int round = 0; round < 50; ++round) {
        for (Ordinal ordinal = 0; ordinal < 300; ++ordinal) postings.add(ordinal % 20, ordinal);
        for (Ordinal ordinal = 0; ordinal < 300; ++ordinal) postings.remove(ordinal % 20, ordinal);
    }
    for (std::uint32_t feature = 0; feature < 20; ++feature) {
        EXPECT_EQ(postings.count(feature), 0U);
    }
    EXPECT_LT(postings.memory_bytes(), 80'000U);
}

TEST(LongListTest, HoldsWhatASetHolds) {
    std::mt19937 random(6);
    LongList list;
    std::set<Ordinal> expected;
    for (int edit = 0; edit < 60'000; ++edit) {
        // Most lie close, some as far apart as they may.
        const auto ordinal =
            static_cast<Ordinal>(random() % (random() % 50 == 0 ? 1U << 29U : 9000U));
        if (edit % 20'000 < 12'000) {
            EXPECT_EQ(list.add(ordinal), expected.insert(ordinal).second);
        } else {
            EXPECT_EQ(list.remove(ordinal), expected.erase(ordinal) == 1);
        }
    }
    EXPECT_EQ(list.size(), expected.size());
    std::vector<Ordinal> found;
    list.for_each([&](Ordinal ordinal) { found.push_back(ordinal); });
    EXPECT_THAT(found, ::testing::ElementsAreArray(expected));
    for (const auto ordinal : expected) EXPECT_TRUE(list.remove(ordinal));
    EXPECT_EQ(list.size(), 0U);
    EXPECT_FALSE(list.remove(7));
    list.for_each([](Ordinal ordinal) { ADD_FAILURE() << ordinal; });
}

}  // namespace
}  // namespace amparo::matching
