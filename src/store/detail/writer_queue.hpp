#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "store/database.hpp"

namespace amparo::store::detail {

/// A write on its way: its caller waits until it is done.
struct Ticket {
    const std::function<bool(Transaction&)>* work = nullptr;
    bool is_stored = false;      // the work succeeded and waits for its commit
    std::exception_ptr failure;  // thrown again in the caller's thread

    /// Lets the caller go on.
    void finish();
    /// Returns when it is finished. A semaphore of GCC 12 spins first, which costs many waiting
    /// writers more than their work.
    void wait();

  private:
    std::mutex mutex_;  // guards is_finished_
    std::condition_variable finished_;
    bool is_finished_ = false;
};

/// One thread that takes whatever writes are waiting, at most batch_max, and hands them to `run`
/// together, so that they share one commit. There is no waiting for a batch to fill: while one
/// commit is on its way to the disk, the next batch gathers by itself. A second thread announces
/// what was committed, batch after batch, and then lets the callers go: so the index takes in one
/// batch while the next is on its way to the disk. Both queues are bounded by the number of threads
/// that write, because each waits for its own.
class WriterQueue {
  public:
    using Batch = std::vector<std::shared_ptr<Ticket>>;
    using Announce = std::function<void()>;
    /// `run` works through a batch, notes failures in the tickets, and gives what is to be done
    /// before the callers go on; neither throws.
    WriterQueue(std::size_t batch_max, std::function<Announce(Batch&)> run);
    /// Finishes what is queued.
    ~WriterQueue();
    WriterQueue(const WriterQueue&) = delete;
    WriterQueue& operator=(const WriterQueue&) = delete;

    /// Returns when the work's batch is committed, or throws what went wrong.
    void write(const std::function<bool(Transaction&)>& work);

  private:
    struct Committed {
        Batch batch;
        Announce announce;
    };
    void serve();
    Batch next_batch();
    void hand_on(Committed committed);
    void announce_all();
    std::optional<Committed> next_committed();

    const std::size_t batch_max_;
    const std::function<Announce(Batch&)> run_;
    std::mutex mutex_;  // guards all below but the threads
    std::condition_variable arrived_;
    std::condition_variable committed_one_;
    Batch waiting_;
    std::deque<Committed> committed_;
    bool is_stopping_ = false;  // no more writes come
    bool is_all_committed_ = false;
    std::thread announcer_;
    std::thread thread_;
};

}  // namespace amparo::store::detail
