#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace amparo {

/// Wakes one thread that waits for news: what rings while it works is not lost. Held by a shared
/// pointer where those who ring outlive the one who waits. Thread-safe.
class Bell {
  public:
    /// Whoever waits looks so often though nothing rang; there is news at the start.
    explicit Bell(std::chrono::milliseconds look_every) : look_every_(look_every) {}

    /// There is news: one wait() returns at once.
    void ring();
    /// It is over: every wait() returns at once.
    void end();
    /// Waits for news, or long enough. False when it is over.
    bool wait();
    bool is_over() const;

  private:
    const std::chrono::milliseconds look_every_;
    mutable std::mutex mutex_;  // guards all below
    std::condition_variable rung_;
    bool has_news_ = true;
    bool is_over_ = false;
};

}  // namespace amparo
