#include "store/detail/writer_queue.hpp"

#include <algorithm>

namespace amparo::store::detail {

void Ticket::finish() {
    {
        const std::scoped_lock lock(mutex_);
        is_finished_ = true;
    }
    finished_.notify_one();
}

void Ticket::wait() {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return is_finished_; });
}

WriterQueue::WriterQueue(std::size_t batch_max, std::function<Announce(Batch&)> run)
    : batch_max_(batch_max),
      run_(std::move(run)),
      announcer_([this] { announce_all(); }),
      thread_([this] { serve(); }) {
    AMPARO_REQUIRE(batch_max > 0);
}

WriterQueue::~WriterQueue() {
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
    {
        const std::scoped_lock lock(mutex_);
        is_all_committed_ = true;
    }
    committed_one_.notify_one();
    announcer_.join();
}

void WriterQueue::write(const std::function<bool(Transaction&)>& work) {
    // A work or follower that writes would wait for itself.
    AMPARO_REQUIRE(std::this_thread::get_id() != thread_.get_id() &&
                   std::this_thread::get_id() != announcer_.get_id());
    auto ticket = std::make_shared<Ticket>();
    ticket->work = &work;
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(ticket);
    }
    arrived_.notify_one();
    ticket->wait();
    // Out of the ticket, which our threads may hold a little longer.
    if (auto failure = std::move(ticket->failure)) std::rethrow_exception(std::move(failure));
}

void WriterQueue::serve() {
    for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
        auto announce = run_(batch);
        hand_on({.batch = std::move(batch), .announce = std::move(announce)});
    }
}

void WriterQueue::hand_on(Committed committed) {
    {
        const std::scoped_lock lock(mutex_);
        committed_.push_back(std::move(committed));
    }
    committed_one_.notify_one();
}

void WriterQueue::announce_all() {
    for (auto next = next_committed(); next; next = next_committed()) {
        if (next->announce) next->announce();
        for (const auto& ticket : next->batch) ticket->finish();
    }
}

// Nothing only when all is committed and announced.
std::optional<WriterQueue::Committed> WriterQueue::next_committed() {
    std::unique_lock lock(mutex_);
    committed_one_.wait(lock, [&] { return is_all_committed_ || !committed_.empty(); });
    if (committed_.empty()) return std::nullopt;
    auto next = std::move(committed_.front());
    committed_.pop_front();
    return next;
}

// Empty only when the queue is to stop and nothing is left.
WriterQueue::Batch WriterQueue::next_batch() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return is_stopping_ || !waiting_.empty(); });
    Batch batch;
    if (waiting_.size() <= batch_max_) {
        batch.swap(waiting_);
        return batch;
    }
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(batch_max_);
    std::move(waiting_.begin(), end, std::back_inserter(batch));
    waiting_.erase(waiting_.begin(), end);
    return batch;
}

}  // namespace amparo::store::detail
