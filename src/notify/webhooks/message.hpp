#pragma once

#include <string>

#include "access/actor.hpp"
#include "forms/definitions.hpp"
#include "notify/webhooks/sender.hpp"
#include "notify/webhooks/webhook.hpp"
#include "store/deliveries.hpp"
#include "store/types.hpp"

namespace amparo::notify {

/// What happened, as a delivery keeps it until it is made: ids and names of fields only.
struct WebhookEvent {
    std::string name = {};  // "case.update"
    std::string record_type = {};
    store::Sequence sequence = 0;
    Instant at{};
    std::vector<std::string> changed = {};  // names of fields; none for a new record
};
/// From and to the data of a delivery.
WebhookEvent event_of(const store::Delivery& delivery);
json::Object to_data(const WebhookEvent& event);

/// What a message is made of.
struct WebhookSource {
    const store::StoredRecord& record;  // as it is now
    std::shared_ptr<const access::Role> role;
    const forms::Definitions& definitions;
    std::string hostname;  // of the sending deployment
};
/// The body of a message (administration.md §18.2, exchange.md §7.2): fields of the role's forms
/// and the core fields. Nothing of linked records, and names that a record hides stay hidden.
json::Object message_of(const Webhook& webhook, const store::Delivery& delivery,
                        const WebhookSource& source);
/// The body of a test.
json::Object test_message(const std::string& delivery, const std::string& hostname, Instant now);

/// The post of a body: authentication, and the signature of that moment.
WebhookPost signed_post(const Webhook& webhook, const store::Delivery& delivery,
                        const json::Object& body, Instant now);
/// "v1=<hex>" for a secret (exchange.md §7.2).
std::string signature_of(const SecretText& secret, std::string_view timestamp,
                         std::string_view body);

}  // namespace amparo::notify
