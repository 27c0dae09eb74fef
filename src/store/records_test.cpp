#include "store/records.hpp"

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

using ::testing::ElementsAre;

class Records : public OnBothEngines {};
AMPARO_ON_BOTH_ENGINES(Records);

TEST_P(Records, KeepsARecordAsItWasWritten) {
    const auto id = new_id();
    const auto stored = store(new_case(id, "Zoé ☀"));
    EXPECT_EQ(stored.revision, 1);
    EXPECT_EQ(stored.sequence, 1);
    const auto found = find(id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->type, "case");
    EXPECT_EQ(found->revision, 1);
    EXPECT_EQ(found->created_at, test_start);
    EXPECT_EQ(found->updated_at, test_start);
    EXPECT_FALSE(found->deleted);
    EXPECT_EQ(json::write(found->data), R"({"name":"Zoé ☀","age":7})");
}

TEST_P(Records, AnswersNothingForAnIdItDoesNotHave) {
    EXPECT_FALSE(find(new_id()));
}

TEST_P(Records, CountsRevisionsAndKeepsTheTimeOfCreation) {
    const auto first = store(new_case(new_id()));
    const auto second = store(next_revision(first, "Ben"));
    EXPECT_EQ(second.revision, 2);
    EXPECT_EQ(second.created_at, test_start);
    EXPECT_EQ(second.updated_at, test_start + std::chrono::seconds(1));
    const auto found = find(first.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->created_at, test_start);
    EXPECT_EQ(found->data.at("name"), "Ben");
}

TEST_P(Records, RefusesAnIdThatIsTaken) {
    const auto first = store(new_case(new_id(), "Ana"));
    const auto again = database->write(
        [&](Transaction& transaction) { return put_record(transaction, new_case(first.id, "Eve")); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Errc::conflict);
    EXPECT_EQ(find(first.id)->data.at("name"), "Ana");
}

}  // namespace
}  // namespace amparo::store
