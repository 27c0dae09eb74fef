#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <unordered_set>

namespace amparo::api {

/// Lets one call of a key work at a time; who sends the same meanwhile waits for its end.
/// For several threads.
class Turns {
  public:
    /// Ends with its scope.
    class Turn {
      public:
        Turn(Turns& turns, std::string key) : turns_(&turns), key_(std::move(key)) {}
        ~Turn() { turns_->end(key_); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

      private:
        Turns* turns_;
        std::string key_;
    };
    /// Waits until nobody else has the turn of this key.
    Turn take(const std::string& key) {
        std::unique_lock lock(mutex_);
        ended_.wait(lock, [&] { return !working_.contains(key); });
        working_.insert(key);
        return {*this, key};
    }

  private:
    void end(const std::string& key) {
        {
            const std::scoped_lock lock(mutex_);
            working_.erase(key);
        }
        ended_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable ended_;
    std::unordered_set<std::string> working_;
};

}  // namespace amparo::api
