#pragma once

#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/user_items.hpp"

namespace amparo::notify {

/// A browser that wants push messages (administration.md §19).
struct Subscription {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    bool disabled = false;
    std::string url;
    std::string p256dh;  // URL-safe Base64, as the browser gave it
    std::string auth;
    Instant created_at{};
    Instant updated_at{};
};

/// The subscriptions of users, sealed at rest. Thread-safe.
class Subscriptions {
  public:
    /// The kind of their items (state 0: enabled), and how many browsers one person may have.
    static constexpr std::string_view kind = "push_subscription";
    static constexpr std::size_t per_user_max = 50;

    explicit Subscriptions(store::Database& database) : database_(database) {}

    /// The enabled ones of a user, newest first; with a URL only that one, disabled too.
    Result<std::vector<Subscription>> list(std::int64_t user_id, const std::string& url) const;
    /// What a client sends. Keys that are empty stay as they are.
    struct Input {
        std::string url;
        std::string p256dh;
        std::string auth;
    };
    /// Keeps a new one, or sees a known one again with its keys of now. `invalid` with problems
    /// for what is missing or no key, `not_found` when it has been disabled.
    Result<Subscription> save(std::int64_t user_id, const Input& input);
    /// Sees it again, or disables it for good. `not_found` when it is unknown or disabled.
    enum class Wish { seen, disable };
    Result<Subscription> touch(std::int64_t user_id, const std::string& url, Wish wish);
    /// By id, for a delivery; `not_found`.
    Result<Subscription> find(std::int64_t user_id, std::int64_t id) const;
    /// The browser is gone, or too many messages came back.
    Result<> disable(std::int64_t user_id, std::int64_t id);
    /// Counts a message that the push service refused; the third in a row disables. A success
    /// begins anew.
    Result<> count_failure(std::int64_t user_id, std::int64_t id);
    Result<> count_success(std::int64_t user_id, std::int64_t id);

  private:
    template <class Change>
    Result<> change(std::int64_t user_id, std::int64_t id, const Change& apply);
    store::Database& database_;
};

}  // namespace amparo::notify
