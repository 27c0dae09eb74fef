#include "store/deliveries.hpp"

#include <array>

#include "base/clock.hpp"
#include "base/crypto.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/moment.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

constexpr std::array<std::string_view, 4> state_names{"pending", "failed", "sent", "dead"};
constexpr std::string_view delivery_columns =
    "itttt"
    "iiii"
    "tb";

const Statement select_cursor{"log_cursors.find", R"sql(
    SELECT seq
    FROM log_cursors
    WHERE name = :name)sql",
                              "i"};

// Zero rows: another node has come further meanwhile.
const Statement update_cursor{"log_cursors.move", R"sql(
    UPDATE log_cursors SET seq = :next
    WHERE name = :name AND seq = :seq)sql"};

// Writes the row whether it is there or not, so that PostgreSQL locks it.
const Statement touch_cursor{"log_cursors.hold", R"sql(
    INSERT INTO log_cursors (name, seq)
    VALUES (:name, 0)
    ON CONFLICT (name) DO UPDATE SET seq = log_cursors.seq)sql"};

const Statement insert_row{"deliveries.insert", R"sql(
    INSERT INTO webhook_deliveries (delivery, webhook, record_id, state, attempts, next_at,
        created_at, updated_at, key_id, sealed)
    VALUES (:delivery, :webhook, :record_id, :state, :attempts, :next_at, :now, :now, :key_id,
        :sealed)
    RETURNING id)sql",
                           "i"};

const Statement update_row{"deliveries.update", R"sql(
    UPDATE webhook_deliveries SET state = :state, attempts = :attempts, next_at = :next_at,
        updated_at = :now, key_id = :key_id, sealed = :sealed
    WHERE id = :id)sql"};

const Statement select_row{"deliveries.find", R"sql(
    SELECT id, delivery, webhook, record_id, state, attempts, next_at, created_at, updated_at,
        key_id, sealed
    FROM webhook_deliveries
    WHERE id = :id)sql",
                           delivery_columns};

const Statement select_first_open{"deliveries.first_open", R"sql(
    SELECT id
    FROM webhook_deliveries
    WHERE webhook = :webhook AND record_id = :record_id AND id > :after
        AND state IN ('pending', 'failed')
    ORDER BY id
    LIMIT 1)sql",
                                  "i"};

// Off the path of requests: whoever looks after lost deliveries reads all open ones.
const Statement select_heads{"deliveries.heads", R"sql(
    SELECT MIN(id)
    FROM webhook_deliveries
    WHERE state IN ('pending', 'failed')
    GROUP BY webhook, record_id
    LIMIT :count)sql",
                             "i"};

const Statement select_list{"deliveries.list", R"sql(
    SELECT id, delivery, webhook, record_id, state, attempts, next_at, created_at, updated_at,
        key_id, sealed
    FROM webhook_deliveries
    WHERE webhook = :webhook
    ORDER BY id DESC
    LIMIT :count OFFSET :skip)sql",
                            delivery_columns};

const Statement count_list{"deliveries.count", R"sql(
    SELECT COUNT(*)
    FROM webhook_deliveries
    WHERE webhook = :webhook)sql",
                           "i"};

const Statement select_tally{"deliveries.tally", R"sql(
    SELECT webhook, state, COUNT(*), MIN(created_at)
    FROM webhook_deliveries
    WHERE state IN ('pending', 'failed', 'dead')
    GROUP BY webhook, state)sql",
                             "ttii"};

const Statement delete_of_webhook{"deliveries.remove", R"sql(
    DELETE FROM webhook_deliveries
    WHERE webhook = :webhook)sql"};

const Statement delete_old{"deliveries.expire", R"sql(
    DELETE FROM webhook_deliveries
    WHERE state = :state AND updated_at < :before)sql"};

const Statement select_syncs{"record_syncs.of_record", R"sql(
    SELECT record_id, destination, at, synced_at, key_id, sealed
    FROM record_syncs
    WHERE record_id = :record_id)sql",
                             "ttiitb"};

const Statement select_moments{"record_syncs.moments", R"sql(
    SELECT destination, at, synced_at
    FROM record_syncs
    WHERE record_id = :record_id)sql",
                               "tii"};

const Statement upsert_sync{"record_syncs.put", R"sql(
    INSERT INTO record_syncs (record_id, destination, at, synced_at, key_id, sealed)
    VALUES (:record_id, :destination, :at, :synced_at, :key_id, :sealed)
    ON CONFLICT (record_id, destination) DO UPDATE SET at = excluded.at,
        synced_at = excluded.synced_at, key_id = excluded.key_id, sealed = excluded.sealed)sql"};

const Statement select_any_sync{"record_syncs.any", R"sql(
    SELECT record_id
    FROM record_syncs
    WHERE record_id > ''
    LIMIT 1)sql",
                                "t"};

Instant moment(std::int64_t ticks) {
    return Instant(std::chrono::milliseconds(ticks));
}

DeliveryState state_named(std::string_view name) {
    for (std::size_t at = 0; at < state_names.size(); ++at) {
        if (state_names[at] == name) return static_cast<DeliveryState>(at);
    }
    return DeliveryState::dead;
}

Result<Delivery> read_delivery(detail::Connection& connection, detail::Rows& rows) {
    Delivery delivery{.id = rows.integer(0),
                      .name = rows.text(1),
                      .webhook = rows.text(2),
                      .record_id = rows.text(3),
                      .state = state_named(rows.text(4)),
                      .attempts = static_cast<int>(rows.integer(5)),
                      .next_at = moment(rows.integer(6)),
                      .created_at = moment(rows.integer(7)),
                      .updated_at = moment(rows.integer(8))};
    const auto bound_to =
        detail::delivery_binding(delivery.name, delivery.webhook, delivery.record_id);
    const detail::Sealed sealed{rows.text(9), rows.take(10)};
    AMPARO_TRY(delivery.data, detail::unseal_json(connection.context().keys(), bound_to, sealed));
    return delivery;
}

/// An address may hold a token, so the clear column has its digest only.
std::string digest_of(const std::string& destination) {
    return crypto::hex(crypto::sha256(destination));
}

}  // namespace

std::string_view wire_name(DeliveryState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

Sequence log_cursor(Snapshot& snapshot, std::string_view reader) {
    auto rows = snapshot.connection().query(select_cursor, {{"name", reader}});
    return rows.next() ? rows.integer(0) : 0;
}

Result<> move_log_cursor(Transaction& transaction, std::string_view reader, Sequence from,
                         Sequence to) {
    hold_log_cursor(transaction, reader);
    const auto moved = transaction.connection().execute(
        update_cursor, {{"name", reader}, {"seq", from}, {"next", to}});
    if (moved == 0) return refuse(Errc::conflict, "errors.conflict");
    return {};
}

void hold_log_cursor(Transaction& transaction, std::string_view reader) {
    transaction.connection().execute(touch_cursor, {{"name", reader}});
}

Result<std::int64_t> insert_delivery(Transaction& transaction, const Delivery& delivery) {
    auto& connection = transaction.connection();
    const auto sealed = detail::seal_json(
        connection.context(),
        detail::delivery_binding(delivery.name, delivery.webhook, delivery.record_id),
        delivery.data);
    auto rows = connection.query(insert_row, {{"delivery", std::string_view(delivery.name)},
                                              {"webhook", std::string_view(delivery.webhook)},
                                              {"record_id", std::string_view(delivery.record_id)},
                                              {"state", wire_name(delivery.state)},
                                              {"attempts", std::int64_t{delivery.attempts}},
                                              {"next_at", ticks(delivery.next_at)},
                                              {"now", detail::ticks_now(transaction)},
                                              {"key_id", std::string_view(sealed.key_id)},
                                              {"sealed", Bytes{sealed.bytes}}});
    AMPARO_REQUIRE(rows.next());
    return rows.integer(0);
}

Result<> update_delivery(Transaction& transaction, const Delivery& delivery) {
    auto& connection = transaction.connection();
    const auto sealed = detail::seal_json(
        connection.context(),
        detail::delivery_binding(delivery.name, delivery.webhook, delivery.record_id),
        delivery.data);
    const auto changed =
        connection.execute(update_row, {{"state", wire_name(delivery.state)},
                                        {"attempts", std::int64_t{delivery.attempts}},
                                        {"next_at", ticks(delivery.next_at)},
                                        {"now", detail::ticks_now(transaction)},
                                        {"key_id", std::string_view(sealed.key_id)},
                                        {"sealed", Bytes{sealed.bytes}},
                                        {"id", delivery.id}});
    if (changed == 0) return refuse(Errc::not_found, "errors.not_found");
    return {};
}

Result<std::optional<Delivery>> find_delivery(Snapshot& snapshot, std::int64_t id) {
    auto rows = snapshot.connection().query(select_row, {{"id", id}});
    if (!rows.next()) return std::nullopt;
    AMPARO_TRY(auto delivery, read_delivery(snapshot.connection(), rows));
    return delivery;
}

std::int64_t first_open_delivery(Snapshot& snapshot, const DeliveryLane& lane, std::int64_t after) {
    auto rows = snapshot.connection().query(select_first_open,
                                            {{"webhook", std::string_view(lane.webhook)},
                                             {"record_id", std::string_view(lane.record_id)},
                                             {"after", after}});
    return rows.next() ? rows.integer(0) : 0;
}

std::vector<std::int64_t> open_lane_heads(Snapshot& snapshot, std::size_t count) {
    std::vector<std::int64_t> heads;
    auto rows =
        snapshot.connection().query(select_heads, {{"count", static_cast<std::int64_t>(count)}});
    while (rows.next()) heads.push_back(rows.integer(0));
    return heads;
}

Result<std::vector<Delivery>> list_deliveries(Snapshot& snapshot, const DeliveryQuery& query) {
    auto rows = snapshot.connection().query(select_list,
                                            {{"webhook", std::string_view(query.webhook)},
                                             {"count", static_cast<std::int64_t>(query.count)},
                                             {"skip", static_cast<std::int64_t>(query.offset)}});
    std::vector<Delivery> deliveries;
    while (rows.next()) {
        AMPARO_TRY(auto delivery, read_delivery(snapshot.connection(), rows));
        deliveries.push_back(std::move(delivery));
    }
    return deliveries;
}

std::size_t count_deliveries(Snapshot& snapshot, std::string_view webhook) {
    auto rows = snapshot.connection().query(count_list, {{"webhook", webhook}});
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

std::vector<DeliveryTally> tally_deliveries(Snapshot& snapshot) {
    std::vector<DeliveryTally> tallies;
    auto rows = snapshot.connection().query(select_tally);
    while (rows.next()) {
        tallies.push_back({.webhook = rows.text(0),
                           .state = rows.text(1),
                           .count = static_cast<std::size_t>(rows.integer(2)),
                           .oldest = moment(rows.integer(3))});
    }
    return tallies;
}

Result<> remove_deliveries(Transaction& transaction, std::string_view webhook) {
    transaction.connection().execute(delete_of_webhook, {{"webhook", webhook}});
    return {};
}

Result<std::size_t> expire_deliveries(Transaction& transaction, DeliveryState state,
                                      Instant before) {
    return static_cast<std::size_t>(transaction.connection().execute(
        delete_old, {{"state", wire_name(state)}, {"before", ticks(before)}}));
}

Result<> put_record_sync(Transaction& transaction, const RecordSync& sync) {
    auto& connection = transaction.connection();
    const auto destination = digest_of(sync.destination);
    auto at = ticks(sync.at);
    std::int64_t synced_before = 0;
    {
        auto rows =
            connection.query(select_moments, {{"record_id", std::string_view(sync.record_id)}});
        while (rows.next()) {
            if (rows.text(0) == destination) synced_before = rows.integer(2);
            // Two words in one millisecond: the later one has to be the newest all the same.
            at = std::max(at, rows.integer(1) + 1);
        }
    }
    const auto synced_at = sync.status == synced_status ? at : synced_before;
    const json::Object data{{"destination", sync.destination}, {"status", sync.status}};
    const auto bound_to = detail::record_sync_binding(sync.record_id, destination, at);
    const auto sealed = detail::seal_json(connection.context(), bound_to, data);
    connection.execute(upsert_sync, {{"record_id", std::string_view(sync.record_id)},
                                     {"destination", std::string_view(destination)},
                                     {"at", at},
                                     {"synced_at", synced_at},
                                     {"key_id", std::string_view(sealed.key_id)},
                                     {"sealed", Bytes{sealed.bytes}}});
    return {};
}

Result<std::vector<RecordSync>> record_syncs_of(Snapshot& snapshot, const std::string& record_id) {
    auto& connection = snapshot.connection();
    auto rows = connection.query(select_syncs, {{"record_id", std::string_view(record_id)}});
    std::vector<RecordSync> syncs;
    while (rows.next()) {
        const auto bound_to =
            detail::record_sync_binding(rows.text(0), rows.text(1), rows.integer(2));
        const detail::Sealed sealed{rows.text(4), rows.take(5)};
        AMPARO_TRY(const auto data,
                   detail::unseal_json(connection.context().keys(), bound_to, sealed));
        syncs.push_back({.record_id = rows.text(0),
                         .destination = json::string_or(data, "destination"),
                         .status = json::string_or(data, "status"),
                         .at = moment(rows.integer(2)),
                         .synced_at = moment(rows.integer(3))});
    }
    return syncs;
}

bool has_record_syncs(Snapshot& snapshot) {
    return snapshot.connection().query(select_any_sync).next();
}

}  // namespace amparo::store
