#include "notify/webhooks/service.hpp"

#include "notify/webhooks/lanes.hpp"
#include "store/records.hpp"

namespace amparo::notify {
namespace {

// Where the state of a record is kept that has nobody to be sent to.
constexpr std::string_view no_destination = "webhook";

std::string host_of(const std::string& url) {
    const auto scheme = url.find("://");
    const auto begin = scheme == std::string::npos ? 0 : scheme + 3;
    const auto end = url.find_first_of(":/?#", begin);
    return url.substr(begin, end == std::string::npos ? end : end - begin);
}

}  // namespace

WebhookService::WebhookService(WebhookParts parts)
    : records_(parts.records),
      registry_(*records_.dependencies().database, records_.dependencies().directory,
                std::move(parts.targets)),
      dispatcher_(records_, registry_),
      deliverer_({.records = records_,
                  .webhooks = registry_,
                  .hostname = host_of(parts.public_url),
                  .is_enabled = parts.is_enabled}) {}

Result<WebhookService::Log> WebhookService::log(const access::Actor& actor,
                                                const store::DeliveryQuery& query) const {
    AMPARO_CHECK(registry_.find(actor, query.webhook));
    return records_.dependencies().database->read([&](store::Snapshot& snapshot) -> Result<Log> {
        AMPARO_TRY(auto deliveries, store::list_deliveries(snapshot, query));
        return Log{std::move(deliveries), store::count_deliveries(snapshot, query.webhook)};
    });
}

Result<store::Delivery> WebhookService::test(const access::Actor& actor, const std::string& id) {
    AMPARO_TRY(const auto webhook, registry_.find_for_test(actor, id));
    return deliverer_.send_test(webhook);
}

Result<std::size_t> WebhookService::replay(const access::Actor& actor, const std::string& id,
                                           Instant since) {
    AMPARO_CHECK(registry_.find_for_test(actor, id));
    auto& database = *records_.dependencies().database;
    return database.write(
        [&](store::Transaction& transaction) { return retry_given_up(transaction, id, since); });
}

// Both rights on the type come before any look-up (records.md F24).
Result<records::SyncState> WebhookService::sync(const access::Actor& actor,
                                                std::string_view record_type, const RecordId& id) {
    if (!actor.can(record_type, "read")) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_CHECK(records_.read_for(actor, record_type, id, "sync_external"));
    AMPARO_TRY(const auto record, records_.read_for(actor, record_type, id, "read"));
    auto& database = *records_.dependencies().database;
    AMPARO_CHECK(database.write(
        [&](store::Transaction& transaction) { return send_now(transaction, record); }));
    return database.read(
        [&](store::Snapshot& snapshot) { return records::sync_state_of(snapshot, id.text()); });
}

Result<> WebhookService::send_now(store::Transaction& transaction,
                                  const store::StoredRecord& record) {
    const auto& on = records_.dependencies();
    store::hold_log_cursor(transaction, webhook_reader);
    AMPARO_TRY(const auto webhooks, WebhookRegistry::load(transaction));
    const WebhookEvent event{.name = record.type + ".post",
                             .record_type = record.type,
                             .sequence = store::head(transaction),
                             .at = on.clock->now()};
    const bool is_known = is_offered(*on.definitions(), record);
    std::size_t told = 0;
    const auto mark = [&](std::string_view destination, const char* status) {
        return store::put_record_sync(transaction, {.record_id = record.id.text(),
                                                    .destination = std::string(destination),
                                                    .status = status,
                                                    .at = event.at});
    };
    for (const auto& webhook : webhooks) {
        if (!is_known || webhook.disabled || !webhook.wants(event.name)) continue;
        AMPARO_CHECK(add_delivery(transaction, {.name = Uuid::random(*on.random).text(),
                                                .webhook = webhook.id,
                                                .record_id = record.id.text(),
                                                .data = to_data(event)}));
        AMPARO_CHECK(mark(webhook.url, "sending"));
        ++told;
    }
    if (told == 0) return mark(no_destination, "failed");
    return {};
}

}  // namespace amparo::notify
