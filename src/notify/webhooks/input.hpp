#pragma once

#include "access/directory.hpp"
#include "notify/webhooks/sender.hpp"
#include "notify/webhooks/webhook.hpp"

namespace amparo::notify {

/// What an input is judged by.
struct WebhookRules {
    const WebhookTargets& targets;
    const access::Directory& directory;
    Instant now{};
    std::chrono::hours old_secret_kept{};
};
/// The webhook with the input laid over it (administration.md §18.1); `invalid` with all problems.
Result<Webhook> merge_webhook(Webhook webhook, const json::Object& input,
                              const WebhookRules& rules);

}  // namespace amparo::notify
