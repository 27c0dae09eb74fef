#include "jobs/engine.hpp"

#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "base/bell.hpp"
#include "base/log.hpp"
#include "store/schedules.hpp"

namespace amparo::jobs {

namespace {

constexpr std::chrono::milliseconds look_every{1000};  // for jobs of other nodes, later attempts
using Steady = std::chrono::steady_clock;

}  // namespace

/// Where the workers of each queue wait until the queue has something for them.
class Engine::Lines {
  public:
    /// Everybody looks once at the start.
    explicit Lines(const std::vector<Queue>& queues) {
        for (const auto& queue : queues) wanted_.push_back(queue.workers);
    }
    /// All workers of the queue look for work.
    void wake(std::size_t queue, int workers) {
        const std::scoped_lock lock(mutex_);
        wanted_[queue] = workers;
        changed_.notify_all();
    }
    void end() {
        const std::scoped_lock lock(mutex_);
        is_over_ = true;
        changed_.notify_all();
    }
    /// False when it is over.
    bool wait(std::size_t queue) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return wanted_[queue] > 0 || is_over_; });
        --wanted_[queue];
        return !is_over_;
    }

  private:
    std::mutex mutex_;  // guards all below
    std::condition_variable changed_;
    std::vector<int> wanted_;  // workers who have not looked yet
    bool is_over_ = false;
};

/// The jobs this node is doing, whose leases are renewed meanwhile.
struct Engine::Held {
    struct Entry {
        const store::Job& job;
        const Queue& queue;
        Steady::time_point started = Steady::now();
        Steady::time_point renewed = Steady::now();
        std::atomic<bool> is_lost = false;
    };
    std::mutex mutex;  // guards entries
    std::list<Entry> entries;
};

Engine::Engine(store::Database& database, std::function<std::string()> time_zone)
    : database_(database),
      time_zone_(std::move(time_zone)),
      bell_(std::make_shared<Bell>(look_every)),
      held_(std::make_unique<Held>()) {}

Engine::~Engine() {
    stop();
}

void Engine::add_queue(Queue queue) {
    AMPARO_REQUIRE(threads_.empty());
    queues_.push_back(std::move(queue));
}

void Engine::handle(const std::string& kind, store::JobHandler handler) {
    AMPARO_REQUIRE(threads_.empty() && !handlers_.contains(kind));
    handlers_.emplace(kind, std::move(handler));
}

void Engine::repeat(Periodic periodic) {
    handle(periodic.name, periodic.handler);
    periodic_.push_back(std::move(periodic));
}

void Engine::look_with(std::function<Result<>()> look) {
    AMPARO_REQUIRE(threads_.empty());
    looks_.push_back(std::move(look));
}

void Engine::start() {
    make_schedules_known();
    lines_ = std::make_unique<Lines>(queues_);
    database_.follow_records([bell = bell_](const auto&) { bell->ring(); });
    database_.follow_documents([bell = bell_](const auto&) { bell->ring(); });
    threads_.emplace_back([this] { watch(); });
    for (std::size_t queue = 0; queue < queues_.size(); ++queue) {
        for (int worker = 0; worker < queues_[queue].workers; ++worker) {
            threads_.emplace_back([this, queue] { work(queue); });
        }
    }
}

void Engine::stop() {
    bell_->end();
    if (lines_) lines_->end();
    threads_.clear();
}

void Engine::make_schedules_known() {
    const auto now = database_.clock().now();
    const auto known = database_.write([&](store::Transaction& transaction) -> Result<> {
        for (const auto& job : periodic_) {
            const auto first = job.timing.next(now, time_zone_());
            AMPARO_CHECK(store::ensure_schedule(transaction, job.name, first));
        }
        return {};
    });
    AMPARO_REQUIRE(known.has_value());
}

void Engine::watch() {
    while (bell_->wait()) {
        try {
            hold_on();
            look_around();
            start_due_schedules();
            wake_due_queues();
        } catch (const std::exception& error) {
            log::error("jobs.watch_failed", {{"why", error.what()}});
        }
    }
}

void Engine::work(std::size_t queue) {
    while (lines_->wait(queue)) {
        try {
            while (!bell_->is_over() && do_next(queues_[queue])) {
            }
        } catch (const std::exception& error) {
            log::error("jobs.failed", {{"why", error.what()}});
        }
    }
}

void Engine::look_around() {
    for (const auto& look : looks_) {
        try {
            const auto looked = look();
            if (looked) continue;
            const auto& why = looked.error();
            log::warn("jobs.not_looked", {{"why", why.message.key}, {"internal", why.internal}});
        } catch (const std::exception& error) {
            // What it looks at is broken; all other work goes on.
            log::error("jobs.not_looked", {{"why", error.what()}});
        }
    }
}

std::size_t Engine::run_due() {
    make_schedules_known();
    look_around();
    std::size_t done = 0;
    for (bool found = true; found;) {
        start_due_schedules();
        found = false;
        for (const auto& queue : queues_) {
            while (do_next(queue)) {
                found = true;
                ++done;
            }
        }
    }
    return done;
}

void Engine::start_due_schedules() {
    const auto now = database_.clock().now();
    const auto schedules =
        database_.read([](store::Snapshot& snapshot) { return store::list_schedules(snapshot); });
    for (const auto& job : periodic_) {
        const auto known = std::ranges::find(schedules, job.name, &store::JobSchedule::name);
        if (known == schedules.end() || known->next_at > now) continue;
        const store::ScheduledRun run{.name = job.name,
                                      .next_at = job.timing.next(now, time_zone_()),
                                      .job = {.queue = job.queue, .kind = job.name}};
        const auto started = database_.write([&](store::Transaction& transaction) {
            return store::start_scheduled(transaction, run);
        });
        if (started && *started) log::debug("jobs.scheduled", {{"name", job.name}});
    }
}

void Engine::wake_due_queues() {
    std::vector<std::size_t> due;
    database_.read([&](store::Snapshot& snapshot) {
        for (std::size_t queue = 0; queue < queues_.size(); ++queue) {
            if (store::has_due_job(snapshot, queues_[queue].name)) due.push_back(queue);
        }
        return true;
    });
    for (const auto queue : due) lines_->wake(queue, queues_[queue].workers);
}

// A job that runs for too long is let go: its lease ends, and another worker starts it again.
void Engine::hold_on() {
    const std::scoped_lock lock(held_->mutex);
    const auto now = Steady::now();
    for (auto& entry : held_->entries) {
        const bool is_due = now - entry.renewed > entry.queue.lease / 3;
        if (entry.is_lost || !is_due || now - entry.started > entry.queue.run_max) continue;
        const auto renewed = database_.write([&](store::Transaction& transaction) {
            return store::renew_job(transaction, entry.job, entry.queue.lease);
        });
        entry.is_lost = !renewed;
        entry.renewed = now;
    }
}

bool Engine::do_next(const Queue& queue) {
    const bool is_due = database_.read(
        [&](store::Snapshot& snapshot) { return store::has_due_job(snapshot, queue.name); });
    if (!is_due) return false;
    const auto taken = database_.write([&](store::Transaction& transaction) {
        return store::take_job(transaction, queue.name, queue.lease);
    });
    if (!taken) {
        log::error("jobs.not_taken", {{"queue", queue.name}, {"why", taken.error().message.key}});
        return false;
    }
    if (!*taken) return false;
    do_job(queue, **taken);
    return true;
}

void Engine::do_job(const Queue& queue, const store::Job& job) {
    std::list<Held::Entry>::iterator entry;
    {
        const std::scoped_lock lock(held_->mutex);
        entry = held_->entries.emplace(held_->entries.end(), job, queue);
    }
    const store::RunningJob running{
        .job = job,
        .report =
            [&](const json::Object& progress) {
                return database_.write([&](store::Transaction& transaction) {
                    return store::report_job(transaction, job, progress);
                });
            },
        .is_stopping = [&] { return bell_->is_over() || entry->is_lost; }};
    const auto outcome = run(running);
    {
        const std::scoped_lock lock(held_->mutex);
        held_->entries.erase(entry);
    }
    settle(job, outcome);
}

Result<json::Object> Engine::run(const store::RunningJob& running) const {
    const auto handler = handlers_.find(running.job.kind);
    if (handler == handlers_.end()) return refuse(Errc::invalid, "errors.job.unknown");
    try {
        return handler->second(running);
    } catch (const Outage& outage) {
        return refuse(Errc::busy, "errors.job.outage", outage.what());
    } catch (const std::exception& failure) {
        return refuse(Errc::invalid, "errors.job.broken", failure.what());
    }
}

void Engine::settle(const store::Job& job, const Result<json::Object>& outcome) {
    const auto stored = database_.write([&](store::Transaction& transaction) -> Result<> {
        if (outcome) {
            AMPARO_CHECK(store::settle_scheduled(transaction, job, ""));
            return store::finish_job(transaction, job, *outcome);
        }
        const auto& error = outcome.error();
        if (error.code == Errc::busy && bell_->is_over())
            return store::release_job(transaction, job);
        const bool is_final = error.retry_after_seconds == store::never_again;
        if (is_final || job.attempts >= job.attempts_max) {
            AMPARO_CHECK(store::settle_scheduled(transaction, job, error.message.key));
        }
        const std::chrono::seconds pause{std::max(error.retry_after_seconds, 0)};
        return store::fail_job(transaction, job,
                               {.error = error.message.key, .pause = pause, .is_final = is_final});
    });
    if (outcome && stored) return;
    const auto& why = outcome ? stored.error() : outcome.error();
    log::warn("jobs.not_done", {{"job", job.id},
                                {"kind", job.kind},
                                {"attempt", job.attempts},
                                {"why", why.message.key},
                                {"internal", why.internal}});
}

}  // namespace amparo::jobs
