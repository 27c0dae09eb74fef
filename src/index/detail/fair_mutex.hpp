#pragma once

#include <mutex>
#include <shared_mutex>

namespace amparo::index {

/// A shared mutex under which a waiting writer is not overtaken by new readers: the system's own
/// lets a steady stream of readers keep a writer out for ever.
class FairMutex {
  public:
    void lock() {
        const std::lock_guard turn(turn_);
        mutex_.lock();
    }
    void unlock() { mutex_.unlock(); }
    void lock_shared() {
        const std::lock_guard turn(turn_);
        mutex_.lock_shared();
    }
    void unlock_shared() { mutex_.unlock_shared(); }

  private:
    std::mutex turn_;
    std::shared_mutex mutex_;
};

}  // namespace amparo::index
