#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// Something that belongs to one user and is no record: a notification, a push subscription, a
/// saved search. `data` is sealed at rest.
struct UserItem {
    std::int64_t id = 0;
    std::string kind = {};
    std::int64_t user_id = 0;
    std::string key = {};    // tells apart the items of a kind and user
    std::int64_t state = 0;  // what the kind makes of it
    Instant created_at{};
    Instant updated_at{};
    json::Object data = {};
};

/// Whose items of which kind.
struct UserItems {
    std::string_view kind;
    std::int64_t user_id = 0;
};

/// Stores it with the clock's time; its id, or nullopt when the user has one of that kind and key.
Result<std::optional<std::int64_t>> insert_user_item(Transaction& transaction,
                                                     const UserItem& item);
/// Writes state and data of an item anew, and the time of the change. `not_found`.
Result<> update_user_item(Transaction& transaction, const UserItem& item);
/// Sets the time of the last change, for changes that are none of the user's.
Result<> set_user_item_time(Transaction& transaction, std::int64_t id, Instant updated_at);
/// Only of that user: somebody else's is `not_found`.
Result<UserItem> find_user_item(Snapshot& snapshot, const UserItems& whose, std::int64_t id);
Result<std::optional<UserItem>> find_user_item(Snapshot& snapshot, const UserItems& whose,
                                               const std::string& key);
/// Whether anybody has the item.
bool exists_user_item(Snapshot& snapshot, std::string_view kind, std::int64_t id);
/// Newest first; all, or those in a state.
struct UserItemQuery {
    std::optional<std::int64_t> state = {};
    std::size_t offset = 0;
    std::size_t count = 20;
};
Result<std::vector<UserItem>> list_user_items(Snapshot& snapshot, const UserItems& whose,
                                              const UserItemQuery& query);
/// Everybody's items of a kind in the query's state (0 when it names none), newest first.
Result<std::vector<UserItem>> list_items_of_all(Snapshot& snapshot, std::string_view kind,
                                                const UserItemQuery& query);
/// Whosever it is.
Result<UserItem> find_item_of_any(Snapshot& snapshot, std::string_view kind, std::int64_t id);
std::size_t count_user_items(Snapshot& snapshot, const UserItems& whose,
                             std::optional<std::int64_t> state = {});
/// Moves all from one state to another; how many.
struct StateChange {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
Result<std::size_t> set_user_item_states(Transaction& transaction, const UserItems& whose,
                                         const StateChange& change);
/// `not_found` as above.
Result<> remove_user_item(Transaction& transaction, const UserItems& whose, std::int64_t id);
/// Everything of a user who is deleted.
Result<> remove_user_items_of(Transaction& transaction, std::int64_t user_id);
/// Items of a kind made before the moment; how many.
Result<std::size_t> expire_user_items(Transaction& transaction, std::string_view kind,
                                      Instant before);

}  // namespace amparo::store
