#include "notify/webhooks/health.hpp"

#include "access/directory.hpp"
#include "notify/webhooks/registry.hpp"
#include "store/deliveries.hpp"
#include "store/documents.hpp"

namespace amparo::notify {
namespace {

// Longer than the first pauses: a receiver that restarts is nobody's business.
constexpr std::chrono::hours waiting_max{3};

MessageKey text(std::string key, const Webhook& webhook, std::size_t count = 0) {
    return {std::move(key), {{"webhook", webhook.id}, {"count", std::to_string(count)}}};
}

/// What is wrong with one webhook.
Result<std::vector<MessageKey>> problems_of(store::Snapshot& snapshot, const Webhook& webhook,
                                            Instant now) {
    std::vector<MessageKey> problems;
    if (webhook.is_gone) problems.push_back(text("doctor.webhook_gone", webhook));
    AMPARO_TRY(const auto role,
               store::find_document(snapshot, access::role_kind, webhook.role.text()));
    if (!role) problems.push_back(text("doctor.webhook_role", webhook));
    for (const auto& tally : store::tally_deliveries(snapshot)) {
        if (tally.webhook != webhook.id) continue;
        if (tally.state == store::wire_name(store::DeliveryState::dead)) {
            problems.push_back(text("doctor.webhook_dead", webhook, tally.count));
        } else if (!webhook.disabled && now - tally.oldest > waiting_max) {
            problems.push_back(text("doctor.webhook_waiting", webhook, tally.count));
        }
    }
    return problems;
}

}  // namespace

Result<std::vector<store::Finding>> examine_webhooks(store::Database& database) {
    using Findings = std::vector<store::Finding>;
    const auto now = database.clock().now();
    return database.read([&](store::Snapshot& snapshot) -> Result<Findings> {
        AMPARO_TRY(const auto webhooks, WebhookRegistry::load(snapshot));
        Findings findings;
        for (const auto& webhook : webhooks) {
            AMPARO_TRY(auto problems, problems_of(snapshot, webhook, now));
            for (auto& problem : problems) findings.push_back({false, std::move(problem)});
        }
        if (findings.empty() && !webhooks.empty()) {
            MessageKey good("doctor.webhooks_good");
            good.arguments = {{"count", std::to_string(webhooks.size())}};
            findings.push_back({true, std::move(good)});
        }
        return findings;
    });
}

}  // namespace amparo::notify
