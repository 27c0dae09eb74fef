#include "notify/webhooks/dispatcher.hpp"

#include <algorithm>

#include "base/bell.hpp"
#include "base/log.hpp"
#include "notify/webhooks/lanes.hpp"
#include "notify/webhooks/message.hpp"
#include "records/record_cache.hpp"
#include "store/records.hpp"

namespace amparo::notify {
namespace {

constexpr std::size_t block = 200;  // changes looked at in one transaction
constexpr std::chrono::seconds look_every{5};

bool is_record_type(std::string_view subject) {
    return is_event(std::string(subject) + ".create");
}

/// Where the next deliveries begin: what came before the oldest webhook concerns none. INT64_MAX
/// when nobody is to be told.
store::Sequence first_wanted(const WebhookRegistry::All& webhooks) {
    store::Sequence first = INT64_MAX;
    for (const auto& webhook : webhooks) {
        if (!webhook.disabled) first = std::min(first, webhook.since);
    }
    return first;
}

/// A part of the change log, and who is to be told of it: both as of one moment, so that no webhook
/// is made between the two.
struct Stretch {
    WebhookRegistry::All webhooks = {};
    store::Sequence from = 0;  // of the cursor
    store::Sequence to = 0;
    std::vector<store::Change> changes = {};
};

Result<Stretch> next_stretch(store::Snapshot& snapshot) {
    Stretch stretch;
    AMPARO_TRY(stretch.webhooks, WebhookRegistry::load(snapshot));
    const auto first = first_wanted(stretch.webhooks);
    if (first == INT64_MAX) return stretch;
    stretch.from = store::log_cursor(snapshot, webhook_reader);
    stretch.to = std::max(stretch.from, first);
    AMPARO_TRY(stretch.changes, store::changes_after(snapshot, stretch.to, block));
    if (!stretch.changes.empty()) stretch.to = stretch.changes.back().sequence;
    return stretch;
}

WebhookEvent event_of(const store::Change& change) {
    WebhookEvent event{.name = change.subject + (change.action == "create" ? ".create" : ".update"),
                       .record_type = change.subject,
                       .sequence = change.sequence,
                       .at = change.at};
    if (const auto* fields = json::find_object(change.details, "record_changes")) {
        for (const auto& [key, value] : *fields) event.changed.emplace_back(key);
    }
    return event;
}

}  // namespace

bool is_offered(const forms::Definitions& definitions, const store::StoredRecord& record) {
    const auto* module = definitions.module(json::string_or(record.data, "module_id"));
    if (module == nullptr) return false;
    const auto* options = json::find_object(module->attributes, "module_options");
    const auto types =
        json::string_list(options == nullptr ? module->attributes : *options, "use_webhooks_for");
    return std::ranges::find(types, record.type) != types.end();
}

bool has_sync_state(std::string_view record_type) {
    return record_type == "case" || record_type == "incident" || record_type == "tracing_request";
}

WebhookDispatcher::WebhookDispatcher(records::Service& records, const WebhookRegistry& webhooks)
    : records_(records), webhooks_(webhooks), bell_(std::make_shared<Bell>(look_every)) {}

WebhookDispatcher::~WebhookDispatcher() {
    bell_->end();
}

void WebhookDispatcher::start() {
    records_.dependencies().database->follow_records([bell = bell_](const auto&) { bell->ring(); });
    thread_ = std::jthread([this] { work(); });
}

void WebhookDispatcher::work() {
    while (bell_->wait()) {
        try {
            const auto done = dispatch();
            if (!done) log::error("webhook.not_dispatched", {{"why", done.error().message.key}});
        } catch (const std::exception& failure) {
            log::error("webhook.not_dispatched", {{"why", failure.what()}});
        }
    }
}

Result<std::size_t> WebhookDispatcher::dispatch() {
    std::size_t made = 0;
    while (true) {
        AMPARO_TRY(const auto goes_on, dispatch_some(made));
        if (!goes_on) return made;
    }
}

namespace {

/// The deliveries that a stretch of the log asks for.
class Making {
  public:
    Making(const records::Service& records, const WebhookRegistry::All& webhooks)
        : on_(records.dependencies()), definitions_(on_.definitions()), webhooks_(webhooks) {}

    Result<> add(const store::Change& change) {
        if (!is_record_type(change.subject) || change.revision == 0) return {};
        const auto event = event_of(change);
        const bool is_wanted = std::ranges::any_of(
            webhooks_, [&](const Webhook& webhook) { return is_for(webhook, event); });
        if (!is_wanted) return {};
        AMPARO_TRY(const auto id, RecordId::parse(change.subject_id));
        AMPARO_TRY(const auto record, on_.cache->find(*on_.database, id));
        if (!record || !is_offered(*definitions_, *record)) return {};
        for (const auto& webhook : webhooks_) {
            if (is_for(webhook, event)) deliveries_.push_back(make(webhook, *record, event));
        }
        return {};
    }

    Result<> put(store::Transaction& transaction) const {
        for (const auto& [delivery, sync] : deliveries_) {
            AMPARO_CHECK(add_delivery(transaction, delivery));
            if (!sync.status.empty()) AMPARO_CHECK(store::put_record_sync(transaction, sync));
        }
        return {};
    }
    std::size_t size() const { return deliveries_.size(); }

  private:
    using Made = std::pair<store::Delivery, store::RecordSync>;

    static bool is_for(const Webhook& webhook, const WebhookEvent& event) {
        return !webhook.disabled && event.sequence > webhook.since && webhook.wants(event.name);
    }
    Made make(const Webhook& webhook, const store::StoredRecord& record,
              const WebhookEvent& event) const {
        store::Delivery delivery{.name = Uuid::random(*on_.random).text(),
                                 .webhook = webhook.id,
                                 .record_id = record.id.text(),
                                 .data = to_data(event)};
        store::RecordSync sync{.record_id = delivery.record_id,
                               .destination = webhook.url,
                               .status = has_sync_state(record.type) ? "sending" : "",
                               .at = on_.clock->now()};
        return {std::move(delivery), std::move(sync)};
    }

    const records::Dependencies& on_;
    std::shared_ptr<const forms::Definitions> definitions_;
    const WebhookRegistry::All& webhooks_;
    std::vector<Made> deliveries_;
};

}  // namespace

// Whoever loses the cursor to another node looks again: that node has made the deliveries.
Result<bool> WebhookDispatcher::dispatch_some(std::size_t& made) {
    if (first_wanted(*webhooks_.all()) == INT64_MAX) return false;
    auto& database = *records_.dependencies().database;
    AMPARO_TRY(const auto stretch,
               database.read([](store::Snapshot& snapshot) { return next_stretch(snapshot); }));
    if (stretch.to == stretch.from) return false;
    Making making(records_, stretch.webhooks);
    for (const auto& change : stretch.changes) AMPARO_CHECK(making.add(change));
    const auto stored = database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(store::move_log_cursor(transaction, webhook_reader, stretch.from, stretch.to));
        return making.put(transaction);
    });
    if (!stored && stored.error().code == Errc::conflict) return true;
    AMPARO_CHECK(stored);
    made += making.size();
    return true;
}

}  // namespace amparo::notify
