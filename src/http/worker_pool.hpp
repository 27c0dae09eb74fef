#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace amparo::http {

/// Threads that run what may block, from one bounded queue. The destructor runs what is queued,
/// then ends. Thread-safe.
class WorkerPool {
  public:
    using Job = std::move_only_function<void()>;

    WorkerPool(std::size_t threads, std::size_t queue_max);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Takes the job, which must not throw, into the queue; false, leaving it with the caller,
    /// when the queue is full.
    bool submit(Job& job);

  private:
    void run();

    const std::size_t queue_max_;
    std::mutex mutex_;  // guards all below but threads_
    std::condition_variable changed_;
    std::deque<Job> queue_;
    std::size_t idle_ = 0;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace amparo::http
