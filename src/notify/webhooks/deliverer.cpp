#include "notify/webhooks/deliverer.hpp"

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "notify/webhooks/dispatcher.hpp"
#include "notify/webhooks/lanes.hpp"
#include "records/record_cache.hpp"

namespace amparo::notify {
namespace {

constexpr int gone_status = 410;
constexpr std::chrono::minutes lost_after{30};  // without a job or an attempt
constexpr std::chrono::days sent_kept{30};
constexpr std::chrono::days dead_kept{90};
// A receiver that is away for longer than all pauses together is not tried for every record anew.
constexpr std::chrono::hours age_max{46};

std::unexpected<Error> later(std::string why, std::chrono::seconds pause) {
    return std::unexpected(Error{.code = Errc::busy,
                                 .message = MessageKey(std::move(why)),
                                 .retry_after_seconds = static_cast<int>(pause.count())});
}

/// The address without what may be a token.
std::string without_query(const std::string& url) {
    return url.substr(0, url.find_first_of("?#"));
}

std::string without(std::string text, const std::string& part) {
    if (part.empty()) return text;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part))
        text.replace(at, part.size(), "…");
    return text;
}

/// What a receiver said without the secrets of the webhook, should it have said them back.
std::string without_secrets(std::string text, const Webhook& webhook) {
    const auto& secret = webhook.secret.reveal();
    text = without(std::move(text), secret);
    return without(std::move(text), secret.empty() ? "" : crypto::base64(secret));
}

store::Delivery noted(store::Delivery delivery, int status, const std::string& problem,
                      const std::string& response) {
    ++delivery.attempts;
    delivery.data["http_status"] = status;
    delivery.data["error"] = problem;
    delivery.data["response"] = response;
    return delivery;
}

}  // namespace

/// What one attempt came to.
struct WebhookDeliverer::Outcome {
    int status = 0;            // of the answer; 0: none
    std::string problem = {};  // a text; empty when it was delivered
    std::string response = {};
    std::chrono::seconds wish{0};
    bool is_hopeless = false;  // no use in trying again
};

Result<json::Object> WebhookDeliverer::run(const store::RunningJob& running) {
    const auto id = json::integer_or(running.job.payload, "delivery", 0);
    AMPARO_TRY(const auto found, database().read([&](store::Snapshot& snapshot) {
        return store::find_delivery(snapshot, id);
    }));
    if (!found || found->state == store::DeliveryState::sent) return json::Object();
    const auto webhook = parts_.webhooks.known(found->webhook);
    if (!webhook) {  // removed while its delivery was being made
        AMPARO_CHECK(database().write([&](store::Transaction& transaction) {
            return store::remove_deliveries(transaction, found->webhook);
        }));
        return json::Object();
    }
    // It rests where it is; whoever switches the webhook on wakes it.
    if (webhook->disabled) return json::Object();
    if (!parts_.is_enabled) return later("errors.webhook.switched_off", delivery_pauses[3]);
    const bool is_dead = found->state == store::DeliveryState::dead;  // and somebody retries it
    const auto first = database().read([&](store::Snapshot& snapshot) {
        return store::first_open_delivery(snapshot, {found->webhook, found->record_id});
    });
    const bool is_early = first != found->id || found->next_at > now();
    if (!is_dead && is_early) return json::Object();
    std::chrono::seconds wait{0};
    auto pass = gate_.enter(webhook->id, wait);
    if (!pass) return later("errors.webhook.resting", wait);
    AMPARO_TRY(const auto outcome, attempt(*webhook, *found));
    pass->report(outcome.status != 0 || outcome.is_hopeless);
    note(*webhook, *found, outcome);
    return settle(*webhook, noted(*found, outcome.status, outcome.problem, outcome.response),
                  outcome);
}

Result<WebhookDeliverer::Outcome> WebhookDeliverer::attempt(const Webhook& webhook,
                                                            const store::Delivery& delivery) {
    const auto& on = parts_.records.dependencies();
    AMPARO_TRY(const auto id, RecordId::parse(delivery.record_id));
    AMPARO_TRY(const auto record, on.cache->find(*on.database, id));
    if (!record || record->deleted)
        return Outcome{.problem = "errors.webhook.record_gone", .is_hopeless = true};
    const auto role = on.directory()->role(webhook.role);
    if (role == nullptr || role->disabled) return Outcome{.problem = "errors.webhook.role_gone"};
    const auto definitions = on.definitions();
    const auto body = message_of(webhook, delivery,
                                 {.record = *record,
                                  .role = role,
                                  .definitions = *definitions,
                                  .hostname = parts_.hostname});
    auto answer = post(signed_post(webhook, delivery, body, now()), parts_.webhooks.targets());
    Outcome outcome{.status = answer.status,
                    .problem = std::move(answer.problem),
                    .response = without_secrets(std::move(answer.body), webhook),
                    .wish = answer.retry_after};
    if (outcome.status != 0 && !answer.is_delivered()) outcome.problem = "errors.webhook.status";
    return outcome;
}

void WebhookDeliverer::note(const Webhook& webhook, const store::Delivery& delivery,
                            const Outcome& outcome) {
    auto* audit = parts_.records.dependencies().audit;
    if (audit == nullptr) return;
    const auto type = event_of(delivery).record_type;
    // A receiver that took the message may repeat what it says of the child.
    const bool is_sent = outcome.problem.empty();
    audit->append({.at = now(),
                   .user_name = "system",
                   .action = "webhook",
                   .record_type = std::string(records::model_of(type)),
                   .record_id = delivery.record_id,
                   .details = {{"resource_url", without_query(webhook.url)},
                               {"webhook_status", is_sent ? "sent" : "failed"},
                               {"webhook_response", is_sent ? "" : outcome.response},
                               {"status", outcome.status}}});
}

std::chrono::seconds WebhookDeliverer::pause_after(const store::Delivery& delivery,
                                                   const Outcome& outcome) const {
    const auto which = static_cast<std::size_t>(delivery.attempts - 1);
    const auto pause = delivery_pauses.at(which);
    // Up to a tenth more or less, so that all that failed at once does not come back at once.
    std::array<std::byte, 1> dice{};
    database().random().fill(dice);
    const auto tenths = pause.count() * (std::to_integer<int>(dice[0]) - 128) / 1280;
    return std::max(pause + std::chrono::seconds(tenths), outcome.wish);
}

/// The new state of a delivery, and of the record with that destination.
Result<> WebhookDeliverer::keep(const Webhook& webhook, const store::Delivery& delivery,
                                const std::string& status) {
    return database().write([&](store::Transaction& transaction) -> Result<> {
        store::hold_log_cursor(transaction, webhook_reader);
        AMPARO_TRY(const auto stored, store::find_delivery(transaction, delivery.id));
        // Two jobs may have made one attempt. What the faster one wrote stands: a message that was
        // taken must not come again after those that followed it.
        const bool is_late = !stored || stored->state == store::DeliveryState::sent ||
                             stored->attempts + 1 != delivery.attempts;
        if (is_late) return {};
        if (delivery.state == store::DeliveryState::failed) {
            AMPARO_CHECK(store::update_delivery(transaction, delivery));
        } else {
            AMPARO_CHECK(end_delivery(transaction, delivery));
        }
        if (!has_sync_state(event_of(delivery).record_type)) return {};
        return store::put_record_sync(transaction, {.record_id = delivery.record_id,
                                                    .destination = webhook.url,
                                                    .status = status,
                                                    .at = now()});
    });
}

Result<json::Object> WebhookDeliverer::settle(const Webhook& webhook, store::Delivery delivery,
                                              const Outcome& outcome) {
    delivery.next_at = {};
    if (outcome.problem.empty()) {
        delivery.state = store::DeliveryState::sent;
        AMPARO_CHECK(keep(webhook, delivery, "sent"));
        return json::Object{{"status", outcome.status}};
    }
    const bool is_worn_out = static_cast<std::size_t>(delivery.attempts) > delivery_pauses.size() ||
                             now() - delivery.created_at > age_max;
    if (outcome.is_hopeless || is_worn_out) return give_up(webhook, std::move(delivery), outcome);
    delivery.state = store::DeliveryState::failed;
    if (outcome.status == gone_status) {
        AMPARO_CHECK(keep(webhook, delivery, "failed"));
        AMPARO_CHECK(parts_.webhooks.stop(webhook));
        log::warn("webhook.gone", {{"webhook", webhook.id}});
        return json::Object{{"status", outcome.status}};
    }
    const auto pause = pause_after(delivery, outcome);
    delivery.next_at = now() + pause;
    AMPARO_CHECK(keep(webhook, delivery, "failed"));
    return later(outcome.problem, pause);
}

Result<json::Object> WebhookDeliverer::give_up(const Webhook& webhook, store::Delivery delivery,
                                               const Outcome& outcome) {
    delivery.state = store::DeliveryState::dead;
    AMPARO_CHECK(keep(webhook, delivery, "failed"));
    log::warn("webhook.gave_up",
              {{"webhook", webhook.id}, {"attempts", delivery.attempts}, {"last", outcome.status}});
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = MessageKey(outcome.problem),
                                 .retry_after_seconds = store::never_again});
}

store::Delivery WebhookDeliverer::send_test(const Webhook& webhook) {
    const auto moment = now();
    store::Delivery delivery{.name = Uuid::random(database().random()).text(),
                             .webhook = webhook.id,
                             .created_at = moment,
                             .data = {{"event", "ping"}}};
    const auto body = test_message(delivery.name, parts_.hostname, moment);
    const auto answer =
        post(signed_post(webhook, delivery, body, moment), parts_.webhooks.targets());
    delivery.state =
        answer.is_delivered() ? store::DeliveryState::sent : store::DeliveryState::failed;
    const bool is_refused = answer.status != 0 && !answer.is_delivered();
    return noted(std::move(delivery), answer.status,
                 is_refused ? "errors.webhook.status" : answer.problem, "");
}

Result<json::Object> WebhookDeliverer::look_after() {
    const auto moment = now();
    return database().write([&](store::Transaction& transaction) -> Result<json::Object> {
        AMPARO_TRY(const auto woken, wake_lanes(transaction, "", moment - lost_after));
        AMPARO_TRY(
            const auto sent,
            store::expire_deliveries(transaction, store::DeliveryState::sent, moment - sent_kept));
        AMPARO_TRY(
            const auto dead,
            store::expire_deliveries(transaction, store::DeliveryState::dead, moment - dead_kept));
        return json::Object{{"woken", woken}, {"removed", sent + dead}};
    });
}

}  // namespace amparo::notify
