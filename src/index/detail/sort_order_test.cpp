#include "index/detail/sort_order.hpp"

#include <gmock/gmock.h>

#include <random>
#include <set>

namespace amparo::index {
namespace {

std::vector<Ordinal> flatten(const SortOrder& order) {
    std::vector<Ordinal> all;
    for (std::size_t at = 0; at < order.chunk_count(); ++at) {
        const auto members = order.chunk(at);
        all.insert(all.end(), members.begin(), members.end());
    }
    return all;
}

TEST(SortOrder, StaysSortedAndRankedThroughInsertionsAndRemovals) {
    std::mt19937_64 random(11);
    const auto key = [](Ordinal ordinal) { return ordinal * 2'654'435'761U; };
    const auto less = [&](Ordinal left, Ordinal right) { return key(left) < key(right); };
    const auto by_key = [&](Ordinal left, Ordinal right) { return less(left, right); };
    std::set<Ordinal, decltype(by_key)> truth(by_key);
    for (Ordinal ordinal = 0; ordinal < 3000; ++ordinal) truth.insert(ordinal);
    SortOrder order;
    order.assign(std::vector<Ordinal>(truth.begin(), truth.end()));
    for (int change = 0; change < 20'000; ++change) {
        const auto ordinal = static_cast<Ordinal>(random() % 6000);
        order.erase(ordinal);
        truth.erase(ordinal);
        if (random() % 5 < 3) {
            order.insert(ordinal, less);
            truth.insert(ordinal);
        }
    }
    const std::vector<Ordinal> expected(truth.begin(), truth.end());
    EXPECT_EQ(flatten(order), expected);
    EXPECT_EQ(order.size(), expected.size());
    for (std::size_t at = 1; at < expected.size(); ++at) {
        ASSERT_LT(order.rank(expected[at - 1]), order.rank(expected[at]));
        ASSERT_EQ(order.rank(expected[at]) >> 32, order.coarse_rank(expected[at]));
    }
}

TEST(SortOrder, CanBeEmptiedAndFilledAgain) {
    const auto less = [](Ordinal left, Ordinal right) { return left < right; };
    SortOrder order;
    for (int round = 0; round < 3; ++round) {
        for (Ordinal ordinal = 0; ordinal < 1000; ++ordinal) order.insert(ordinal, less);
        EXPECT_EQ(order.size(), 1000U);
        for (Ordinal ordinal = 0; ordinal < 1000; ++ordinal) order.erase(ordinal);
        EXPECT_EQ(order.size(), 0U);
        EXPECT_EQ(order.chunk_count(), 0U);
    }
}

TEST(SortOrder, FillsItsChunksWhenAppendedTo) {
    const auto less = [](Ordinal left, Ordinal right) { return left < right; };
    SortOrder order;
    for (Ordinal ordinal = 0; ordinal < 20'000; ++ordinal) order.insert(ordinal, less);
    EXPECT_LT(order.chunk_count(), 20'000U / 200);
}

}  // namespace
}  // namespace amparo::index
