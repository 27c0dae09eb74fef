#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

#include "store/database.hpp"

namespace amparo::store::detail {

/// A write on its way: its caller waits until `done`.
struct Ticket {
    const std::function<bool(Transaction&)>* work = nullptr;
    bool is_stored = false;      // the work succeeded and waits for its commit
    std::exception_ptr failure;  // thrown again in the caller's thread
    std::binary_semaphore done{0};
};

/// One thread that takes whatever writes are waiting, at most batch_max, and hands them to `run`
/// together, so that they share one commit. There is no waiting for a batch to fill: while one
/// commit is on its way to the disk, the next batch gathers by itself. The queue is bounded by the
/// number of threads that write, because each waits for its own.
class WriterQueue {
  public:
    using Batch = std::vector<std::shared_ptr<Ticket>>;
    /// `run` works through a batch and notes failures in the tickets; it does not throw.
    WriterQueue(std::size_t batch_max, std::function<void(Batch&)> run);
    /// Finishes what is queued.
    ~WriterQueue();
    WriterQueue(const WriterQueue&) = delete;
    WriterQueue& operator=(const WriterQueue&) = delete;

    /// Returns when the work's batch is committed, or throws what went wrong.
    void write(const std::function<bool(Transaction&)>& work);

  private:
    void serve();
    Batch next_batch();

    const std::size_t batch_max_;
    const std::function<void(Batch&)> run_;
    std::mutex mutex_;  // guards waiting_ and is_stopping_
    std::condition_variable arrived_;
    Batch waiting_;
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace amparo::store::detail
