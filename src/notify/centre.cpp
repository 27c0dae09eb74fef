#include "notify/centre.hpp"

namespace amparo::notify {
namespace {

store::UserItems of(std::int64_t user_id) {
    return {.kind = notification_kind, .user_id = user_id};
}

Notification notification_of(const store::UserItem& item) {
    Notification notification{.id = item.id,
                              .event = json::string_or(item.data, "event"),
                              .record_type = json::string_or(item.data, "record_type"),
                              .record_id = json::string_or(item.data, "record_id"),
                              .display_id = json::string_or(item.data, "display_id"),
                              .actor = json::string_or(item.data, "actor"),
                              .details = {},
                              .created_at = item.created_at,
                              .read_at = std::nullopt};
    if (const auto* details = json::find_object(item.data, "details")) {
        notification.details = *details;
    }
    if (item.state == read_state) notification.read_at = item.updated_at;
    return notification;
}

}  // namespace

json::Object to_item_data(const Announcement& announcement) {
    const auto& event = announcement.event;
    return {{"event", records::wire_name(event.kind)},
            {"record_type", event.record_type},
            {"record_id", event.record_id},
            {"display_id", announcement.display_id},
            {"actor", event.actor.text()},
            {"details", event.details}};
}

Result<NotificationPage> Centre::list(const Query& query) const {
    return database_.read([&](store::Snapshot& snapshot) -> Result<NotificationPage> {
        const auto whose = of(query.user_id);
        const auto state =
            query.unread_only ? std::optional<std::int64_t>(unread_state) : std::nullopt;
        AMPARO_TRY(const auto items, store::list_user_items(snapshot, whose,
                                                            {.state = state,
                                                             .offset = (query.page - 1) * query.per,
                                                             .count = query.per}));
        NotificationPage page{.rows = {},
                              .total = store::count_user_items(snapshot, whose, state),
                              .unread = store::count_user_items(snapshot, whose, unread_state)};
        for (const auto& item : items) page.rows.push_back(notification_of(item));
        return page;
    });
}

Result<Notification> Centre::mark(std::int64_t user_id, std::int64_t id, Mark mark) {
    return database_.write([&](store::Transaction& transaction) -> Result<Notification> {
        AMPARO_TRY(auto item, store::find_user_item(transaction, of(user_id), id));
        const auto state = mark == Mark::read ? read_state : unread_state;
        if (item.state == state) return notification_of(item);
        item.state = state;
        AMPARO_CHECK(store::update_user_item(transaction, item));
        AMPARO_TRY(const auto stored, store::find_user_item(transaction, of(user_id), id));
        return notification_of(stored);
    });
}

Result<std::size_t> Centre::mark_all_read(std::int64_t user_id) {
    return database_.write([&](store::Transaction& transaction) {
        return store::set_user_item_states(transaction, of(user_id),
                                           {.from = unread_state, .to = read_state});
    });
}

}  // namespace amparo::notify
