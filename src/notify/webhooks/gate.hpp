#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace amparo::notify {

/// Keeps one receiver from holding up the others: at most so many deliveries to it at once, and
/// none for a while after it did not answer. Thread-safe; each node has its own.
class DeliveryGate {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr int at_once_max = 2;
    static constexpr std::chrono::seconds rest_first{5};
    static constexpr std::chrono::seconds rest_max{300};

    /// A delivery that is let in; leaves when it goes.
    class Pass {
      public:
        Pass(DeliveryGate& gate, std::string webhook)
            : gate_(&gate), webhook_(std::move(webhook)) {}
        Pass(Pass&& other) noexcept
            : gate_(std::exchange(other.gate_, nullptr)), webhook_(std::move(other.webhook_)) {}
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        Pass& operator=(Pass&&) = delete;
        ~Pass() {
            if (gate_ != nullptr) gate_->leave(webhook_);
        }
        /// Whether the receiver answered at all.
        void report(bool has_answered) { gate_->report(webhook_, has_answered); }

      private:
        DeliveryGate* gate_;
        std::string webhook_;
    };
    /// nullopt when the receiver is busy or rests; `wait` says for how long.
    std::optional<Pass> enter(const std::string& webhook, std::chrono::seconds& wait);

  private:
    struct Entry {
        int inside = 0;
        int failures = 0;  // without an answer, in a row
        Clock::time_point rests_until{};
    };
    void leave(const std::string& webhook);
    void report(const std::string& webhook, bool has_answered);

    std::mutex mutex_;  // guards entries_
    std::map<std::string, Entry> entries_;
};

}  // namespace amparo::notify
