// Configurations of matching as they are kept, on both engines (matching.md 13).
#include "matching/live/stored.hpp"

#include <gmock/gmock.h>

#include "store/store_test_support.hpp"

namespace amparo::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StoredConfigurations : public store::OnBothEngines {
  protected:
    Result<> keep(int version, const std::string& note = "") {
        return write([&](store::Transaction& transaction) {
            return store_configuration(transaction,
                                       {.configuration = {{"version", version}},
                                        .origin = ConfigurationOrigin::edited,
                                        .changed_by = "admin",
                                        .changed_at = "2024-06-15T00:00:00Z",
                                        .note = note},
                                       store::test_start);
        });
    }
    std::vector<int> versions() {
        const auto stored =
            read([](store::Snapshot& snapshot) { return stored_versions(snapshot); });
        EXPECT_TRUE(stored.has_value());
        std::vector<int> numbers;
        for (const auto& one : *stored) numbers.push_back(one.number());
        return numbers;
    }
};

TEST_P(StoredConfigurations, TheNewestIsInForceAndAllAreKept) {
    const auto in_force = [&] {
        return read([](store::Snapshot& snapshot) { return stored_configuration(snapshot); })
            .value();
    };
    EXPECT_FALSE(in_force().has_value());
    EXPECT_THAT(versions(), IsEmpty());
    ASSERT_TRUE(keep(2).has_value());
    ASSERT_TRUE(keep(3, "too many").has_value());
    EXPECT_THAT(versions(), ElementsAre(3, 2));
    ASSERT_TRUE(in_force().has_value());
    EXPECT_EQ(in_force()->number(), 3);
    EXPECT_EQ(in_force()->note, "too many");
    EXPECT_EQ(in_force()->changed_by, "admin");
}

TEST_P(StoredConfigurations, OfTwoOfOneNumberTheSecondIsRefused) {
    ASSERT_TRUE(keep(2, "first").has_value());
    const auto refused = keep(2, "second");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_THAT(versions(), ElementsAre(2));
    const auto in_force =
        read([](store::Snapshot& snapshot) { return stored_configuration(snapshot); }).value();
    EXPECT_EQ(in_force->note, "first");
}

AMPARO_ON_BOTH_ENGINES(StoredConfigurations);

}  // namespace
}  // namespace amparo::matching
