#include "http/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::http {

namespace {

constexpr std::size_t buckets_max = 100'000;  // an attacker with many addresses must not fill us
constexpr std::chrono::seconds sweep_every{60};

}  // namespace

std::chrono::seconds RateLimiter::take(std::string_view caller, Time now) {
    if (rate_.per_second <= 0) return std::chrono::seconds(0);
    const std::scoped_lock lock(mutex_);
    if (now >= next_sweep_ || buckets_.size() >= buckets_max) forget_full(now);
    auto found = buckets_.find(caller);
    if (found == buckets_.end()) {
        found = buckets_.emplace(std::string(caller), Bucket{rate_.burst, now}).first;
    }
    auto& bucket = found->second;
    const std::chrono::duration<double> passed = now - bucket.filled_at;
    bucket.tokens = std::min(rate_.burst, bucket.tokens + passed.count() * rate_.per_second);
    bucket.filled_at = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::chrono::seconds(0);
    }
    const auto wait = std::ceil((1 - bucket.tokens) / rate_.per_second);
    return std::chrono::seconds(std::max<long>(1, static_cast<long>(wait)));
}

std::size_t RateLimiter::size() const {
    const std::scoped_lock lock(mutex_);
    return buckets_.size();
}

void RateLimiter::forget_full(Time now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        const std::chrono::duration<double> passed = now - entry.second.filled_at;
        return entry.second.tokens + passed.count() * rate_.per_second >= rate_.burst;
    });
    if (buckets_.size() >= buckets_max) buckets_.clear();
    next_sweep_ = now + sweep_every;
}

}  // namespace amparo::http
