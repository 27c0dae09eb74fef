#include "store/sessions.hpp"

#include <algorithm>
#include <tuple>

#include "base/clock.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

constexpr std::string_view volatile_columns = "tttiitb";

const Statement select_row{"volatile.find", R"sql(
    SELECT kind, key_hash, owner, updated_at, expires_at, key_id, sealed
    FROM volatile_rows
    WHERE kind = :kind AND key_hash = :key_hash)sql",
                           volatile_columns};

const Statement select_of_owner{"volatile.of_owner", R"sql(
    SELECT kind, key_hash, owner, updated_at, expires_at, key_id, sealed
    FROM volatile_rows
    WHERE kind = :kind AND owner = :owner)sql",
                                volatile_columns};

const Statement upsert_row{"volatile.put", R"sql(
    INSERT INTO volatile_rows (kind, key_hash, owner, updated_at, expires_at, key_id, sealed)
    VALUES (:kind, :key_hash, :owner, :updated_at, :expires_at, :key_id, :sealed)
    ON CONFLICT (kind, key_hash) DO UPDATE SET owner = excluded.owner,
        updated_at = excluded.updated_at, expires_at = excluded.expires_at,
        key_id = excluded.key_id, sealed = excluded.sealed)sql"};

// A row that has expired and was not swept up yet does not hold its key. Zero rows: taken.
const Statement insert_row{"volatile.insert", R"sql(
    INSERT INTO volatile_rows (kind, key_hash, owner, updated_at, expires_at, key_id, sealed)
    VALUES (:kind, :key_hash, :owner, :updated_at, :expires_at, :key_id, :sealed)
    ON CONFLICT (kind, key_hash) DO UPDATE SET owner = excluded.owner,
        updated_at = excluded.updated_at, expires_at = excluded.expires_at,
        key_id = excluded.key_id, sealed = excluded.sealed
    WHERE volatile_rows.expires_at <= :now)sql"};

const Statement delete_row{"volatile.remove", R"sql(
    DELETE FROM volatile_rows
    WHERE kind = :kind AND key_hash = :key_hash)sql"};

const Statement delete_expired{"volatile.expire", R"sql(
    DELETE FROM volatile_rows
    WHERE expires_at <= :now)sql"};

std::int64_t now_of(detail::Connection& connection) {
    return ticks(connection.context().clock.now());
}

std::string bound_to(const VolatileRow& row) {
    return detail::volatile_binding(row.kind, row.key_hash, row.owner, ticks(row.expires_at));
}

Result<VolatileRow> read_row(detail::Connection& connection, detail::Rows& rows) {
    VolatileRow row{.kind = rows.text(0),
                    .key_hash = rows.text(1),
                    .owner = rows.text(2),
                    .updated_at = Instant(std::chrono::milliseconds(rows.integer(3))),
                    .expires_at = Instant(std::chrono::milliseconds(rows.integer(4))),
                    .data = {}};
    const detail::Sealed sealed{rows.text(5), rows.take(6)};
    AMPARO_TRY(row.data, detail::unseal_json(connection.context().keys(), bound_to(row), sealed));
    return row;
}

}  // namespace

Result<std::optional<VolatileRow>> find_volatile(Snapshot& snapshot, std::string_view kind,
                                                 std::string_view key_hash) {
    auto& connection = snapshot.connection();
    auto rows = connection.query(select_row, {{"kind", kind}, {"key_hash", key_hash}});
    if (!rows.next() || rows.integer(4) <= now_of(connection)) return std::nullopt;
    AMPARO_TRY(auto row, read_row(connection, rows));
    return row;
}

Result<std::vector<VolatileRow>> volatile_of_owner(Snapshot& snapshot, std::string_view kind,
                                                   std::string_view owner) {
    auto& connection = snapshot.connection();
    std::vector<VolatileRow> found;
    auto rows = connection.query(select_of_owner, {{"kind", kind}, {"owner", owner}});
    while (rows.next()) {
        if (rows.integer(4) <= now_of(connection)) continue;
        AMPARO_TRY(auto row, read_row(connection, rows));
        found.push_back(std::move(row));
    }
    std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
        return std::tie(left.updated_at, left.key_hash) <
               std::tie(right.updated_at, right.key_hash);
    });
    return found;
}

Result<> put_volatile(Transaction& transaction, const VolatileRow& row) {
    auto& connection = transaction.connection();
    const auto sealed = detail::seal_json(connection.context(), bound_to(row), row.data);
    connection.execute(upsert_row, {{"kind", std::string_view(row.kind)},
                                    {"key_hash", std::string_view(row.key_hash)},
                                    {"owner", std::string_view(row.owner)},
                                    {"updated_at", ticks(row.updated_at)},
                                    {"expires_at", ticks(row.expires_at)},
                                    {"key_id", std::string_view(sealed.key_id)},
                                    {"sealed", Bytes{sealed.bytes}}});
    return {};
}

Result<> insert_volatile(Transaction& transaction, const VolatileRow& row) {
    auto& connection = transaction.connection();
    const auto sealed = detail::seal_json(connection.context(), bound_to(row), row.data);
    const auto stored =
        connection.execute(insert_row, {{"kind", std::string_view(row.kind)},
                                        {"key_hash", std::string_view(row.key_hash)},
                                        {"owner", std::string_view(row.owner)},
                                        {"updated_at", ticks(row.updated_at)},
                                        {"expires_at", ticks(row.expires_at)},
                                        {"key_id", std::string_view(sealed.key_id)},
                                        {"sealed", Bytes{sealed.bytes}},
                                        {"now", now_of(connection)}});
    if (stored == 0) return refuse(Errc::conflict, "errors.conflict.taken");
    return {};
}

Result<> remove_volatile(Transaction& transaction, std::string_view kind,
                         std::string_view key_hash) {
    transaction.connection().execute(delete_row, {{"kind", kind}, {"key_hash", key_hash}});
    return {};
}

Result<std::size_t> expire_volatile(Transaction& transaction, Instant now) {
    return static_cast<std::size_t>(
        transaction.connection().execute(delete_expired, {{"now", ticks(now)}}));
}

}  // namespace amparo::store
