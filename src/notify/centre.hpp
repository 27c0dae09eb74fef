#pragma once

#include <optional>
#include <string>
#include <vector>

#include "notify/texts.hpp"
#include "store/user_items.hpp"

namespace amparo::notify {

/// One piece of news of one person. Ids and codes only, sealed at rest.
struct Notification {
    std::int64_t id = 0;
    std::string event;
    std::string record_type;
    std::string record_id;
    std::string display_id;
    std::string actor;
    json::Object details;
    Instant created_at{};
    std::optional<Instant> read_at;
};

/// A page of them, newest first.
struct NotificationPage {
    std::vector<Notification> rows;
    std::size_t total = 0;
    std::size_t unread = 0;
};

/// Everybody's own notifications (case-management.md §6.4). Thread-safe.
class Centre {
  public:
    explicit Centre(store::Database& database) : database_(database) {}

    /// Which page of whose; unread ones only, or all.
    struct Query {
        std::int64_t user_id = 0;
        std::size_t page = 1;
        std::size_t per = 20;
        bool unread_only = false;
    };
    Result<NotificationPage> list(const Query& query) const;
    /// `not_found` for somebody else's.
    enum class Mark { read, unread };
    Result<Notification> mark(std::int64_t user_id, std::int64_t id, Mark mark);
    /// How many were unread.
    Result<std::size_t> mark_all_read(std::int64_t user_id);

  private:
    store::Database& database_;
};

/// The kind of its items, and their states.
inline constexpr std::string_view notification_kind = "notification";
inline constexpr std::int64_t unread_state = 0;
inline constexpr std::int64_t read_state = 1;
/// What is kept of an announcement.
json::Object to_item_data(const Announcement& announcement);

}  // namespace amparo::notify
