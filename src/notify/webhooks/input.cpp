#include "notify/webhooks/input.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amparo::notify {
namespace {

constexpr std::size_t events_max = 50;
constexpr std::size_t metadata_bytes_max = 10'000;
constexpr std::size_t secret_bytes_min = 8;
constexpr std::size_t secret_bytes_max = 500;

/// Lays an input over a webhook and gathers what is wrong with it.
class Merge {
  public:
    Merge(Webhook& webhook, const json::Object& input, const WebhookRules& rules)
        : webhook_(webhook), input_(input), rules_(rules) {}

    std::vector<Problem> run() {
        take_events();
        take_url();
        take_role();
        take_metadata();
        take_auth();
        take_disabled();
        return std::move(problems_);
    }

  private:
    void blame(const char* field, const char* text) {
        problems_.push_back({field, MessageKey(text)});
    }

    // Primero v2 takes one text; here it may name several by comma.
    void take_events() {
        if (const auto* value = input_.if_contains("events")) {
            webhook_.events = json::string_list(input_, "events");
            if (const auto* text = value->if_string()) {
                for (const auto piece : text::split(std::string_view(*text), ','))
                    webhook_.events.push_back(text::trim(piece));
            }
            std::erase(webhook_.events, "");
        }
        const auto& events = webhook_.events;
        if (events.empty()) return blame("events", "errors.models.webhook.events_present");
        if (events.size() > events_max || !std::ranges::all_of(events, is_event))
            blame("events", "errors.models.webhook.events_known");
    }

    void take_url() {
        if (input_.contains("url")) {
            auto url = json::string_or(input_, "url");
            is_moved_ = url != webhook_.url;
            webhook_.url = std::move(url);
        }
        if (webhook_.url.empty()) return blame("url", "errors.models.webhook.url_present");
        const auto checked = rules_.targets.check(webhook_.url);
        if (!checked) problems_.push_back({"url", checked.error().message});
    }

    void take_role() {
        if (input_.contains("role_unique_id"))
            webhook_.role = RoleId(json::string_or(input_, "role_unique_id"));
        if (webhook_.role.empty())
            return blame("role_unique_id", "errors.models.webhook.role_present");
        if (rules_.directory.role(webhook_.role) == nullptr)
            blame("role_unique_id", "errors.models.webhook.role_known");
    }

    void take_metadata() {
        const auto* value = input_.if_contains("metadata");
        if (value == nullptr) return;
        webhook_.metadata = value->is_object() ? value->get_object() : json::Object();
        const auto& metadata = webhook_.metadata;
        // Whoever asks for a filter must not get everything.
        const bool is_good = (value->is_object() || value->is_null()) &&
                             json::is_within(metadata, metadata_bytes_max) &&
                             webhook_payload_named(json::string_or(metadata, "payload")) &&
                             !metadata.contains("where");
        if (!is_good) blame("metadata", "errors.models.webhook.metadata");
    }

    void take_auth() {
        if (input_.contains("auth_type")) {
            const auto auth = webhook_auth_named(json::string_or(input_, "auth_type"));
            if (!auth) return blame("auth_type", "errors.models.webhook.auth_type");
            webhook_.auth = *auth;
        }
        // Nobody can read a secret, so nobody may have it sent to an address of their own either.
        if (is_moved_) webhook_.secret = webhook_.old_secret = SecretText();
        if (input_.contains("auth_secret")) take_secret();
        if (webhook_.auth != WebhookAuth::none && webhook_.secret.empty())
            return blame("auth_secret", "errors.models.webhook.secret_length");
        const bool names_user = webhook_.secret.reveal().find(':') != std::string::npos;
        if (webhook_.auth == WebhookAuth::basic_auth && !names_user)
            blame("auth_secret", "errors.models.webhook.secret_of_basic_auth");
    }

    void take_secret() {
        auto text = json::string_or(input_, "auth_secret");
        const bool has_controls = std::ranges::any_of(
            text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
        const bool is_short = !text.empty() && text.size() < secret_bytes_min;
        if (has_controls || is_short || text.size() > secret_bytes_max)
            return blame("auth_secret", "errors.models.webhook.secret_length");
        SecretText fresh(std::move(text));
        if (fresh.equals(webhook_.secret)) return;
        webhook_.old_secret = std::exchange(webhook_.secret, std::move(fresh));
        webhook_.old_secret_until = rules_.now + rules_.old_secret_kept;
    }

    void take_disabled() {
        if (!input_.contains("disabled")) return;
        webhook_.disabled = json::bool_or(input_, "disabled", false);
        if (!webhook_.disabled) webhook_.is_gone = false;
    }

    Webhook& webhook_;
    const json::Object& input_;
    const WebhookRules& rules_;
    bool is_moved_ = false;  // to another address
    std::vector<Problem> problems_;
};

}  // namespace

Result<Webhook> merge_webhook(Webhook webhook, const json::Object& input,
                              const WebhookRules& rules) {
    auto problems = Merge(webhook, input, rules).run();
    if (problems.empty()) return webhook;
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

}  // namespace amparo::notify
