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

TEST(PostingsTest, HoldWhatWasAddedAndNotRemoved) {
    std::mt19937 random(5);
    Postings postings;
    std::map<std::uint32_t, std::set<Ordinal>> expected;
    for (int edit = 0; edit < 60'000; ++edit) {
        // Some features are of one record, some of many; the rarer half changes all the time.
        const auto at = random() % (random() % 2 == 0 ? 10U : 3000U);
        const auto feature = static_cast<std::uint32_t>(at);
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

TEST(PostingsTest, TakeLittleMemoryForRareAndForCommonFeatures) {
    constexpr std::uint32_t records = 20'000;
    Postings postings;
    for (Ordinal ordinal = 0; ordinal < records; ++ordinal) {
        for (std::uint32_t feature = 0; feature < 30; ++feature) postings.add(feature, ordinal);
        for (std::uint32_t at = 0; at < 4; ++at) postings.add(1000 + ordinal * 4 + at, ordinal);
    }
    // Two bytes for each common one, and a slot of the table for each rare one.
    EXPECT_LT(postings.memory_bytes() / records, 30 * 2 * 5 / 4 + 4 * 8 * 2 + 10);
}

TEST(PostingsTest, UseAgainWhatWasGivenBack) {
    Postings postings;
    for (int round = 0; round < 50; ++round) {
        for (Ordinal ordinal = 0; ordinal < 300; ++ordinal) postings.add(ordinal % 20, ordinal);
        for (Ordinal ordinal = 0; ordinal < 300; ++ordinal) postings.remove(ordinal % 20, ordinal);
    }
    for (std::uint32_t feature = 0; feature < 20; ++feature) {
        EXPECT_EQ(postings.count(feature), 0U);
    }
    EXPECT_LT(postings.memory_bytes(), 80'000U);
}

}  // namespace
}  // namespace amparo::matching
