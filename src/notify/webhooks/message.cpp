#include "notify/webhooks/message.hpp"

#include <algorithm>

#include "access/field_mask.hpp"
#include "access/field_names.hpp"
#include "base/crypto.hpp"
#include "records/representation.hpp"

namespace amparo::notify {
namespace {

// Fields of forms that tell of people at work and of other children, not of this child: who sees
// them is decided record by record here, which no receiver can be held to.
constexpr std::string_view never_sent[] = {
    "transitions",        "match_decisions", "duplicate_decisions",
    "match_questions",    "alerts",          "flags",
    "own_tasks",          "given_tasks",     "permitted_forms",
    "case_relationships", "ownership_log",   "record_in_scope"};

access::FieldMask mask_of(const WebhookSource& source) {
    access::FieldMask mask;
    const auto module = json::string_or(source.record.data, "module_id");
    for (const auto* form : source.definitions.forms_of(source.record.type)) {
        const bool is_open = source.role->form_access.contains(form->unique_id);
        if (!is_open || form->is_nested || !form->is_in_module(module)) continue;
        for (const auto& field : form->fields) mask.fields.insert(field.name);
    }
    for (const auto name : access::field_names::core()) mask.fields.emplace(name);
    for (const auto name : never_sent) mask.fields.erase(std::string(name));
    return mask;
}

/// Somebody with the role who owns nothing: whatever a record keeps from people outside its scope
/// is kept from receivers.
access::Actor stranger_with(const access::Role& role) {
    auto narrow = std::make_shared<access::Role>(role);
    narrow->scope = access::ScopeKind::self;
    return {std::make_shared<const access::User>(), std::move(narrow)};
}

bool is_fixed(std::string_view key) {
    return key == "record_id" || key == "record_type" || key == "hostname" ||
           key == "last_updated_at";
}

json::Object fixed_of(const store::StoredRecord& record, const std::string& hostname) {
    return {{"record_id", record.id.text()}, {"record_type", record.type}, {"hostname", hostname}};
}

json::Object data_of(const WebhookSource& source, const access::FieldMask& mask) {
    auto data = fixed_of(source.record, source.hostname);
    const auto reader = stranger_with(*source.role);
    auto shown = records::represent(
        source.record,
        {.actor = reader, .definitions = source.definitions, .readable = mask, .fields = {}});
    shown.erase("enabled");
    for (auto& [key, value] : shown) data[key] = std::move(value);
    return data;
}

std::string seconds_of(Instant moment) {
    return std::to_string(
        std::chrono::duration_cast<std::chrono::seconds>(moment.time_since_epoch()).count());
}

}  // namespace

WebhookEvent event_of(const store::Delivery& delivery) {
    const auto& data = delivery.data;
    return {.name = json::string_or(data, "event"),
            .record_type = json::string_or(data, "record_type"),
            .sequence = json::integer_or(data, "seq", 0),
            .at = parse_instant(json::string_or(data, "at")).value_or(Instant{}),
            .changed = json::string_list(data, "changed")};
}

json::Object to_data(const WebhookEvent& event) {
    return {{"event", event.name},
            {"record_type", event.record_type},
            {"seq", event.sequence},
            {"at", format_instant(event.at)},
            {"changed", json::to_array(event.changed)}};
}

json::Object message_of(const Webhook& webhook, const store::Delivery& delivery,
                        const WebhookSource& source) {
    const auto event = event_of(delivery);
    const auto mask = mask_of(source);
    json::Array changed;
    for (const auto& name : event.changed) {
        if (mask.allows(name)) changed.emplace_back(name);
    }
    json::Object data;
    if (webhook.payload() == WebhookPayload::reference) {
        data = fixed_of(source.record, source.hostname);
    } else {
        data = data_of(source, mask);
    }
    // Of a new record everything is news.
    if (webhook.payload() == WebhookPayload::changes && event.name.ends_with(".update")) {
        json::Object kept;
        for (auto& [key, value] : data) {
            const bool is_changed =
                std::ranges::find(event.changed, std::string_view(key)) != event.changed.end();
            if (is_fixed(key) || is_changed) kept[key] = std::move(value);
        }
        data = std::move(kept);
    }
    return {{"event", event.name},           {"delivery", delivery.name},
            {"seq", event.sequence},         {"occurred_at", format_instant(event.at)},
            {"changed", std::move(changed)}, {"data", std::move(data)}};
}

json::Object test_message(const std::string& delivery, const std::string& hostname, Instant now) {
    return {{"event", "ping"},
            {"delivery", delivery},
            {"occurred_at", format_instant(now)},
            {"data", json::Object{{"hostname", hostname}}}};
}

std::string signature_of(const SecretText& secret, std::string_view timestamp,
                         std::string_view body) {
    std::string text(timestamp);
    text += '.';
    text += body;
    return "v1=" + crypto::hex(crypto::hmac_sha256(secret.reveal(), text));
}

WebhookPost signed_post(const Webhook& webhook, const store::Delivery& delivery,
                        const json::Object& body, Instant now) {
    WebhookPost message{.url = webhook.url, .headers = {}, .body = json::write(body)};
    const auto timestamp = seconds_of(now);
    auto& headers = message.headers;
    headers = {"Content-Type: application/json",
               "Cache-Control: no-cache",
               "Expect:",  // ask nobody whether to go on
               "User-Agent: Amparo",
               "Amparo-Event: " + json::string_or(body, "event"),
               "Amparo-Delivery: " + delivery.name,
               "Amparo-Timestamp: " + timestamp};
    if (webhook.secret.empty()) return message;
    auto signature = signature_of(webhook.secret, timestamp, message.body);
    if (!webhook.old_secret.empty() && now < webhook.old_secret_until)
        signature += "," + signature_of(webhook.old_secret, timestamp, message.body);
    headers.push_back("Amparo-Signature: " + signature);
    const auto& secret = webhook.secret.reveal();
    if (webhook.auth == WebhookAuth::api_key) headers.push_back("x-api-key: " + secret);
    if (webhook.auth == WebhookAuth::basic_auth)
        headers.push_back("Authorization: Basic " + crypto::base64(secret));
    return message;
}

}  // namespace amparo::notify
