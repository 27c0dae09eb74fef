// Pairs that outlive a restart, and nodes that do not overtake each other (matching.md 13).
#include "matching/worklist/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store_test_support.hpp"
#include "store/user_items.hpp"

namespace amparo::matching {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

RecordId number(int digit) {
    return *RecordId::parse("00000000-0000-4000-8000-00000000000" + std::to_string(digit));
}

KeptPair pair(const std::string& holder, int owner, int case_id, double score = 0.9) {
    return {.holder = holder,
            .owner = number(owner),
            .case_id = number(case_id),
            .score = score,
            .family_score = 0.25,
            .bits = 7.5,
            .relationship = Relationship::same_child,
            .found_at = Instant(std::chrono::milliseconds(1000 + case_id))};
}

class LedgerTest : public store::OnBothEngines {
  protected:
    std::vector<std::string> all(const Ledger& ledger, PairKind kind = PairKind::tracing) {
        std::vector<std::string> lines;
        ledger.each(kind, [&](const KeptPair& one) {
            lines.push_back(one.holder + " " + one.case_id.text().substr(35));
        });
        return lines;
    }
};

TEST_P(LedgerTest, KeepsPairsAndHowFarItIsOverARestart) {
    Ledger ledger(*database);
    ledger.put_holder(PairKind::tracing, "t1", {pair("t1", 1, 2), pair("t1", 1, 3, 0.4)});
    ledger.put_holder(PairKind::duplicates, number(2).text(), {pair(number(2).text(), 2, 3)});
    ASSERT_TRUE(ledger.save({.is_begun = true, .followed_to = 42}).has_value());

    Ledger again(*database);
    ASSERT_TRUE(again.refresh().has_value());
    EXPECT_THAT(all(again), ::testing::UnorderedElementsAre("t1 2", "t1 3"));
    EXPECT_EQ(again.size(PairKind::duplicates), 1U);
    EXPECT_TRUE(again.head().is_begun);
    EXPECT_EQ(again.head().followed_to, 42);
    const auto kept = again.of_holder(PairKind::tracing, "t1").front();
    EXPECT_EQ(kept.owner, number(1));
    EXPECT_DOUBLE_EQ(kept.score, 0.9);
    EXPECT_DOUBLE_EQ(kept.bits, 7.5);
    EXPECT_EQ(kept.relationship, Relationship::same_child);
    EXPECT_EQ(kept.found_at, Instant(std::chrono::milliseconds(1002)));
}

TEST_P(LedgerTest, AKnownPairKeepsTheMomentItWasFound) {
    Ledger ledger(*database);
    ledger.put_holder(PairKind::tracing, "t1", {pair("t1", 1, 2)});
    auto later = pair("t1", 1, 2, 0.95);
    later.found_at = Instant(std::chrono::milliseconds(9000));
    ledger.put_case(PairKind::tracing, number(2), {later});
    const auto kept = ledger.of_case(PairKind::tracing, number(2));
    ASSERT_THAT(kept, SizeIs(1));
    EXPECT_DOUBLE_EQ(kept.front().score, 0.95);
    EXPECT_EQ(kept.front().found_at, Instant(std::chrono::milliseconds(1002)));
}

TEST_P(LedgerTest, ASearchWithACaseReplacesAllItsPairsAndNoOthers) {
    Ledger ledger(*database);
    ledger.put_holder(PairKind::tracing, "t1", {pair("t1", 1, 2), pair("t1", 1, 3)});
    ledger.put_holder(PairKind::tracing, "t2", {pair("t2", 1, 2)});
    ledger.put_case(PairKind::tracing, number(2), {pair("t3", 4, 2)});
    EXPECT_THAT(all(ledger), ::testing::UnorderedElementsAre("t1 3", "t3 2"));
    EXPECT_THAT(ledger.holders_of(PairKind::tracing, number(4)), ::testing::ElementsAre("t3"));
    ledger.put_case(PairKind::tracing, number(2), {});
    ledger.put_holder(PairKind::tracing, "t1", {});
    EXPECT_THAT(all(ledger), IsEmpty());
    EXPECT_THAT(ledger.of_case(PairKind::tracing, number(2)), IsEmpty());
    ASSERT_TRUE(ledger.save({}).has_value());
    Ledger again(*database);
    ASSERT_TRUE(again.refresh().has_value());
    EXPECT_THAT(all(again), IsEmpty());
}

TEST_P(LedgerTest, WhoWasOvertakenIsRefusedAndHasWhatTheOtherSaved) {
    Ledger one(*database);
    Ledger other(*database);
    one.put_holder(PairKind::tracing, "t1", {pair("t1", 1, 2)});
    ASSERT_TRUE(one.save({}).has_value());
    other.put_holder(PairKind::tracing, "t2", {pair("t2", 1, 3)});
    const auto refused = other.save({});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_THAT(all(other), ::testing::ElementsAre("t1 2"));
    other.put_holder(PairKind::tracing, "t2", {pair("t2", 1, 3)});
    ASSERT_TRUE(other.save(other.head()).has_value());
    ASSERT_TRUE(one.refresh().has_value());
    EXPECT_THAT(all(one), ::testing::UnorderedElementsAre("t1 2", "t2 3"));
}

// With a long list a node that read all of it after each save of another would do little else.
TEST_P(LedgerTest, OfWhatAnotherNodeSavedOnlyThatIsRead) {
    Ledger one(*database);
    Ledger other(*database);
    const auto put = [&](const std::string& holder, KeptPairs pairs) {
        one.put_holder(PairKind::tracing, holder, std::move(pairs));
    };
    const auto save_and_look = [&] {
        ASSERT_TRUE(one.save(one.head()).has_value());
        ASSERT_TRUE(other.refresh().has_value());
        EXPECT_EQ(other.head().version, one.head().version);
    };
    put("t1", {pair("t1", 1, 2)});
    put("t2", {pair("t2", 1, 3)});
    one.put_holder(PairKind::duplicates, number(2).text(), {pair(number(2).text(), 2, 3)});
    save_and_look();
    EXPECT_EQ(other.size(PairKind::duplicates), 1U);
    // A change that no save names is not seen: t1 is not read again.
    const store::UserItems whose{.kind = "match_candidates", .user_id = 0};
    ASSERT_TRUE(database
                    ->write([&](store::Transaction& transaction) -> Result<> {
                        AMPARO_TRY(auto item,
                                   store::find_user_item(transaction, whose, std::string("t1")));
                        item->data["pairs"] = json::Array();
                        return store::update_user_item(transaction, *item);
                    })
                    .has_value());
    put("t2", {});
    put("t3", {pair("t3", 4, 5)});
    save_and_look();
    EXPECT_THAT(all(other), ::testing::UnorderedElementsAre("t1 2", "t3 5"));
    EXPECT_THAT(other.holders_of(PairKind::tracing, number(4)), ::testing::ElementsAre("t3"));
    put("t2", {pair("t2", 1, 6)});
    ASSERT_TRUE(one.save(one.head()).has_value());
    put("t3", {});
    save_and_look();
    EXPECT_THAT(all(other), ::testing::UnorderedElementsAre("t1 2", "t2 6")) << "two saves at once";
    // A save of too much is read whole.
    for (int at = 0; at <= 500; ++at) {
        const auto holder = "many" + std::to_string(at);
        put(holder, {pair(holder, 1, 7)});
    }
    save_and_look();
    EXPECT_EQ(other.size(PairKind::tracing), 502U) << "and without what was taken away beside it";
    put("t2", {});
    save_and_look();
    EXPECT_EQ(other.size(PairKind::tracing), 501U);
}

// Somebody looks at the list of one node while a step of that node is going on, and another node
// has saved: the pairs of the step so far are gone, so the step must not count as done.
TEST_P(LedgerTest, AStepThatWasReadOverWhileItRanIsRefused) {
    Ledger one(*database);
    Ledger other(*database);
    const auto begun = one.begin_step();
    ASSERT_TRUE(begun.has_value());
    one.put_holder(PairKind::tracing, "t1", {pair("t1", 1, 2)});
    other.put_holder(PairKind::tracing, "t2", {pair("t2", 1, 3)});
    ASSERT_TRUE(other.save({}).has_value());
    ASSERT_TRUE(one.refresh().has_value());
    one.put_holder(PairKind::tracing, "t4", {pair("t4", 1, 4)});
    const auto refused = one.save({.version = begun->version, .followed_to = 9});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::conflict);
    EXPECT_EQ(one.head().followed_to, 0);
    EXPECT_THAT(all(one), ::testing::ElementsAre("t2 3"));
}

// Else its pairs would be known already when it is done again, and nobody would be told of them.
TEST_P(LedgerTest, WhatABrokenOffStepFoundIsForgottenByTheNext) {
    Ledger ledger(*database);
    ledger.put_holder(PairKind::tracing, "t1", {pair("t1", 1, 2)});
    ASSERT_TRUE(ledger.save({}).has_value());
    ASSERT_TRUE(ledger.begin_step().has_value());
    ledger.put_holder(PairKind::tracing, "t2", {pair("t2", 1, 3)});
    const auto next = ledger.begin_step();
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(next->version, 1);
    EXPECT_THAT(all(ledger), ::testing::ElementsAre("t1 2"));
    ledger.put_holder(PairKind::tracing, "t2", {pair("t2", 1, 3)});
    ASSERT_TRUE(ledger.save(*next).has_value());
    EXPECT_THAT(all(ledger), ::testing::UnorderedElementsAre("t1 2", "t2 3"));
}

AMPARO_ON_BOTH_ENGINES(LedgerTest);

}  // namespace
}  // namespace amparo::matching
