#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "jobs/timing.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"

namespace amparo {
class Bell;
}

namespace amparo::jobs {

/// A line that jobs wait in.
struct Queue {
    std::string name;
    int workers = 1;                    // jobs of it that this node does at once
    std::chrono::seconds lease{60};     // a dead worker's job goes to another after it
    std::chrono::minutes run_max{120};  // a job that takes longer is given to another worker
};

/// A job that comes back. One run at a time, whatever the nodes; after downtime it runs at once,
/// and store::find_schedule says when it last succeeded, so that it can catch up.
struct Periodic {
    std::string name;  // also the kind of its jobs
    std::string queue;
    Timing timing;
    store::JobHandler handler;
};

/// Does the jobs of a deployment, on threads of its own, until it is destroyed. Every node has
/// one; they share the work by taking jobs from the store. Whatever is added is added before
/// start(). Thread-safe from then on.
class Engine {
  public:
    /// The zone is asked for each time, because it is configuration.
    Engine(store::Database& database, std::function<std::string()> time_zone);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Jobs of a queue that was not added wait for a node that has it.
    void add_queue(Queue queue);
    /// Who does the jobs of a kind; each kind has one handler, and its queue must have been added.
    void handle(const std::string& kind, store::JobHandler handler);
    /// As handle(), for a job that comes back by itself.
    void repeat(Periodic periodic);

    /// Is called at the start, after every commit and at least once a second, before schedules, by
    /// one thread at a time: cheap looks at what may call for a job. A refusal is logged.
    void look_with(std::function<Result<>()> look);

    /// Makes the schedules known and starts the threads. Throws Outage when the database is out.
    void start();
    /// Tells handlers to stop and waits for them; jobs that are not done go on after a restart.
    void stop();
    /// Does what is due now in the caller's thread, schedules first, until nothing is; returns
    /// how many jobs it did. For commands and tests, instead of start().
    std::size_t run_due();

    /// Every periodic job with its timing, in the order added.
    const std::vector<Periodic>& periodic() const { return periodic_; }

  private:
    struct Held;
    class Lines;
    void work(std::size_t queue);
    void watch();
    bool do_next(const Queue& queue);
    void do_job(const Queue& queue, const store::Job& job);
    Result<json::Object> run(const store::RunningJob& running) const;
    void settle(const store::Job& job, const Result<json::Object>& outcome);
    void make_schedules_known();
    void look_around();
    void start_due_schedules();
    void hold_on();
    void wake_due_queues();

    store::Database& database_;
    std::function<std::string()> time_zone_;
    std::vector<Queue> queues_;
    std::vector<Periodic> periodic_;
    std::vector<std::function<Result<>()>> looks_;
    std::map<std::string, store::JobHandler, std::less<>> handlers_;
    std::shared_ptr<Bell> bell_;  // rung by every commit; outlives this, because followers do
    std::unique_ptr<Lines> lines_;
    std::unique_ptr<Held> held_;
    std::vector<std::jthread> threads_;
};

}  // namespace amparo::jobs
