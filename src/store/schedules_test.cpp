#include "store/schedules.hpp"

#include <atomic>
#include <thread>

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

using std::chrono::hours;

class Schedules : public OnBothEngines {
  protected:
    void SetUp() override {
        ASSERT_TRUE(write([](Transaction& transaction) {
            return ensure_schedule(transaction, "birthdays", test_start + hours(1));
        }));
    }
    static Result<bool> start(Database& on, const ManualClock& clock) {
        const ScheduledRun run{.name = "birthdays",
                               .next_at = clock.now() + hours(24),
                               .job = {.queue = "slow", .kind = "birthdays"}};
        return on.write(
            [&](Transaction& transaction) { return start_scheduled(transaction, run); });
    }
    bool start() { return start(*database, world.clock).value(); }
    Job take() {
        return *write([](Transaction& transaction) {
                    return take_job(transaction, "slow", hours(1));
                }).value();
    }
    void end(const Job& job, const std::string& error) {
        ASSERT_TRUE(write([&](Transaction& transaction) -> Result<> {
            AMPARO_CHECK(settle_scheduled(transaction, job, error));
            if (error.empty()) return finish_job(transaction, job, {});
            return fail_job(transaction, job, {.error = error, .is_final = true});
        }));
    }
    JobSchedule state() {
        return *read([](Snapshot& snapshot) { return find_schedule(snapshot, "birthdays"); });
    }
};
AMPARO_ON_BOTH_ENGINES(Schedules);

TEST_P(Schedules, StartWhenDueAndNotBefore) {
    EXPECT_FALSE(start());
    world.clock.advance(hours(1));
    EXPECT_TRUE(start());
    EXPECT_EQ(state().next_at, test_start + hours(25));
    EXPECT_EQ(json::string_or(take().payload, "schedule"), "birthdays");
}

TEST_P(Schedules, RunOneAtATime) {
    world.clock.advance(hours(1));
    ASSERT_TRUE(start());
    world.clock.advance(hours(24));
    EXPECT_FALSE(start()) << "the first run still waits";
    const auto job = take();
    EXPECT_FALSE(start()) << "the first run is not over";
    end(job, "");
    EXPECT_TRUE(start());
}

TEST_P(Schedules, RunOnceOnSeveralNodes) {
    world.clock.advance(hours(1));
    const auto other = world.open();
    std::atomic<int> started = 0;
    std::vector<std::thread> nodes;
    for (auto* node : {database.get(), other.get(), database.get(), other.get()}) {
        nodes.emplace_back([&, node] { started += start(*node, world.clock).value() ? 1 : 0; });
    }
    for (auto& node : nodes) node.join();
    EXPECT_EQ(started, 1);
}

TEST_P(Schedules, RememberTheLastSuccessThroughFailures) {
    world.clock.advance(hours(1));
    ASSERT_TRUE(start());
    end(take(), "");
    EXPECT_EQ(state().success_at, test_start + hours(1));
    world.clock.advance(hours(30));
    ASSERT_TRUE(start());
    end(take(), "errors.test");
    EXPECT_EQ(state().success_at, test_start + hours(1));
    EXPECT_EQ(state().error, "errors.test");
    world.clock.advance(hours(24));
    ASSERT_TRUE(start());
    end(take(), "");
    EXPECT_EQ(state().success_at, test_start + hours(55));
    EXPECT_EQ(state().error, "");
}

TEST_P(Schedules, StayAsTheyAreWhenTheServerStartsAgainAndCanBeHastened) {
    SetUp();
    EXPECT_EQ(state().next_at, test_start + hours(1));
    const auto hasten = [&](const std::string& name) {
        return write([&](Transaction& transaction) { return hasten_schedule(transaction, name); });
    };
    EXPECT_EQ(hasten("nonsense").error().code, Errc::not_found);
    ASSERT_TRUE(hasten("birthdays"));
    EXPECT_TRUE(start());
    EXPECT_EQ(read([](Snapshot& snapshot) { return list_schedules(snapshot); }).size(), 1u);
}

}  // namespace
}  // namespace amparo::store
