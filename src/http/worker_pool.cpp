#include "http/worker_pool.hpp"

namespace amparo::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
    threads_.reserve(threads);
    for (std::size_t n = 0; n < threads; ++n) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::submit(Job& job) {
    bool wake = false;
    {
        const std::scoped_lock lock(mutex_);
        if (queue_.size() >= queue_max_ || ending_) return false;
        queue_.push_back(std::move(job));
        wake = idle_ > 0;
    }
    if (wake) changed_.notify_one();
    return true;
}

void WorkerPool::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        if (queue_.empty()) {
            if (ending_) return;
            ++idle_;
            changed_.wait(lock);
            --idle_;
            continue;
        }
        auto job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
    }
}

}  // namespace amparo::http
