#include "notify/webhooks/lanes.hpp"

#include "store/jobs.hpp"

namespace amparo::notify {
namespace {

// How often a delivery is tried is its own to count; a job that was put off must not wear out.
constexpr int attempts_max = 1'000'000;
constexpr std::size_t given_up_max = 10'000;  // failed jobs looked at; who asks again gets the rest
constexpr std::size_t lanes_max = 10'000;     // woken at once; the others follow the next time

}  // namespace

Result<> enqueue_delivery(store::Transaction& transaction, std::int64_t id) {
    AMPARO_CHECK(store::enqueue_job(transaction, {.queue = std::string(webhook_queue),
                                                  .kind = std::string(deliver_kind),
                                                  .attempts_max = attempts_max,
                                                  .payload = {{"delivery", id}}}));
    return {};
}

Result<std::int64_t> add_delivery(store::Transaction& transaction,
                                  const store::Delivery& delivery) {
    const auto first =
        store::first_open_delivery(transaction, {delivery.webhook, delivery.record_id});
    AMPARO_TRY(const auto id, store::insert_delivery(transaction, delivery));
    if (first == 0) AMPARO_CHECK(enqueue_delivery(transaction, id));
    return id;
}

Result<> end_delivery(store::Transaction& transaction, const store::Delivery& delivery) {
    store::hold_log_cursor(transaction, webhook_reader);
    AMPARO_CHECK(store::update_delivery(transaction, delivery));
    const auto next =
        store::first_open_delivery(transaction, {delivery.webhook, delivery.record_id});
    if (next != 0) AMPARO_CHECK(enqueue_delivery(transaction, next));
    return {};
}

Result<std::size_t> retry_given_up(store::Transaction& transaction, const std::string& webhook,
                                   Instant since) {
    AMPARO_TRY(const auto jobs, store::list_jobs(transaction, {.state = store::JobState::failed,
                                                               .count = given_up_max}));
    std::size_t retried = 0;
    for (const auto& job : jobs) {
        if (job.kind != deliver_kind) continue;
        AMPARO_TRY(const auto delivery,
                   store::find_delivery(transaction, json::integer_or(job.payload, "delivery", 0)));
        const bool is_meant = delivery && delivery->webhook == webhook &&
                              delivery->state == store::DeliveryState::dead &&
                              delivery->created_at >= since;
        if (!is_meant) continue;
        AMPARO_CHECK(store::retry_job(transaction, job.id));
        ++retried;
    }
    return retried;
}

Result<std::size_t> wake_lanes(store::Transaction& transaction, const std::string& webhook,
                               Instant before) {
    store::hold_log_cursor(transaction, webhook_reader);
    std::size_t woken = 0;
    for (const auto id : store::open_lane_heads(transaction, lanes_max)) {
        AMPARO_TRY(auto delivery, store::find_delivery(transaction, id));
        if (!delivery || delivery->updated_at >= before) continue;
        if (!webhook.empty() && delivery->webhook != webhook) continue;
        if (delivery->next_at >= before) continue;
        delivery->next_at = {};
        AMPARO_CHECK(store::update_delivery(transaction, *delivery));
        AMPARO_CHECK(enqueue_delivery(transaction, id));
        ++woken;
    }
    return woken;
}

}  // namespace amparo::notify
