#include "store/jobs.hpp"

#include <mutex>
#include <set>
#include <thread>

#include "store/store_test_support.hpp"

namespace amparo::store {
namespace {

using std::chrono::seconds;

class Jobs : public OnBothEngines {
  protected:
    std::int64_t enqueue(const std::string& kind, Instant run_at = test_start,
                         int attempts_max = 3) {
        return write([&](Transaction& transaction) {
                   Job job{.queue = "slow",
                           .kind = kind,
                           .attempts_max = attempts_max,
                           .run_at = run_at,
                           .payload = {{"record", "r"}},
                           .result = {},
                           .error = {}};
                   return enqueue_job(transaction, std::move(job));
               })
            .value();
    }
    std::optional<Job> take(std::string_view queue = "slow") {
        return write([&](Transaction& transaction) {
                   return take_job(transaction, queue, seconds(60));
               })
            .value();
    }
    Result<> fail(std::int64_t id) {
        return write(
            [&](Transaction& transaction) { return fail_job(transaction, id, "errors.smtp"); });
    }
    Job only_job() {
        return read([](Snapshot& snapshot) { return list_jobs(snapshot, 0, 1); }).value().at(0);
    }
};
AMPARO_ON_BOTH_ENGINES(Jobs);

TEST_P(Jobs, HandsOutAJobOnceWithItsPayload) {
    const auto id = enqueue("mail");
    EXPECT_FALSE(take("other"));
    const auto job = take();
    ASSERT_TRUE(job);
    EXPECT_EQ(job->id, id);
    EXPECT_EQ(job->kind, "mail");
    EXPECT_EQ(job->state, JobState::running);
    EXPECT_EQ(job->attempts, 1);
    EXPECT_EQ(job->payload.at("record"), "r");
    EXPECT_FALSE(take());
}

TEST_P(Jobs, StandsOrFallsWithTheWorkThatAskedForIt) {
    EXPECT_FALSE(write([](Transaction& transaction) -> Result<> {
        AMPARO_CHECK(enqueue_job(
            transaction,
            {.queue = "slow", .kind = "mail", .payload = {}, .result = {}, .error = {}}));
        return refuse(Errc::invalid, "errors.test");
    }));
    EXPECT_FALSE(take());
}

TEST_P(Jobs, HandsOutTheLongestDueFirstAndNoneBeforeItsTime) {
    const auto later = enqueue("later", test_start + seconds(20));
    const auto soon = enqueue("soon", test_start + seconds(10));
    EXPECT_FALSE(take());
    world.clock.advance(seconds(30));
    EXPECT_EQ(take()->id, soon);
    EXPECT_EQ(take()->id, later);
}

TEST_P(Jobs, KeepsTheResultOfAFinishedJob) {
    const auto id = enqueue("report");
    take();
    ASSERT_TRUE(write(
        [&](Transaction& transaction) { return finish_job(transaction, id, {{"rows", 7}}); }));
    const auto job = only_job();
    EXPECT_EQ(job.state, JobState::done);
    EXPECT_EQ(job.result.at("rows"), 7);
    world.clock.advance(seconds(600));
    EXPECT_FALSE(take());
    EXPECT_EQ(write([&](Transaction& transaction) { return finish_job(transaction, id + 1, {}); })
                  .error()
                  .code,
              Errc::not_found);
}

TEST_P(Jobs, TriesAgainAfterGrowingPausesAndThenGivesUp) {
    const auto id = enqueue("mail");
    for (const int pause : {2, 4}) {
        ASSERT_TRUE(take());
        ASSERT_TRUE(fail(id));
        EXPECT_EQ(only_job().state, JobState::waiting);
        EXPECT_EQ(only_job().error, "errors.smtp");
        world.clock.advance(seconds(pause) - std::chrono::milliseconds(1));
        EXPECT_FALSE(take());
        world.clock.advance(std::chrono::milliseconds(1));
    }
    ASSERT_TRUE(take());
    ASSERT_TRUE(fail(id));
    EXPECT_EQ(only_job().state, JobState::failed);
    world.clock.advance(seconds(6000));
    EXPECT_FALSE(take());
    EXPECT_EQ(fail(id + 1).error().code, Errc::not_found);
}

TEST_P(Jobs, PausesNoLongerThanFiveMinutes) {
    const auto id = enqueue("mail", test_start, 20);
    for (int round = 0; round < 12; ++round) {
        ASSERT_TRUE(take());
        ASSERT_TRUE(fail(id));
        world.clock.advance(seconds(300));
    }
    EXPECT_TRUE(take());
}

TEST_P(Jobs, HandsOutAgainWhatADeadWorkerHeldUntilItIsWornOut) {
    enqueue("mail", test_start, 2);
    ASSERT_TRUE(take());
    EXPECT_FALSE(take());
    world.clock.advance(seconds(60));
    const auto second = take();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->attempts, 2);
    world.clock.advance(seconds(60));
    EXPECT_FALSE(take());
    EXPECT_EQ(only_job().state, JobState::failed);
    EXPECT_EQ(only_job().error, "errors.job.abandoned");
}

TEST_P(Jobs, NeverGivesOneJobToTwoWorkers) {
    constexpr int jobs = 40;
    for (int job = 0; job < jobs; ++job) enqueue("mail");
    std::mutex mutex;
    std::multiset<std::int64_t> taken;
    std::vector<std::thread> workers;
    for (int worker = 0; worker < 6; ++worker) {
        workers.emplace_back([&] {
            while (const auto job = take()) {
                const std::scoped_lock lock(mutex);
                taken.insert(job->id);
            }
        });
    }
    for (auto& worker : workers) worker.join();
    EXPECT_EQ(taken.size(), static_cast<std::size_t>(jobs));
    EXPECT_EQ(std::set<std::int64_t>(taken.begin(), taken.end()).size(), taken.size());
}

TEST_P(Jobs, ListsNewestFirst) {
    const auto first = enqueue("a");
    const auto second = enqueue("b");
    const auto third = enqueue("c");
    const auto page = read([](Snapshot& snapshot) { return list_jobs(snapshot, 1, 5); }).value();
    ASSERT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].id, second);
    EXPECT_EQ(page[1].id, first);
    EXPECT_GT(third, second);
}

TEST_P(Jobs, RefusesAPayloadMovedFromAnotherJob) {
    enqueue("a");
    enqueue("b");
    world.tamper(
        "UPDATE jobs SET sealed = (SELECT sealed FROM jobs WHERE kind = 'b') "
        "WHERE kind = 'a'");
    EXPECT_FALSE(read([](Snapshot& snapshot) { return list_jobs(snapshot, 0, 5); }));
}

}  // namespace
}  // namespace amparo::store
