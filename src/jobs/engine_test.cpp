#include "jobs/engine.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "base/random.hpp"
#include "store/documents.hpp"
#include "store/schedules.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::jobs {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using store::JobState;

constexpr Instant test_start{milliseconds(1'700'000'000'000)};

bool eventually(const std::function<bool()>& holds) {
    for (int round = 0; round < 1500; ++round) {
        if (holds()) return true;
        std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
}

/// A database with one queue, and engines over it.
class EngineTest : public ::testing::Test {
  protected:
    std::unique_ptr<store::Database> open(const Clock& with) {
        const store::DatabaseOptions options{.url = "sqlite://" + (folder / "a.db").string()};
        return std::move(*store::Database::open(options, *keys, with, random));
    }
    static std::unique_ptr<Engine> engine_on(store::Database& on, seconds lease = seconds(60)) {
        auto engine = std::make_unique<Engine>(on, [] { return "UTC"; });
        engine->add_queue({.name = "slow", .workers = 2, .lease = lease});
        return engine;
    }
    std::int64_t enqueue(const std::string& kind, int attempts_max = 3) {
        return database
            ->write([&](store::Transaction& transaction) -> Result<std::int64_t> {
                AMPARO_CHECK(store::put_document(transaction, {.kind = "note", .key = kind}));
                return store::enqueue_job(transaction, {.queue = "slow",
                                                        .kind = kind,
                                                        .attempts_max = attempts_max,
                                                        .payload = {{"n", 7}}});
            })
            .value();
    }
    store::Job job(std::int64_t id) {
        return **database->read(
            [&](store::Snapshot& snapshot) { return store::find_job(snapshot, id); });
    }
    bool is_done(std::int64_t id) { return job(id).state == JobState::done; }

    testing::TemporaryFolder folder;
    SystemRandom random;
    ManualClock clock{test_start};
    SystemClock real_clock;
    std::unique_ptr<store::KeyRing> keys =
        std::move(*store::KeyRing::create(folder / "keys", random));
    std::unique_ptr<store::Database> database = open(clock);
};

TEST_F(EngineTest, DoesWhatIsDueAndKeepsTheResult) {
    const auto engine = engine_on(*database);
    engine->handle("double", [](const store::RunningJob& running) -> Result<json::Object> {
        return json::Object{{"result", json::integer_or(running.job.payload, "n", 0) * 2}};
    });
    const auto id = enqueue("double");
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_TRUE(is_done(id));
    EXPECT_EQ(job(id).result.at("result"), 14);
    EXPECT_EQ(engine->run_due(), 0u);
}

TEST_F(EngineTest, LooksAroundBeforeItWorks) {
    int looks = 0;
    const auto engine = engine_on(*database);
    engine->handle("called_for",
                   [](const store::RunningJob&) -> Result<json::Object> { return json::Object{}; });
    engine->look_with([&]() -> Result<> {
        if (++looks == 1) return refuse(Errc::busy, "errors.busy");
        enqueue("called_for");
        return {};
    });
    EXPECT_EQ(engine->run_due(), 0u) << "a refusal stops nobody";
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_EQ(looks, 2);
}

TEST_F(EngineTest, WorksOnWhenALookBreaks) {
    int looks = 0;
    const auto engine = engine_on(*database);
    engine->handle("due",
                   [](const store::RunningJob&) -> Result<json::Object> { return json::Object{}; });
    engine->look_with([]() -> Result<> { throw std::runtime_error("broken"); });
    engine->look_with([&]() -> Result<> {
        ++looks;
        return {};
    });
    enqueue("due");
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_EQ(looks, 1);
}

TEST_F(EngineTest, LooksAroundByItself) {
    std::atomic<int> looks = 0;
    const auto engine = engine_on(*database);
    engine->look_with([&]() -> Result<> {
        ++looks;
        return {};
    });
    engine->start();
    EXPECT_TRUE(eventually([&] { return looks > 1; }));
}

TEST_F(EngineTest, TriesAgainUntilItWorks) {
    int calls = 0;
    const auto engine = engine_on(*database);
    engine->handle("moody", [&](const store::RunningJob&) -> Result<json::Object> {
        if (++calls == 1) return refuse(Errc::busy, "errors.busy");
        if (calls == 2) throw Outage("the disk");
        return json::Object{};
    });
    const auto id = enqueue("moody");
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_EQ(job(id).error, "errors.busy");
    clock.advance(seconds(2));
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_EQ(job(id).error, "errors.job.outage");
    clock.advance(seconds(4));
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_TRUE(is_done(id));
    EXPECT_EQ(calls, 3);
}

TEST_F(EngineTest, KeepsWhatFailedForGood) {
    const auto engine = engine_on(*database);
    engine->handle("bug", [](const store::RunningJob&) -> Result<json::Object> {
        throw std::logic_error("a bug");
    });
    engine->handle("hopeless", [](const store::RunningJob&) -> Result<json::Object> {
        return std::unexpected(Error{.code = Errc::invalid,
                                     .message = "errors.test",
                                     .retry_after_seconds = store::never_again});
    });
    const auto bug = enqueue("bug", 1);
    const auto hopeless = enqueue("hopeless", 50);
    const auto unknown = enqueue("unknown", 1);
    EXPECT_EQ(engine->run_due(), 3u);
    EXPECT_EQ(job(bug).state, JobState::failed);
    EXPECT_EQ(job(bug).error, "errors.job.broken");
    EXPECT_EQ(job(hopeless).state, JobState::failed);
    EXPECT_EQ(job(hopeless).error, "errors.test");
    EXPECT_EQ(job(unknown).error, "errors.job.unknown");
}

TEST_F(EngineTest, WaitsAsLongAsTheHandlerWants) {
    const auto engine = engine_on(*database);
    engine->handle("later", [](const store::RunningJob&) -> Result<json::Object> {
        return std::unexpected(
            Error{.code = Errc::busy, .message = "errors.test", .retry_after_seconds = 1000});
    });
    const auto id = enqueue("later");
    engine->run_due();
    EXPECT_EQ(job(id).run_at, test_start + seconds(1000));
}

TEST_F(EngineTest, DoesWhatADeadWorkerLeftBehind) {
    const auto id = enqueue("mail");
    ASSERT_TRUE(database->write([](store::Transaction& transaction) {
        return store::take_job(transaction, "slow", seconds(60));
    }));
    const auto engine = engine_on(*database);
    engine->handle("mail", [](const store::RunningJob&) { return json::Object{}; });
    EXPECT_EQ(engine->run_due(), 0u);
    clock.advance(seconds(60));
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_TRUE(is_done(id));
}

TEST_F(EngineTest, SharesTheWorkBetweenNodesAndStartsAtOnce) {
    std::atomic<int> calls = 0;
    const auto count = [&](const store::RunningJob&) -> Result<json::Object> {
        ++calls;
        return json::Object{};
    };
    const auto other_database = open(clock);
    const auto first = engine_on(*database);
    const auto second = engine_on(*other_database);
    std::vector<std::int64_t> ids;
    for (auto* engine : {first.get(), second.get()}) {
        engine->handle("count", count);
        engine->start();
    }
    for (int job = 0; job < 20; ++job) ids.push_back(enqueue("count"));
    EXPECT_TRUE(
        eventually([&] { return std::ranges::all_of(ids, [&](auto id) { return is_done(id); }); }));
    EXPECT_EQ(calls, 20);
}

TEST_F(EngineTest, DoesAsManyAtOnceAsTheQueueHasWorkers) {
    std::atomic<int> running = 0;
    std::atomic<bool> were_two = false;
    const auto engine = engine_on(*database);
    engine->handle("meet", [&](const store::RunningJob&) -> Result<json::Object> {
        ++running;
        for (int round = 0; round < 500 && !were_two; ++round) {
            if (running == 2) were_two = true;
            std::this_thread::sleep_for(milliseconds(10));
        }
        --running;
        return json::Object{};
    });
    engine->start();
    const auto first = enqueue("meet");
    const auto second = enqueue("meet");
    EXPECT_TRUE(eventually([&] { return is_done(first) && is_done(second); }));
    EXPECT_TRUE(were_two);
}

TEST_F(EngineTest, HoldsOnToALongJob) {
    const auto mine = open(real_clock);
    const auto theirs = open(real_clock);
    std::atomic<int> calls = 0;
    const auto slow = [&](const store::RunningJob& running) -> Result<json::Object> {
        ++calls;
        for (int round = 0; round < 30 && !running.is_stopping(); ++round) {
            AMPARO_CHECK(running.report({{"done", round}}));
            std::this_thread::sleep_for(milliseconds(150));
        }
        return json::Object{};
    };
    const auto first = engine_on(*mine, seconds(3));
    const auto second = engine_on(*theirs, seconds(3));
    for (auto* engine : {first.get(), second.get()}) {
        engine->handle("slow", slow);
        engine->start();
    }
    const auto id = enqueue("slow");
    EXPECT_TRUE(eventually([&] { return is_done(id); }));
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(job(id).attempts, 1);
}

TEST_F(EngineTest, GivesAnUnfinishedJobBackWhenItStops) {
    std::atomic<bool> has_begun = false;
    auto engine = engine_on(*database);
    engine->handle("long", [&](const store::RunningJob& running) -> Result<json::Object> {
        has_begun = true;
        while (!running.is_stopping()) std::this_thread::sleep_for(milliseconds(5));
        return refuse(Errc::busy, "errors.job.interrupted");
    });
    engine->start();
    const auto id = enqueue("long", 1);
    ASSERT_TRUE(eventually([&] { return has_begun.load(); }));
    engine->stop();
    EXPECT_EQ(job(id).state, JobState::waiting);
    EXPECT_EQ(job(id).attempts, 0);
    engine = engine_on(*database);
    engine->handle("long", [](const store::RunningJob&) { return json::Object{}; });
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_TRUE(is_done(id));
}

TEST_F(EngineTest, RepeatsAndCatchesUpOnceAfterDowntime) {
    std::vector<Instant> successes;
    const auto engine = engine_on(*database);
    engine->repeat({.name = "birthdays",
                    .queue = "slow",
                    .timing = Timing::daily(std::chrono::minutes(30)),
                    .handler = [&](const store::RunningJob&) -> Result<json::Object> {
                        const auto known = database->read([](store::Snapshot& snapshot) {
                            return store::find_schedule(snapshot, "birthdays");
                        });
                        successes.push_back(known->success_at);
                        return json::Object{};
                    }});
    EXPECT_EQ(engine->run_due(), 0u) << "it is due tonight";
    clock.advance(hours(24));
    const auto first_run = clock.now();
    EXPECT_EQ(engine->run_due(), 1u);
    EXPECT_EQ(engine->run_due(), 0u);
    clock.advance(hours(24 * 9));
    EXPECT_EQ(engine->run_due(), 1u) << "once, for all the days";
    EXPECT_EQ(successes, (std::vector<Instant>{Instant{}, first_run}));
}

}  // namespace
}  // namespace amparo::jobs
