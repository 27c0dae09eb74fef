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
    Result<> fail(const Job& job, const JobFailure& failure = {.error = "errors.smtp"}) {
        return write([&](Transaction& transaction) { return fail_job(transaction, job, failure); });
    }
    Result<> finish(const Job& job, const json::Object& result = {}) {
        return write(
            [&](Transaction& transaction) { return finish_job(transaction, job, result); });
    }
    Job only_job() {
        return read([](Snapshot& snapshot) { return list_jobs(snapshot, {.count = 1}); })
            .value()
            .at(0);
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
    enqueue("report");
    const auto taken = *take();
    ASSERT_TRUE(finish(taken, {{"rows", 7}}));
    const auto job = only_job();
    EXPECT_EQ(job.state, JobState::done);
    EXPECT_EQ(job.result.at("rows"), 7);
    world.clock.advance(seconds(600));
    EXPECT_FALSE(take());
    EXPECT_EQ(finish(taken).error().code, Errc::conflict) << "it is done already";
}

TEST_P(Jobs, TriesAgainAfterGrowingPausesAndThenGivesUp) {
    enqueue("mail");
    for (const int pause : {2, 4}) {
        ASSERT_TRUE(fail(*take()));
        EXPECT_EQ(only_job().state, JobState::waiting);
        EXPECT_EQ(only_job().error, "errors.smtp");
        world.clock.advance(seconds(pause) - std::chrono::milliseconds(1));
        EXPECT_FALSE(take());
        world.clock.advance(std::chrono::milliseconds(1));
    }
    ASSERT_TRUE(fail(*take()));
    EXPECT_EQ(only_job().state, JobState::failed);
    world.clock.advance(seconds(6000));
    EXPECT_FALSE(take());
}

TEST_P(Jobs, PausesNoLongerThanFiveMinutesUnlessAskedTo) {
    enqueue("mail", test_start, 20);
    for (int round = 0; round < 12; ++round) {
        ASSERT_TRUE(fail(*take()));
        world.clock.advance(seconds(300));
    }
    ASSERT_TRUE(fail(*take(), {.error = "errors.smtp", .pause = seconds(900)}));
    world.clock.advance(seconds(899));
    EXPECT_FALSE(take());
    world.clock.advance(seconds(1));
    EXPECT_TRUE(take());
}

TEST_P(Jobs, GivesUpAtOnceWhatCannotGetBetter) {
    enqueue("mail");
    ASSERT_TRUE(fail(*take(), {.error = "errors.smtp", .is_final = true}));
    EXPECT_EQ(only_job().state, JobState::failed);
}

TEST_P(Jobs, DoesAgainWhatFailedForGoodWhenSomebodyAsks) {
    const auto id = enqueue("mail", test_start, 1);
    const auto other = enqueue("mail", test_start, 1);
    const auto retry = [&](std::int64_t which) {
        return write([&](Transaction& transaction) { return retry_job(transaction, which); });
    };
    EXPECT_EQ(retry(id).error().code, Errc::not_found) << "it has not failed";
    ASSERT_TRUE(fail(*take()));
    ASSERT_TRUE(fail(*take()));
    ASSERT_TRUE(retry(id));
    EXPECT_EQ(take()->attempts, 1);
    EXPECT_EQ(
        write([](Transaction& transaction) { return retry_failed_jobs(transaction); }).value(), 1u);
    EXPECT_EQ(take()->id, other);
}

TEST_P(Jobs, KeepsAJobForAsLongAsItsWorkerHoldsOn) {
    enqueue("mail");
    const auto job = *take();
    world.clock.advance(seconds(59));
    ASSERT_TRUE(write([&](Transaction& transaction) -> Result<> {
        AMPARO_CHECK(renew_job(transaction, job, seconds(60)));
        return report_job(transaction, job, {{"done", 3}});
    }));
    world.clock.advance(seconds(59));
    EXPECT_FALSE(take());
    EXPECT_EQ(only_job().result.at("done"), 3);
    world.clock.advance(seconds(1));
    const auto second = *take();
    EXPECT_EQ(finish(job).error().code, Errc::conflict) << "another worker has it";
    EXPECT_EQ(fail(job).error().code, Errc::conflict);
    EXPECT_TRUE(finish(second));
}

TEST_P(Jobs, GivesAJobBackWithoutCountingTheAttempt) {
    enqueue("mail", test_start, 1);
    const auto job = *take();
    ASSERT_TRUE(write([&](Transaction& transaction) { return release_job(transaction, job); }));
    EXPECT_EQ(take()->attempts, 1);
}

TEST_P(Jobs, CountsWhatWaitsRunsAndFailed) {
    enqueue("a");
    world.clock.advance(seconds(10));
    enqueue("b", world.clock.now());
    enqueue("c", world.clock.now());
    ASSERT_TRUE(finish(*take()));
    ASSERT_TRUE(fail(*take(), {.error = "errors.test", .is_final = true}));
    const auto tallies = read([](Snapshot& snapshot) { return tally_jobs(snapshot); });
    ASSERT_EQ(tallies.size(), 2u);
    for (const auto& tally : tallies) {
        EXPECT_EQ(tally.queue, "slow");
        EXPECT_EQ(tally.count, 1u);
        EXPECT_EQ(tally.oldest, test_start + seconds(10));
        EXPECT_NE(tally.state, JobState::running);
    }
    const auto failed =
        read([](Snapshot& snapshot) { return list_jobs(snapshot, {.state = JobState::failed}); });
    ASSERT_EQ(failed->size(), 1u);
    EXPECT_EQ(failed->at(0).kind, "b");
}

TEST_P(Jobs, ForgetsWhatWasDoneLongAgo) {
    enqueue("a");
    ASSERT_TRUE(finish(*take()));
    enqueue("b");
    const auto remove = [&](Instant before) {
        return write(
                   [&](Transaction& transaction) { return remove_done_jobs(transaction, before); })
            .value();
    };
    EXPECT_EQ(remove(test_start), 0u);
    EXPECT_EQ(remove(test_start + seconds(1)), 1u);
    EXPECT_EQ(only_job().kind, "b");
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
    const auto page = read([](Snapshot& snapshot) {
                          return list_jobs(snapshot, {.offset = 1, .count = 5});
                      }).value();
    ASSERT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].id, second);
    EXPECT_EQ(page[1].id, first);
    EXPECT_GT(third, second);
}

TEST_P(Jobs, CountsWhatFailedSinceAMoment) {
    const auto fail_one = [&](const std::string& kind) {
        enqueue(kind);
        ASSERT_TRUE(fail(*take(), {.error = "errors.smtp", .is_final = true}));
    };
    fail_one("a");
    world.clock.advance(seconds(60));
    enqueue("waits", world.clock.now() + seconds(600));
    const auto moment = world.clock.now();
    const auto since = [&](Instant from) {
        return read([&](Snapshot& snapshot) {
                   return Result<std::vector<JobTally>>(tally_failures(snapshot, from));
               })
            .value();
    };
    EXPECT_TRUE(since(moment).empty());
    fail_one("b");
    ASSERT_EQ(since(moment).size(), 1u);
    EXPECT_EQ(since(moment).at(0).count, 1u);
    EXPECT_EQ(since(moment).at(0).queue, "slow");
    EXPECT_EQ(since(Instant{}).at(0).count, 2u);
}

TEST_P(Jobs, RefusesAPayloadMovedFromAnotherJob) {
    enqueue("a");
    enqueue("b");
    world.tamper(
        "UPDATE jobs SET sealed = (SELECT sealed FROM jobs WHERE kind = 'b') "
        "WHERE kind = 'a'");
    EXPECT_FALSE(read([](Snapshot& snapshot) { return list_jobs(snapshot, {}); }));
}

}  // namespace
}  // namespace amparo::store
