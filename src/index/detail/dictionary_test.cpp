#include "index/detail/dictionary.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>

#include "index/detail/code_sets.hpp"
#include "index/detail/id_map.hpp"

namespace amparo::index {
namespace {

TEST(Dictionary, GivesOneCodePerTextAndReusesReleasedOnes) {
    std::mt19937_64 random(5);
    Dictionary dictionary;
    std::map<std::string, Dictionary::Code> truth;
    for (int change = 0; change < 20'000; ++change) {
        const auto text = "value " + std::to_string(random() % 700);
        const auto known = truth.find(text);
        if (known == truth.end()) {
            const auto added = dictionary.add(text);
            EXPECT_TRUE(added.is_new);
            truth[text] = added.code;
        } else if (random() % 2 == 0) {
            EXPECT_EQ(dictionary.add(text).code, known->second);
        } else {
            dictionary.release(known->second);
            truth.erase(known);
        }
    }
    EXPECT_LE(dictionary.end(), 700U);
    for (int number = 0; number < 700; ++number) {
        const auto text = "value " + std::to_string(number);
        const auto found = dictionary.find(text);
        ASSERT_EQ(found.has_value(), truth.contains(text)) << text;
        if (!found) continue;
        EXPECT_EQ(dictionary.text(*found), text);
    }
}

TEST(CodeSets, SharesEqualSetsUntilTheLastUserLeaves) {
    CodeSets sets;
    const std::vector<CodeSets::Code> pair = {1, 5};
    const std::vector<CodeSets::Code> other = {1, 6};
    const auto first = sets.acquire(pair);
    EXPECT_EQ(sets.acquire(pair), first);
    EXPECT_NE(sets.acquire(other), first);
    sets.release(first);
    EXPECT_THAT(sets.codes(first), testing::ElementsAre(1, 5));
    sets.release(first);
    EXPECT_EQ(sets.acquire(std::vector<CodeSets::Code>{7, 8, 9}), first);
}

TEST(IdMap, ReusesTheOrdinalsOfRemovedRecords) {
    IdMap map;
    const auto id = [](std::uint8_t number) {
        std::array<std::uint8_t, 16> bytes{};
        bytes[15] = number;
        return RecordId(Uuid(bytes));
    };
    const auto first = map.add(id(1)).ordinal;
    map.add(id(2));
    EXPECT_FALSE(map.add(id(1)).is_new);
    map.remove(first);
    EXPECT_EQ(map.find(id(1)), std::nullopt);
    EXPECT_EQ(map.add(id(3)).ordinal, first);
    EXPECT_EQ(map.id(first), id(3));
    EXPECT_EQ(map.size(), 2U);
    EXPECT_EQ(map.all().size(), 2U);
}

TEST(IdMap, CostsLessThanFortyBytesARecord) {
    std::mt19937_64 random(9);
    IdMap map;
    constexpr std::size_t count = 100'000;
    for (std::size_t added = 0; added < count; ++added) {
        std::array<std::uint8_t, 16> bytes;
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
        map.add(RecordId(Uuid(bytes)));
    }
    EXPECT_LT(map.memory_bytes(), count * 40);
}

}  // namespace
}  // namespace amparo::index
