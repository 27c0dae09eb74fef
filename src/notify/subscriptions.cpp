#include "notify/subscriptions.hpp"

#include "base/crypto.hpp"
#include "notify/push_crypto.hpp"

namespace amparo::notify {
namespace {

enum State : std::int64_t { enabled = 0, disabled = 1 };
constexpr std::size_t url_bytes_max = 2000;
constexpr std::int64_t failures_max = 3;

std::string key_of(const std::string& url) {
    return crypto::hex(crypto::sha256(url));
}

Subscription subscription_of(const store::UserItem& item) {
    return {.id = item.id,
            .user_id = item.user_id,
            .disabled = item.state == State::disabled,
            .url = json::string_or(item.data, "url"),
            .p256dh = json::string_or(item.data, "p256dh"),
            .auth = json::string_or(item.data, "auth"),
            .created_at = item.created_at,
            .updated_at = item.updated_at};
}

store::UserItems of(std::int64_t user_id) {
    return {.kind = Subscriptions::kind, .user_id = user_id};
}

std::unexpected<Error> no_such_subscription() {
    return refuse(Errc::not_found, "errors.not_found");
}

std::vector<Problem> problems_of(const Subscriptions::Input& input, bool is_known) {
    const std::string prefix = "errors.models.webpush_subscription.";
    std::vector<Problem> problems;
    const auto add = [&](const char* field, const char* rule) {
        problems.push_back({field, MessageKey(prefix + rule)});
    };
    const bool is_url = input.url.starts_with("https://") || input.url.starts_with("http://");
    if (input.url.empty()) {
        add("notification_url", "notification_url_present");
    } else if (!is_url || input.url.size() > url_bytes_max) {
        add("notification_url", "notification_url_format");
    }
    if (is_known && input.auth.empty() && input.p256dh.empty()) return problems;
    if (input.auth.empty()) add("auth", "auth_present");
    if (input.p256dh.empty()) add("p256dh", "p256dh_present");
    if (problems.empty() && !read_receiver(input.p256dh, input.auth)) {
        problems.push_back({"p256dh", MessageKey("errors.notify.push_keys")});
    }
    return problems;
}

/// The user's newest subscriptions stay; the oldest makes room.
Result<> make_room(store::Transaction& transaction, std::int64_t user_id) {
    AMPARO_TRY(const auto oldest, store::list_user_items(transaction, of(user_id),
                                                         {.offset = Subscriptions::per_user_max - 1,
                                                          .count = Subscriptions::per_user_max}));
    for (const auto& item : oldest) {
        AMPARO_CHECK(store::remove_user_item(transaction, of(user_id), item.id));
    }
    return {};
}

}  // namespace

Result<std::vector<Subscription>> Subscriptions::list(std::int64_t user_id,
                                                      const std::string& url) const {
    AMPARO_TRY(const auto items, database_.read([&](store::Snapshot& snapshot) {
        const store::UserItemQuery query{
            .state = url.empty() ? std::optional<std::int64_t>(State::enabled) : std::nullopt,
            .count = per_user_max};
        return store::list_user_items(snapshot, of(user_id), query);
    }));
    std::vector<Subscription> found;
    for (const auto& item : items) {
        auto subscription = subscription_of(item);
        if (url.empty() || subscription.url == url) found.push_back(std::move(subscription));
    }
    return found;
}

Result<Subscription> Subscriptions::save(std::int64_t user_id, const Input& input) {
    return database_.write([&](store::Transaction& transaction) -> Result<Subscription> {
        const auto key = key_of(input.url);
        AMPARO_TRY(auto known, store::find_user_item(transaction, of(user_id), key));
        auto problems = problems_of(input, known.has_value());
        if (!problems.empty()) {
            return std::unexpected(Error{.code = Errc::invalid,
                                         .message = "errors.invalid_record",
                                         .problems = std::move(problems)});
        }
        if (known && known->state == State::disabled) return no_such_subscription();
        store::UserItem item = known.value_or(
            store::UserItem{.kind = std::string(kind), .user_id = user_id, .key = key});
        item.data["url"] = input.url;
        if (!input.p256dh.empty()) {
            item.data["p256dh"] = input.p256dh;
            item.data["auth"] = input.auth;
        }
        if (known) {
            AMPARO_CHECK(store::update_user_item(transaction, item));
        } else {
            AMPARO_CHECK(make_room(transaction, user_id));
            AMPARO_CHECK(store::insert_user_item(transaction, item));
        }
        AMPARO_TRY(const auto stored, store::find_user_item(transaction, of(user_id), key));
        AMPARO_REQUIRE(stored.has_value());
        return subscription_of(*stored);
    });
}

Result<Subscription> Subscriptions::touch(std::int64_t user_id, const std::string& url, Wish wish) {
    return database_.write([&](store::Transaction& transaction) -> Result<Subscription> {
        AMPARO_TRY(auto item, store::find_user_item(transaction, of(user_id), key_of(url)));
        if (!item || item->state == State::disabled) return no_such_subscription();
        if (wish == Wish::disable) item->state = State::disabled;
        AMPARO_CHECK(store::update_user_item(transaction, *item));
        AMPARO_TRY(const auto stored, store::find_user_item(transaction, of(user_id), item->id));
        return subscription_of(stored);
    });
}

Result<Subscription> Subscriptions::find(std::int64_t user_id, std::int64_t id) const {
    AMPARO_TRY(const auto item, database_.read([&](store::Snapshot& snapshot) {
        return store::find_user_item(snapshot, of(user_id), id);
    }));
    return subscription_of(item);
}

template <class Change>
Result<> Subscriptions::change(std::int64_t user_id, std::int64_t id, const Change& apply) {
    return database_.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto item, store::find_user_item(transaction, of(user_id), id));
        const auto seen = item.updated_at;
        apply(item);
        AMPARO_CHECK(store::update_user_item(transaction, item));
        return store::set_user_item_time(transaction, id, seen);  // the client was not here
    });
}

Result<> Subscriptions::disable(std::int64_t user_id, std::int64_t id) {
    return change(user_id, id, [](store::UserItem& item) { item.state = State::disabled; });
}

Result<> Subscriptions::count_failure(std::int64_t user_id, std::int64_t id) {
    return change(user_id, id, [](store::UserItem& item) {
        const auto failures = json::integer_or(item.data, "failures", 0) + 1;
        item.data["failures"] = failures;
        if (failures >= failures_max) item.state = State::disabled;
    });
}

Result<> Subscriptions::count_success(std::int64_t user_id, std::int64_t id) {
    AMPARO_TRY(const auto item, database_.read([&](store::Snapshot& snapshot) {
        return store::find_user_item(snapshot, of(user_id), id);
    }));
    if (!item.data.contains("failures")) return {};
    return change(user_id, id, [](store::UserItem& stored) { stored.data.erase("failures"); });
}

}  // namespace amparo::notify
