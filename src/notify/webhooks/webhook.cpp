#include "notify/webhooks/webhook.hpp"

#include <algorithm>
#include <array>

namespace amparo::notify {
namespace {

constexpr std::array<std::string_view, 4> auth_names{"", "api_key", "basic_auth", "hmac"};
constexpr std::array<std::string_view, 3> payload_names{"full", "changes", "reference"};
constexpr std::array<std::string_view, 5> event_types{"case", "incident", "tracing_request",
                                                      "family", "registry_record"};
constexpr std::array<std::string_view, 4> event_actions{"create", "update", "post", "*"};

template <class Kind, std::size_t Size>
std::optional<Kind> named(const std::array<std::string_view, Size>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Kind>(found - names.begin());
}

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

Instant instant_of(const json::Object& data, std::string_view key) {
    return parse_instant(json::string_or(data, key)).value_or(Instant{});
}

}  // namespace

std::string_view wire_name(WebhookAuth auth) {
    return auth_names.at(static_cast<std::size_t>(auth));
}

std::optional<WebhookAuth> webhook_auth_named(std::string_view name) {
    return named<WebhookAuth>(auth_names, name);
}

std::optional<WebhookPayload> webhook_payload_named(std::string_view name) {
    if (name.empty()) return WebhookPayload::full;
    return named<WebhookPayload>(payload_names, name);
}

// What cannot be read sends the least.
WebhookPayload Webhook::payload() const {
    return webhook_payload_named(json::string_or(metadata, "payload"))
        .value_or(WebhookPayload::reference);
}

bool Webhook::wants(std::string_view event) const {
    const auto any = std::string(type_of_event(event)) + ".*";
    return std::ranges::any_of(
        events, [&](const std::string& name) { return name == event || name == any; });
}

std::string_view type_of_event(std::string_view name) {
    const auto dot = name.find('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

bool is_event(std::string_view name) {
    const auto type = type_of_event(name);
    return is_one_of(event_types, type) && is_one_of(event_actions, name.substr(type.size() + 1));
}

Webhook webhook_of(const store::Document& document) {
    const auto& data = document.data;
    Webhook webhook{
        .id = document.key,
        .revision = document.revision,
        .events = json::string_list(data, "events"),
        .url = json::string_or(data, "url"),
        .role = RoleId(json::string_or(data, "role_unique_id")),
        .auth = webhook_auth_named(json::string_or(data, "auth_type")).value_or(WebhookAuth::none),
        .secret = SecretText(json::string_or(data, "auth_secret")),
        .old_secret = SecretText(json::string_or(data, "old_secret")),
        .old_secret_until = instant_of(data, "old_secret_until"),
        .disabled = json::bool_or(data, "disabled", false),
        .is_gone = json::bool_or(data, "gone", false),
        .since = json::integer_or(data, "since", 0),
        .created_at = instant_of(data, "created_at")};
    if (const auto* metadata = json::find_object(data, "metadata")) webhook.metadata = *metadata;
    return webhook;
}

json::Object to_document(const Webhook& webhook) {
    return {{"events", json::to_array(webhook.events)},
            {"url", webhook.url},
            {"role_unique_id", webhook.role.text()},
            {"metadata", webhook.metadata},
            {"auth_type", wire_name(webhook.auth)},
            {"auth_secret", webhook.secret.reveal()},
            {"old_secret", webhook.old_secret.reveal()},
            {"old_secret_until", format_instant(webhook.old_secret_until)},
            {"disabled", webhook.disabled},
            {"gone", webhook.is_gone},
            {"since", webhook.since},
            {"created_at", format_instant(webhook.created_at)}};
}

json::Object to_wire(const Webhook& webhook) {
    const auto auth = webhook.auth == WebhookAuth::none ? json::Value(nullptr)
                                                        : json::Value(wire_name(webhook.auth));
    return {{"id", webhook.id},
            {"events", json::to_array(webhook.events)},
            {"url", webhook.url},
            {"role_unique_id", webhook.role.text()},
            {"metadata", webhook.metadata},
            {"auth_type", auth},
            {"has_secret", !webhook.secret.empty()},
            {"disabled", webhook.disabled},
            {"gone", webhook.is_gone}};
}

}  // namespace amparo::notify
