#pragma once

#include "notify/webhooks/deliverer.hpp"
#include "notify/webhooks/dispatcher.hpp"
#include "notify/webhooks/registry.hpp"
#include "records/sync_states.hpp"

namespace amparo::notify {

/// What webhooks stand on.
struct WebhookParts {
    records::Service& records;
    WebhookTargets targets;
    std::string public_url;  // its host names the sender
    bool is_enabled = true;
};

/// Telling other systems of records: who is told, of what, and how far it is. Thread-safe.
class WebhookService {
  public:
    explicit WebhookService(WebhookParts parts);

    WebhookRegistry& registry() { return registry_; }
    WebhookDispatcher& dispatcher() { return dispatcher_; }
    WebhookDeliverer& deliverer() { return deliverer_; }

    /// Deliveries of a webhook, newest first, and how many there are. forbidden, not_found.
    struct Log {
        std::vector<store::Delivery> deliveries;
        std::size_t total = 0;
    };
    Result<Log> log(const access::Actor& actor, const store::DeliveryQuery& query) const;
    /// Sends a test. forbidden, not_found.
    Result<store::Delivery> test(const access::Actor& actor, const std::string& id);
    /// Tries what was given up of a webhook since the moment once more, the oldest first; how many
    /// deliveries that are. forbidden, not_found.
    Result<std::size_t> replay(const access::Actor& actor, const std::string& id, Instant since);
    /// Tells every webhook that wants `<type>.post` of the record now (records.md §21), and says
    /// how far they are; `failed` when there is none. forbidden, not_found.
    Result<records::SyncState> sync(const access::Actor& actor, std::string_view record_type,
                                    const RecordId& id);

  private:
    Result<> send_now(store::Transaction& transaction, const store::StoredRecord& record);

    records::Service& records_;
    WebhookRegistry registry_;
    WebhookDispatcher dispatcher_;
    WebhookDeliverer deliverer_;
};

}  // namespace amparo::notify
