#include "store/user_items.hpp"

#include "base/clock.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/moment.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

constexpr std::string_view item_columns = "ititiiitb";

// No row comes back when the user has such an item already.
const Statement insert_item{"user_items.insert", R"sql(
    INSERT INTO user_items (kind, user_id, item_key, state, created_at, updated_at, key_id, sealed)
    VALUES (:kind, :user_id, :item_key, :state, :now, :now, :key_id, :sealed)
    ON CONFLICT (kind, user_id, item_key) DO NOTHING
    RETURNING id)sql",
                            "i"};

const Statement update_item{"user_items.update", R"sql(
    UPDATE user_items SET state = :state, updated_at = :now, key_id = :key_id, sealed = :sealed
    WHERE id = :id)sql"};

const Statement update_time{"user_items.set_time", R"sql(
    UPDATE user_items SET updated_at = :updated_at
    WHERE id = :id)sql"};

const Statement select_item{"user_items.find", R"sql(
    SELECT id, kind, user_id, item_key, state, created_at, updated_at, key_id, sealed
    FROM user_items
    WHERE id = :id)sql",
                            item_columns};

const Statement select_by_key{"user_items.by_key", R"sql(
    SELECT id, kind, user_id, item_key, state, created_at, updated_at, key_id, sealed
    FROM user_items
    WHERE kind = :kind AND user_id = :user_id AND item_key = :item_key)sql",
                              item_columns};

const Statement select_items{"user_items.list", R"sql(
    SELECT id, kind, user_id, item_key, state, created_at, updated_at, key_id, sealed
    FROM user_items
    WHERE kind = :kind AND user_id = :user_id
    ORDER BY id DESC
    LIMIT :count OFFSET :skip)sql",
                             item_columns};

const Statement select_items_in_state{"user_items.list_in_state", R"sql(
    SELECT id, kind, user_id, item_key, state, created_at, updated_at, key_id, sealed
    FROM user_items
    WHERE kind = :kind AND user_id = :user_id AND state = :state
    ORDER BY id DESC
    LIMIT :count OFFSET :skip)sql",
                                      item_columns};

const Statement select_of_all{"user_items.list_of_all", R"sql(
    SELECT id, kind, user_id, item_key, state, created_at, updated_at, key_id, sealed
    FROM user_items
    WHERE kind = :kind AND state = :state
    ORDER BY id DESC
    LIMIT :count OFFSET :skip)sql",
                              item_columns};

const Statement count_items{"user_items.count", R"sql(
    SELECT COUNT(*)
    FROM user_items
    WHERE kind = :kind AND user_id = :user_id)sql",
                            "i"};

const Statement count_items_in_state{"user_items.count_in_state", R"sql(
    SELECT COUNT(*)
    FROM user_items
    WHERE kind = :kind AND user_id = :user_id AND state = :state)sql",
                                     "i"};

const Statement update_states{"user_items.set_states", R"sql(
    UPDATE user_items SET state = :next, updated_at = :now
    WHERE kind = :kind AND user_id = :user_id AND state = :state)sql"};

const Statement delete_item{"user_items.remove", R"sql(
    DELETE FROM user_items
    WHERE id = :id AND kind = :kind AND user_id = :user_id)sql"};

const Statement delete_of_user{"user_items.remove_of_user", R"sql(
    DELETE FROM user_items
    WHERE user_id = :user_id)sql"};

const Statement delete_old{"user_items.expire", R"sql(
    DELETE FROM user_items
    WHERE kind = :kind AND created_at < :before)sql"};

std::string bound_to(const UserItem& item) {
    return detail::user_item_binding(item.kind, item.user_id, item.key);
}

std::unexpected<Error> no_such_item() {
    return refuse(Errc::not_found, "errors.not_found");
}

Result<UserItem> read_item(detail::Connection& connection, detail::Rows& rows) {
    UserItem item{.id = rows.integer(0),
                  .kind = rows.text(1),
                  .user_id = rows.integer(2),
                  .key = rows.text(3),
                  .state = rows.integer(4),
                  .created_at = Instant(std::chrono::milliseconds(rows.integer(5))),
                  .updated_at = Instant(std::chrono::milliseconds(rows.integer(6)))};
    const detail::Sealed sealed{rows.text(7), rows.take(8)};
    AMPARO_TRY(item.data, detail::unseal_json(connection.context().keys(), bound_to(item), sealed));
    return item;
}

Result<std::vector<UserItem>> read_items(detail::Connection& connection, detail::Rows& rows) {
    std::vector<UserItem> items;
    while (rows.next()) {
        AMPARO_TRY(auto item, read_item(connection, rows));
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

Result<std::optional<std::int64_t>> insert_user_item(Transaction& transaction,
                                                     const UserItem& item) {
    auto& connection = transaction.connection();
    const auto sealed = detail::seal_json(connection.context(), bound_to(item), item.data);
    auto rows = connection.query(insert_item, {{"kind", std::string_view(item.kind)},
                                               {"user_id", item.user_id},
                                               {"item_key", std::string_view(item.key)},
                                               {"state", item.state},
                                               {"now", detail::ticks_now(transaction)},
                                               {"key_id", std::string_view(sealed.key_id)},
                                               {"sealed", Bytes{sealed.bytes}}});
    if (!rows.next()) return std::nullopt;
    return rows.integer(0);
}

Result<> update_user_item(Transaction& transaction, const UserItem& item) {
    auto& connection = transaction.connection();
    const auto sealed = detail::seal_json(connection.context(), bound_to(item), item.data);
    const auto changed =
        connection.execute(update_item, {{"id", item.id},
                                         {"state", item.state},
                                         {"now", detail::ticks_now(transaction)},
                                         {"key_id", std::string_view(sealed.key_id)},
                                         {"sealed", Bytes{sealed.bytes}}});
    if (changed == 0) return no_such_item();
    return {};
}

Result<> set_user_item_time(Transaction& transaction, std::int64_t id, Instant updated_at) {
    transaction.connection().execute(update_time, {{"id", id}, {"updated_at", ticks(updated_at)}});
    return {};
}

Result<UserItem> find_user_item(Snapshot& snapshot, const UserItems& whose, std::int64_t id) {
    auto rows = snapshot.connection().query(select_item, {{"id", id}});
    if (!rows.next() || rows.text(1) != whose.kind || rows.integer(2) != whose.user_id) {
        return no_such_item();
    }
    return read_item(snapshot.connection(), rows);
}

Result<std::optional<UserItem>> find_user_item(Snapshot& snapshot, const UserItems& whose,
                                               const std::string& key) {
    auto rows = snapshot.connection().query(
        select_by_key,
        {{"kind", whose.kind}, {"user_id", whose.user_id}, {"item_key", std::string_view(key)}});
    if (!rows.next()) return std::nullopt;
    AMPARO_TRY(auto item, read_item(snapshot.connection(), rows));
    return item;
}

bool exists_user_item(Snapshot& snapshot, std::string_view kind, std::int64_t id) {
    auto rows = snapshot.connection().query(select_item, {{"id", id}});
    return rows.next() && rows.text(1) == kind;
}

Result<std::vector<UserItem>> list_user_items(Snapshot& snapshot, const UserItems& whose,
                                              const UserItemQuery& query) {
    auto& connection = snapshot.connection();
    std::vector<detail::Argument> arguments{{"kind", whose.kind}, {"user_id", whose.user_id}};
    if (query.state) arguments.push_back({"state", *query.state});
    arguments.push_back({"count", static_cast<std::int64_t>(query.count)});
    arguments.push_back({"skip", static_cast<std::int64_t>(query.offset)});
    auto rows = connection.query(query.state ? select_items_in_state : select_items, arguments);
    return read_items(connection, rows);
}

Result<std::vector<UserItem>> list_items_of_all(Snapshot& snapshot, std::string_view kind,
                                                const UserItemQuery& query) {
    auto& connection = snapshot.connection();
    auto rows =
        connection.query(select_of_all, {{"kind", kind},
                                         {"state", query.state.value_or(0)},
                                         {"count", static_cast<std::int64_t>(query.count)},
                                         {"skip", static_cast<std::int64_t>(query.offset)}});
    return read_items(connection, rows);
}

Result<UserItem> find_item_of_any(Snapshot& snapshot, std::string_view kind, std::int64_t id) {
    auto rows = snapshot.connection().query(select_item, {{"id", id}});
    if (!rows.next() || rows.text(1) != kind) return no_such_item();
    return read_item(snapshot.connection(), rows);
}

std::size_t count_user_items(Snapshot& snapshot, const UserItems& whose,
                             std::optional<std::int64_t> state) {
    std::vector<detail::Argument> arguments{{"kind", whose.kind}, {"user_id", whose.user_id}};
    if (state) arguments.push_back({"state", *state});
    auto rows = snapshot.connection().query(state ? count_items_in_state : count_items, arguments);
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

Result<std::size_t> set_user_item_states(Transaction& transaction, const UserItems& whose,
                                         const StateChange& change) {
    return static_cast<std::size_t>(
        transaction.connection().execute(update_states, {{"next", change.to},
                                                         {"now", detail::ticks_now(transaction)},
                                                         {"kind", whose.kind},
                                                         {"user_id", whose.user_id},
                                                         {"state", change.from}}));
}

Result<> remove_user_item(Transaction& transaction, const UserItems& whose, std::int64_t id) {
    const auto removed = transaction.connection().execute(
        delete_item, {{"id", id}, {"kind", whose.kind}, {"user_id", whose.user_id}});
    if (removed == 0) return no_such_item();
    return {};
}

Result<> remove_user_items_of(Transaction& transaction, std::int64_t user_id) {
    transaction.connection().execute(delete_of_user, {{"user_id", user_id}});
    return {};
}

Result<std::size_t> expire_user_items(Transaction& transaction, std::string_view kind,
                                      Instant before) {
    return static_cast<std::size_t>(
        transaction.connection().execute(delete_old, {{"kind", kind}, {"before", ticks(before)}}));
}

}  // namespace amparo::store
