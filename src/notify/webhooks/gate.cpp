#include "notify/webhooks/gate.hpp"

#include <algorithm>

namespace amparo::notify {

std::optional<DeliveryGate::Pass> DeliveryGate::enter(const std::string& webhook,
                                                      std::chrono::seconds& wait) {
    const std::scoped_lock lock(mutex_);
    auto& entry = entries_[webhook];
    const auto now = Clock::now();
    wait = std::chrono::seconds(1);
    if (entry.rests_until > now) {
        wait += std::chrono::duration_cast<std::chrono::seconds>(entry.rests_until - now);
        return std::nullopt;
    }
    // After a silence one asks first whether anybody is there.
    const int most = entry.failures > 0 ? 1 : at_once_max;
    if (entry.inside >= most) return std::nullopt;
    ++entry.inside;
    return Pass(*this, webhook);
}

void DeliveryGate::leave(const std::string& webhook) {
    const std::scoped_lock lock(mutex_);
    --entries_[webhook].inside;
}

void DeliveryGate::report(const std::string& webhook, bool has_answered) {
    const std::scoped_lock lock(mutex_);
    auto& entry = entries_[webhook];
    if (has_answered) {
        entry.failures = 0;
        entry.rests_until = {};
        return;
    }
    const auto doublings = std::min(entry.failures++, 6);
    entry.rests_until = Clock::now() + std::min(rest_max, rest_first * (1 << doublings));
}

}  // namespace amparo::notify
