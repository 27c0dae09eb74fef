#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/random.hpp"

namespace amparo::testing {

/// People who register one case after another until they are stopped or the server goes.
class WriteLoad {
  public:
    WriteLoad(std::uint16_t port, int writers);
    ~WriteLoad() { stop(); }
    WriteLoad(const WriteLoad&) = delete;
    WriteLoad& operator=(const WriteLoad&) = delete;

    /// Waits until so many cases were acknowledged; fails the test when that takes too long.
    void wait_for(std::size_t acknowledged);
    /// Ends the load.
    void stop();
    /// The ids of the cases whose creation the server confirmed.
    std::vector<std::string> acknowledged() const;
    /// Answers that were neither a confirmation nor the end of the connection.
    std::vector<int> refusals() const;

  private:
    void work(std::uint16_t port);
    void note(int status, const std::string& id);

    std::atomic<bool> is_stopping_{false};
    mutable std::mutex mutex_;  // guards all below but the threads
    std::vector<std::string> acknowledged_;
    std::vector<int> refusals_;
    SystemRandom random_;
    std::vector<std::thread> threads_;
};

}  // namespace amparo::testing
