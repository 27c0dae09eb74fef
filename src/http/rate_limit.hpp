#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace amparo::http {

/// How many calls a caller may make: `burst` at once, refilled at `per_second`. 0 lifts it.
struct Rate {
    double per_second = 0;
    double burst = 0;
};

/// Token buckets by name (a user, an address). Forgets full buckets, so that its size follows
/// the callers of the last minutes; past a bound it forgets them all. Thread-safe.
class RateLimiter {
  public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RateLimiter(Rate rate) : rate_(rate) {}

    /// Takes one call. Zero: go on; else after how many whole seconds to try again.
    std::chrono::seconds take(std::string_view caller, Time now);
    /// How many buckets are remembered.
    std::size_t size() const;

  private:
    struct Bucket {
        double tokens;
        Time filled_at;
    };
    void forget_full(Time now);

    const Rate rate_;
    mutable std::mutex mutex_;  // guards buckets_ and next_sweep_
    std::map<std::string, Bucket, std::less<>> buckets_;
    Time next_sweep_{};
};

}  // namespace amparo::http
