#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/secret.hpp"
#include "store/types.hpp"

/// Other systems that are told of records (administration.md §18, exchange.md §7).
namespace amparo::notify {

/// The kind of documents that webhooks are kept in.
inline constexpr std::string_view webhook_kind = "webhook";

/// How a receiver knows that a message is ours. A secret also signs, whatever else it does.
enum class WebhookAuth { none, api_key, basic_auth, hmac };
/// "api_key", …; "" for none. Back, nullopt for an unknown name.
std::string_view wire_name(WebhookAuth auth);
std::optional<WebhookAuth> webhook_auth_named(std::string_view name);

/// How much of a record a message holds (`metadata.payload`).
enum class WebhookPayload { full, changes, reference };
/// nullopt for an unknown name; `full` for none.
std::optional<WebhookPayload> webhook_payload_named(std::string_view name);

/// A registered receiver.
struct Webhook {
    std::string id = {};  // a UUID
    store::Revision revision = 0;
    std::vector<std::string> events = {};  // "case.update", "case.*"
    std::string url = {};
    RoleId role = {};  // its forms decide what leaves the system
    json::Object metadata = {};
    WebhookAuth auth = WebhookAuth::none;
    SecretText secret = {};
    SecretText old_secret = {};  // signs as well for a while, so that receivers can change theirs
    Instant old_secret_until{};
    bool disabled = false;
    bool is_gone = false;       // disabled because the receiver said that it is no more (410)
    store::Sequence since = 0;  // tells nothing of changes up to this one
    Instant created_at{};

    /// The least, when the metadata cannot be read.
    WebhookPayload payload() const;
    /// Whether it is told of "case.update".
    bool wants(std::string_view event) const;
};

/// Record types whose changes are events, and what may happen to them.
bool is_event(std::string_view name);
/// "case" of "case.update"; empty for none.
std::string_view type_of_event(std::string_view name);

/// From and to its document, secrets and all.
Webhook webhook_of(const store::Document& document);
json::Object to_document(const Webhook& webhook);
/// As administrators see it: never a secret.
json::Object to_wire(const Webhook& webhook);

}  // namespace amparo::notify
