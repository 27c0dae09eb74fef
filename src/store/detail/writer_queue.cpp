#include "store/detail/writer_queue.hpp"

#include <algorithm>

namespace amparo::store::detail {

WriterQueue::WriterQueue(std::size_t batch_max, std::function<void(Batch&)> run)
    : batch_max_(batch_max), run_(std::move(run)), thread_([this] { serve(); }) {
    AMPARO_REQUIRE(batch_max > 0);
}

WriterQueue::~WriterQueue() {
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void WriterQueue::write(const std::function<bool(Transaction&)>& work) {
    // A work or follower that writes would wait for itself.
    AMPARO_REQUIRE(std::this_thread::get_id() != thread_.get_id());
    auto ticket = std::make_shared<Ticket>();
    ticket->work = &work;
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(ticket);
    }
    arrived_.notify_one();
    ticket->done.acquire();
    // Out of the ticket, which the writer thread may hold a little longer.
    if (auto failure = std::move(ticket->failure)) std::rethrow_exception(std::move(failure));
}

void WriterQueue::serve() {
    for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
        run_(batch);
        for (const auto& ticket : batch) ticket->done.release();
    }
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
