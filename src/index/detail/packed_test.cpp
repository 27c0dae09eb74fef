#include <gmock/gmock.h>

#include <map>
#include <random>

#include "index/detail/packed_bytes.hpp"
#include "index/detail/packed_integers.hpp"

namespace amparo::index {
namespace {

constexpr std::int64_t day = 86'400'000;

/// Values of one shape, so that every way of packing is met.
std::int64_t shaped(int shape, std::mt19937_64& random) {
    switch (shape) {
        case 0:
            return 7;  // constant
        case 1:
            return static_cast<std::int64_t>(random() % 9) * day;  // a step
        case 2:
            return static_cast<std::int64_t>(random() % 1000) - 500;  // around zero
        case 3:
            return static_cast<std::int64_t>(random());  // all 64 bits
        case 4:
            return random() % 2 == 0 ? INT64_MIN : INT64_MAX;  // the ends
        default:
            return static_cast<std::int64_t>(random() >> (random() % 64));
    }
}

std::vector<Ordinal> members(std::span<const std::uint64_t> words) {
    std::vector<Ordinal> found;
    for (Ordinal ordinal = 0; ordinal < words.size() * 64; ++ordinal) {
        if ((words[ordinal / 64] >> (ordinal % 64) & 1) != 0) found.push_back(ordinal);
    }
    return found;
}

std::vector<Ordinal> scan(const PackedIntegers& packed, std::int64_t from, std::int64_t to) {
    std::vector<std::uint64_t> words(4 * 64);
    packed.scan(from, to, words);
    return members(words);
}

/// What `keep` leaves of all ordinals that have a value.
std::vector<Ordinal> kept(const PackedIntegers& packed,
                          const std::map<Ordinal, std::int64_t>& truth, std::int64_t from,
                          std::int64_t to) {
    std::vector<std::uint64_t> words(4 * 64);
    for (const auto& [ordinal, value] : truth)
        words[ordinal / 64] |= std::uint64_t{1} << (ordinal % 64);
    packed.keep(from, to, words);
    return members(words);
}

void expect_same(const PackedIntegers& packed, const std::map<Ordinal, std::int64_t>& truth,
                 std::mt19937_64& random) {
    PackedIntegers::Cursor cursor(packed);
    for (Ordinal ordinal = 0; ordinal < 4 * 4096; ++ordinal) {
        const auto found = truth.find(ordinal);
        const auto expected = found == truth.end() ? std::nullopt : std::optional(found->second);
        ASSERT_EQ(packed.get(ordinal), expected) << ordinal;
        if (ordinal % 3 != random() % 3) continue;
        const auto* read = cursor.find(ordinal);
        ASSERT_EQ(read == nullptr ? std::nullopt : std::optional(*read), expected) << ordinal;
    }
    if (truth.empty()) return;
    const auto pick = [&] {
        auto at = truth.lower_bound(static_cast<Ordinal>(random() % (4 * 4096)));
        return at == truth.end() ? truth.begin()->second : at->second;
    };
    const auto [from, to] = std::minmax({pick(), pick()});
    std::vector<Ordinal> expected;
    for (const auto& [ordinal, value] : truth) {
        if (value >= from && value <= to) expected.push_back(ordinal);
    }
    EXPECT_EQ(scan(packed, from, to), expected);
    EXPECT_EQ(kept(packed, truth, from, to), expected);
    EXPECT_EQ(kept(packed, truth, INT64_MIN, INT64_MAX).size(), truth.size());
}

TEST(PackedIntegers, KeepsEveryShapeOfValuesThroughChangesAndPacking) {
    for (int shape = 0; shape < 6; ++shape) {
        for (const std::uint64_t density : {1U, 20U, 95U}) {
            SCOPED_TRACE(testing::Message() << "shape " << shape << " density " << density);
            std::mt19937_64 random(static_cast<std::uint64_t>(shape) * 100 + density);
            PackedIntegers packed;
            std::map<Ordinal, std::int64_t> truth;
            const auto put = [&](Ordinal ordinal) {
                truth[ordinal] = shaped(shape, random);
                packed.set(ordinal, truth[ordinal]);
            };
            for (Ordinal ordinal = 0; ordinal < 4 * 4096; ++ordinal) {
                if (random() % 100 < density) put(ordinal);
            }
            expect_same(packed, truth, random);
            packed.compact();
            for (int change = 0; change < 500; ++change) {
                const auto ordinal = static_cast<Ordinal>(random() % (4 * 4096));
                if (random() % 3 == 0) {
                    packed.erase(ordinal);
                    truth.erase(ordinal);
                } else {
                    put(ordinal);
                }
            }
            expect_same(packed, truth, random);
        }
    }
}

TEST(PackedIntegers, CostsLittleForDaysAndNothingForAbsence) {
    std::mt19937_64 random(1);
    PackedIntegers days;
    for (Ordinal ordinal = 0; ordinal < 40'960; ++ordinal) {
        days.set(ordinal, static_cast<std::int64_t>(17'000 + random() % 3000) * day);
    }
    days.compact();
    EXPECT_LT(days.memory_bytes(), 40'960 * 2U);
    PackedIntegers one;
    one.set(40'000'000, 1);
    EXPECT_LT(one.memory_bytes(), 200'000U);
}

TEST(PackedBytes, KeepsValuesThroughGrowthShrinkageAndRemoval) {
    std::mt19937_64 random(3);
    PackedBytes packed;
    std::map<Ordinal, std::string> truth;
    for (int change = 0; change < 5000; ++change) {
        const auto ordinal = static_cast<Ordinal>(random() % 300);
        const std::string bytes(random() % 5 == 0 ? random() % 300 : random() % 12,
                                static_cast<char>(random()));
        packed.set(ordinal, bytes);
        truth[ordinal] = bytes;
        if (change == 2500) packed.compact();
    }
    std::map<Ordinal, std::string> seen;
    packed.for_each([&](Ordinal ordinal, std::string_view bytes) { seen[ordinal] = bytes; });
    for (const auto& [ordinal, bytes] : truth) {
        EXPECT_EQ(packed.get(ordinal), bytes);
        EXPECT_EQ(seen.contains(ordinal), !bytes.empty());
    }
    EXPECT_EQ(packed.get(4'000'000), "");
    for (const Ordinal step : {1U, 3U, 40U}) {
        PackedBytes::Cursor cursor(packed);
        for (Ordinal ordinal = step - 1; ordinal < 400; ordinal += step) {
            EXPECT_EQ(cursor.get(ordinal), packed.get(ordinal)) << step;
        }
    }
}

}  // namespace
}  // namespace amparo::index
