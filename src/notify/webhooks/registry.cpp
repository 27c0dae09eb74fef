#include "notify/webhooks/registry.hpp"

#include <algorithm>
#include <tuple>

#include "access/grants.hpp"
#include "notify/webhooks/input.hpp"
#include "notify/webhooks/lanes.hpp"
#include "store/documents.hpp"
#include "store/records.hpp"

namespace amparo::notify {
namespace {

constexpr std::string_view resource = "webhook";

Result<> check_right(const access::Actor& actor, std::string_view action) {
    if (actor.can(resource, action)) return {};
    return refuse(Errc::forbidden, "errors.forbidden");
}

Result<Webhook> find_in(store::Snapshot& snapshot, const std::string& id) {
    AMPARO_TRY(const auto document, store::find_document(snapshot, webhook_kind, id));
    if (!document) return refuse(Errc::not_found, "errors.not_found");
    return webhook_of(*document);
}

/// Whether more leaves the system than before, or to somebody else.
bool tells_more(const Webhook& before, const Webhook& after) {
    const auto is_told = [](const Webhook& webhook) {
        return std::tie(webhook.events, webhook.url, webhook.role, webhook.metadata);
    };
    return is_told(before) != is_told(after) || (before.disabled && !after.disabled);
}

Result<> check_revision(const Webhook& webhook, std::optional<store::Revision> expected) {
    if (!expected || *expected == webhook.revision) return {};
    return refuse(Errc::precondition_failed, "errors.precondition_failed");
}

}  // namespace

Result<WebhookRegistry::All> WebhookRegistry::load(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto documents, store::documents_of(snapshot, webhook_kind));
    WebhookRegistry::All all;
    for (const auto& document : documents) all.push_back(webhook_of(document));
    std::ranges::stable_sort(all, {}, &Webhook::created_at);
    return all;
}

WebhookRegistry::WebhookRegistry(store::Database& database, Directories directory,
                                 WebhookTargets targets)
    : database_(database),
      directory_(std::move(directory)),
      targets_(std::move(targets)),
      state_(std::make_shared<State>()) {
    database_.follow_documents([state = state_](const std::vector<std::string>& kinds) {
        if (std::ranges::find(kinds, webhook_kind) != kinds.end()) state->is_stale = true;
    });
}

std::shared_ptr<const WebhookRegistry::All> WebhookRegistry::all() const {
    const std::scoped_lock lock(state_->mutex);
    if (state_->is_stale.exchange(false) || !state_->current) {
        auto loaded = database_.read([](store::Snapshot& snapshot) { return load(snapshot); });
        if (!loaded) {
            state_->is_stale = true;
            throw Outage("the webhooks cannot be read");
        }
        state_->current = std::make_shared<const All>(std::move(*loaded));
    }
    return state_->current;
}

std::optional<Webhook> WebhookRegistry::known(const std::string& id) const {
    const auto webhooks = all();
    const auto found = std::ranges::find(*webhooks, id, &Webhook::id);
    if (found == webhooks->end()) return std::nullopt;
    return *found;
}

Result<WebhookRegistry::All> WebhookRegistry::list(const access::Actor& actor) const {
    AMPARO_CHECK(check_right(actor, "index"));
    return *all();
}

Result<Webhook> WebhookRegistry::find(const access::Actor& actor, const std::string& id) const {
    AMPARO_CHECK(check_right(actor, "read"));
    return database_.read([&](store::Snapshot& snapshot) { return find_in(snapshot, id); });
}

Result<Webhook> WebhookRegistry::find_for_test(const access::Actor& actor,
                                               const std::string& id) const {
    AMPARO_CHECK(check_right(actor, "update"));
    return database_.read([&](store::Snapshot& snapshot) { return find_in(snapshot, id); });
}

Result<Webhook> WebhookRegistry::draft(Webhook before, const json::Object& input) const {
    const auto directory = directory_();
    return merge_webhook(std::move(before), input,
                         {.targets = targets_,
                          .directory = *directory,
                          .now = database_.clock().now(),
                          .old_secret_kept = old_secret_kept});
}

Result<> WebhookRegistry::check_sharing(const access::Actor& actor, const Webhook& before,
                                        const Webhook& after) const {
    if (!tells_more(before, after)) return {};
    const auto role = directory_()->role(after.role);
    if (role == nullptr) return refuse(Errc::forbidden, "errors.forbidden");
    std::vector<std::string> types;
    for (const auto& event : after.events) types.emplace_back(type_of_event(event));
    return access::check_role_sharing(actor, *role, types);
}

// The cursor orders all who change webhooks, so that an address cannot be given twice.
Result<> WebhookRegistry::store(store::Transaction& transaction, const Webhook& webhook,
                                const std::string& actor) const {
    AMPARO_TRY(const auto others, load(transaction));
    for (const auto& other : others) {
        if (other.url == webhook.url && other.id != webhook.id)
            return refuse(Errc::conflict, "errors.conflict");
    }
    if (others.size() >= webhooks_max && webhook.revision == 0)
        return refuse(Errc::invalid, "errors.webhook.too_many");
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(webhook_kind),
                                                   .key = webhook.id,
                                                   .expected = webhook.revision,
                                                   .data = to_document(webhook),
                                                   .actor = actor,
                                                   .at = database_.clock().now()}));
    return {};
}

Result<Webhook> WebhookRegistry::create(const access::Actor& actor, const json::Object& input) {
    AMPARO_CHECK(check_right(actor, "create"));
    Webhook empty{.id = Uuid::random(database_.random()).text(),
                  .created_at = database_.clock().now()};
    AMPARO_TRY(auto webhook, draft(std::move(empty), input));
    AMPARO_CHECK(check_sharing(actor, {}, webhook));
    webhook.old_secret = SecretText();  // there was none
    return database_.write([&](store::Transaction& transaction) -> Result<Webhook> {
        store::hold_log_cursor(transaction, webhook_reader);
        auto made = webhook;
        made.since = store::head(transaction);
        AMPARO_CHECK(store(transaction, made, actor.name().text()));
        return find_in(transaction, made.id);
    });
}

Result<Webhook> WebhookRegistry::update(const access::Actor& actor, const std::string& id,
                                        const json::Object& input,
                                        std::optional<store::Revision> expected) {
    AMPARO_CHECK(check_right(actor, "update"));
    return database_.write([&](store::Transaction& transaction) -> Result<Webhook> {
        store::hold_log_cursor(transaction, webhook_reader);
        AMPARO_TRY(const auto before, find_in(transaction, id));
        AMPARO_CHECK(check_revision(before, expected));
        AMPARO_TRY(auto webhook, draft(before, input));
        AMPARO_CHECK(check_sharing(actor, before, webhook));
        const bool begins = before.disabled && !webhook.disabled;
        // What happened while it was off is not told afterwards.
        if (begins) webhook.since = store::head(transaction);
        AMPARO_CHECK(store(transaction, webhook, actor.name().text()));
        if (begins) AMPARO_CHECK(wake_lanes(transaction, id, Instant::max()));
        return find_in(transaction, id);
    });
}

Result<> WebhookRegistry::remove(const access::Actor& actor, const std::string& id,
                                 std::optional<store::Revision> expected) {
    AMPARO_CHECK(check_right(actor, "destroy"));
    return database_.write([&](store::Transaction& transaction) -> Result<> {
        store::hold_log_cursor(transaction, webhook_reader);
        AMPARO_TRY(const auto webhook, find_in(transaction, id));
        AMPARO_CHECK(check_revision(webhook, expected));
        AMPARO_CHECK(store::remove_deliveries(transaction, id));
        return store::remove_document(transaction, webhook_kind, id, actor.name().text());
    });
}

Result<> WebhookRegistry::stop(const Webhook& webhook) {
    const auto stored = database_.write([&](store::Transaction& transaction) -> Result<> {
        auto stopped = webhook;
        stopped.disabled = true;
        stopped.is_gone = true;
        return store(transaction, stopped, "system");
    });
    if (stored || stored.error().code == Errc::conflict) return {};
    return stored;
}

}  // namespace amparo::notify
