#include "index/detail/bitmap.hpp"

#include <gmock/gmock.h>

#include "index/detail/posting.hpp"

namespace amparo::index {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

std::vector<Ordinal> members(const Bitmap& bitmap) {
    std::vector<Ordinal> all;
    bitmap.for_each([&](Ordinal ordinal) { all.push_back(ordinal); });
    return all;
}

Bitmap of(std::vector<Ordinal> ordinals) {
    return Bitmap::of(ordinals);
}

TEST(Bitmap, AnEmptyOneOwnsNothingAndTakesPartInEverything) {
    Bitmap empty;
    const auto some = of({1, 70'000});
    EXPECT_TRUE(empty.empty());
    EXPECT_EQ(empty.memory_bytes(), 0U);
    EXPECT_FALSE(empty.contains(1));
    EXPECT_EQ(Bitmap::intersection(empty, some).size(), 0U);
    EXPECT_THAT(members(Bitmap::difference(some, empty)), ElementsAre(1, 70'000));
    EXPECT_EQ(Bitmap::difference(empty, some).size(), 0U);
    EXPECT_EQ(some.intersection_size(empty), 0U);
    empty.remove(3);
    empty.unite(some);
    EXPECT_THAT(members(empty), ElementsAre(1, 70'000));
}

TEST(Bitmap, KeepsMembersThroughEveryRepresentation) {
    Bitmap bitmap;
    std::vector<Ordinal> expected;
    for (Ordinal ordinal = 0; ordinal < 70'000; ++ordinal) expected.push_back(ordinal);  // runs
    for (Ordinal ordinal = 131'072; ordinal < 190'000; ordinal += 3) {                   // bitset
        expected.push_back(ordinal);
    }
    for (Ordinal ordinal = 262'144; ordinal < 320'000; ordinal += 500) {  // array
        expected.push_back(ordinal);
    }
    for (const auto ordinal : expected) bitmap.add(ordinal);
    const auto loose = bitmap.memory_bytes();
    bitmap.compact();
    EXPECT_LT(bitmap.memory_bytes(), loose);
    EXPECT_THAT(members(bitmap), ElementsAreArray(expected));

    std::vector<std::uint64_t> words(320'000 / 64 + 1);
    bitmap.fill(words);
    EXPECT_THAT(members(Bitmap::from_words(words)), ElementsAreArray(expected));
}

TEST(Bitmap, FillsNoMoreWordsThanItsMembersNeed) {
    std::vector<std::uint64_t> words(2);
    of({0, 64, 127}).fill(words);
    EXPECT_THAT(words, ElementsAre(1U, 1U | (std::uint64_t{1} << 63)));
}

TEST(Posting, IsAListWhileShortAndABitmapAfterwards) {
    Posting posting;
    for (Ordinal ordinal = 200; ordinal > 100; ordinal -= 2) {
        posting.add(ordinal);
        posting.add(ordinal);
    }
    EXPECT_EQ(posting.size(), 50U);
    ASSERT_NE(posting.bitmap(), nullptr);
    EXPECT_TRUE(posting.contains(102));
    EXPECT_FALSE(posting.contains(103));
    for (Ordinal ordinal = 200; ordinal > 100; ordinal -= 2) posting.remove(ordinal);
    EXPECT_TRUE(posting.empty());
}

TEST(Posting, AnswersAlikeAsListAndAsBitmap) {
    const auto set = of({3, 4, 5, 90});
    for (const std::size_t count : {10U, 60U}) {
        Posting posting;
        for (Ordinal ordinal = 0; ordinal < count; ++ordinal) posting.add(ordinal);
        posting.compact();
        EXPECT_EQ(posting.intersection_size(set), 3U);
        EXPECT_THAT(members(posting.intersection(set)), ElementsAre(3, 4, 5));
        Bitmap all;
        posting.unite_into(all);
        EXPECT_EQ(all.size(), count);
    }
}

TEST(Posting, RemovesWhatIsThereAndIgnoresTheRest) {
    Posting posting;
    posting.remove(1);
    posting.add(5);
    posting.add(7);
    posting.remove(6);
    posting.remove(5);
    EXPECT_THAT(std::vector<Ordinal>(posting.list().begin(), posting.list().end()), ElementsAre(7));
}

}  // namespace
}  // namespace amparo::index
