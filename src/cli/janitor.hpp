#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "store/database.hpp"

namespace amparo::cli {

/// Removes what has expired (sessions, attempts to sign in, answers kept for repeated requests),
/// now and then, until it is destroyed. A database that does not answer is tried again later.
class Janitor {
  public:
    Janitor(store::Database& database, std::chrono::milliseconds pause);
    ~Janitor();
    Janitor(const Janitor&) = delete;
    Janitor& operator=(const Janitor&) = delete;

    /// One round; for tests and for the thread.
    static void clean(store::Database& database);

  private:
    void work(std::chrono::milliseconds pause);

    store::Database& database_;
    std::mutex mutex_;  // guards stopping_
    std::condition_variable wake_;
    bool stopping_ = false;
    std::jthread thread_;
};

}  // namespace amparo::cli
