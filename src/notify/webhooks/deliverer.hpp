#pragma once

#include <functional>
#include <string>

#include "notify/webhooks/gate.hpp"
#include "notify/webhooks/message.hpp"
#include "notify/webhooks/registry.hpp"
#include "records/service.hpp"
#include "store/jobs.hpp"

namespace amparo::notify {

/// Pauses before the second, third, … attempt; after the last one a delivery is dead
/// (administration.md §18.3).
inline constexpr std::array<std::chrono::seconds, 8> delivery_pauses{
    std::chrono::seconds(10), std::chrono::minutes(1), std::chrono::minutes(5),
    std::chrono::minutes(30), std::chrono::hours(2),   std::chrono::hours(6),
    std::chrono::hours(12),   std::chrono::hours(24)};

/// Makes deliveries: one a job, at least once, in the order of their lane.
class WebhookDeliverer {
  public:
    /// What it stands on; `is_enabled` false: everything waits.
    struct Parts {
        records::Service& records;
        WebhookRegistry& webhooks;
        std::string hostname;
        bool is_enabled = true;
    };
    explicit WebhookDeliverer(Parts parts) : parts_(std::move(parts)) {}

    /// The handler of deliver_kind. A refusal says when to try again.
    Result<json::Object> run(const store::RunningJob& running);
    /// Sends a test at once and says what came of it; kept nowhere.
    store::Delivery send_test(const Webhook& webhook);
    /// Gives lost lanes a job and forgets old deliveries; what it did.
    Result<json::Object> look_after();

  private:
    struct Outcome;
    Result<Outcome> attempt(const Webhook& webhook, const store::Delivery& delivery);
    Result<json::Object> settle(const Webhook& webhook, store::Delivery delivery,
                                const Outcome& outcome);
    Result<json::Object> give_up(const Webhook& webhook, store::Delivery delivery,
                                 const Outcome& outcome);
    Result<> keep(const Webhook& webhook, const store::Delivery& delivery,
                  const std::string& status);
    void note(const Webhook& webhook, const store::Delivery& delivery, const Outcome& outcome);
    std::chrono::seconds pause_after(const store::Delivery& delivery, const Outcome& outcome) const;
    store::Database& database() const { return *parts_.records.dependencies().database; }
    Instant now() const { return database().clock().now(); }

    Parts parts_;
    DeliveryGate gate_;
};

}  // namespace amparo::notify
