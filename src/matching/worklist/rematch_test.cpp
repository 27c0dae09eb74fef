// Searches that run by themselves and keep what they find (matching.md 13).
#include "matching/worklist/rematch.hpp"

#include <gmock/gmock.h>

#include "matching/configurations/house_test_support.hpp"

namespace amparo::matching {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class RematchTest : public ::testing::Test {
  protected:
    RematchTest() {
        for (std::size_t count = 0; count < children; ++count) house.add_child();
        house.service->wait_until_ready();
        list = WorkList::open(house.world.records(), *house.service).value();
    }
    RunReport run() {
        Rematch rematch(
            {.records = house.world.records(), .matching = *house.service, .list = *list});
        const auto report = rematch.run_since(
            std::nullopt, [&](auto done, auto total) { last_told = {done, total}; });
        EXPECT_TRUE(report.has_value());
        return report.value_or(RunReport());
    }
    /// As somebody sees it who may see all.
    std::size_t listed(const WorkQuery& query = {}) {
        const auto page = list->list(house.as("admin"), query);
        EXPECT_TRUE(page.has_value());
        return page ? page->total : 0;
    }

    static constexpr std::size_t children = 3;
    ConfiguredHouse house;
    std::unique_ptr<WorkList> list;
    std::pair<std::size_t, std::size_t> last_told{};
};

TEST_F(RematchTest, CountsEveryRecordOnceAlsoTheFirstTime) {
    for (const auto* time : {"first", "second"}) {
        const auto report = run();
        EXPECT_EQ(report.cases, children) << time;
        EXPECT_EQ(report.requests, children) << time;
        EXPECT_EQ(last_told, std::pair(2 * children, 2 * children)) << time;
        EXPECT_TRUE(list->ledger().head().is_begun);
    }
}

TEST_F(RematchTest, WhatIsFoundAndDecidedIsInTheNextList) {
    EXPECT_EQ(listed(), 0U);
    run();
    const auto found = listed();
    ASSERT_GE(found, children);
    EXPECT_EQ(listed(), found) << "read once more, nothing having changed";
    const auto pair = list->list(house.as("admin"), {.per = 1}).value().pairs.front();
    const auto child = ConfiguredHouse::Child{
        .child_case = pair.pair.case_id, .request = pair.pair.owner, .trace = pair.pair.holder};
    house.decide(child, pair.pair.case_id, PairState::rejected);
    EXPECT_EQ(listed(), found - 1);
    EXPECT_EQ(listed({.states = {"rejected"}}), 1U);
    house.add_child();
    run();
    EXPECT_GT(listed(), found - 1);
}

TEST_F(RematchTest, OtherCriteriaDuringARunLoseNobody) {
    run();
    const auto found = listed();
    ASSERT_GE(found, children);
    Rematch rematch({.records = house.world.records(), .matching = *house.service, .list = *list});
    bool is_changed = false;
    // The sought children are done then, the cases not yet.
    const auto report = rematch.run_since(std::nullopt, [&](auto, auto) {
        if (!std::exchange(is_changed, true))
            house.change(R"({"tracing": {"calibration": {"a": 0.5, "b": -0.5}}})");
    });
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->requests, children);
    EXPECT_EQ(report->cases, children);
    EXPECT_GE(listed(), children) << "each child is found by the old or by the new criteria";
    house.settle();
    run();
    EXPECT_GE(listed(), children);
    const auto page = list->list(house.as("admin"), {.per = 100}).value();
    for (const auto& work : page.pairs) {
        const auto& pair = work.pair;
        const auto now = house.service->compare(house.world.stored(pair.case_id),
                                                house.world.stored(pair.owner), pair.holder);
        ASSERT_TRUE(now.has_value());
        EXPECT_NEAR(pair.score, now->likeness.match.score, 1e-6);
    }
}

TEST_F(RematchTest, WhoMayNotBeFoundAnyMoreIsInNoList) {
    run();
    const auto found = listed();
    const auto child = list->list(house.as("admin"), {.per = 1}).value().pairs.front().pair.case_id;
    const auto consent = [&](bool is_given) {
        records::WriteRequest request;
        request.record_type = "case";
        request.data = {{"consent_for_tracing", is_given}};
        ASSERT_TRUE(house.world.records().update(house.as("admin"), child, std::move(request)));
    };
    const auto has_child = [&] {
        const auto page = list->list(house.as("admin"), {.per = 100}).value();
        return std::ranges::any_of(page.pairs,
                                   [&](const WorkPair& one) { return one.pair.case_id == child; });
    };
    EXPECT_TRUE(has_child());
    consent(false);
    EXPECT_FALSE(has_child());
    const auto left = listed();
    EXPECT_LT(left, found);
    // Others who come change nothing.
    for (std::size_t count = 0; count < 3; ++count) {
        house.add_child();
        EXPECT_EQ(listed(), left);
    }
    consent(true);
    EXPECT_TRUE(has_child());
    EXPECT_EQ(listed(), found);
    consent(false);
    house.service->rebuild();
    EXPECT_EQ(listed(), left) << "also when all were built anew";
}

TEST_F(RematchTest, ThePagesOfEveryOrderHoldEveryPairOnce) {
    run();
    const auto total = listed();
    for (const auto order : {WorkOrder::most_likely, WorkOrder::newest, WorkOrder::oldest}) {
        std::set<std::string> seen;
        double last = 1;
        for (std::size_t page = 1; page <= total; ++page) {
            const auto one =
                list->list(house.as("admin"), {.order = order, .page = page, .per = 1}).value();
            ASSERT_THAT(one.pairs, SizeIs(1));
            const auto& pair = one.pairs.front().pair;
            seen.insert(pair.holder + pair.case_id.text());
            EXPECT_TRUE(order != WorkOrder::most_likely || pair.score <= last);
            last = pair.score;
        }
        EXPECT_THAT(seen, SizeIs(total));
        EXPECT_THAT(list->list(house.as("admin"), {.page = total + 1, .per = 1}).value().pairs,
                    IsEmpty());
    }
}

}  // namespace
}  // namespace amparo::matching
