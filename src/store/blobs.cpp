#include "store/blobs.hpp"

#include "store/detail/bindings.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/seal.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

// Zero rows: the id is taken.
const Statement insert_blob{"blobs.insert", R"sql(
    INSERT INTO blobs (id, size, chunks, created_at)
    VALUES (:id, :size, :chunks, :created_at)
    ON CONFLICT DO NOTHING)sql"};

const Statement insert_chunk{"blobs.insert_chunk", R"sql(
    INSERT INTO blob_chunks (blob_id, number, chunks, key_id, sealed)
    VALUES (:blob_id, :number, :chunks, :key_id, :sealed))sql"};

const Statement select_blob{"blobs.find", R"sql(
    SELECT size, chunks
    FROM blobs
    WHERE id = :id)sql",
                            "ii"};

const Statement select_total{"blobs.total", R"sql(
    SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT)
    FROM blobs)sql",
                             "i"};

const Statement select_chunk{"blobs.chunk", R"sql(
    SELECT key_id, sealed
    FROM blob_chunks
    WHERE blob_id = :blob_id AND number = :number)sql",
                             "tb"};

const Statement delete_chunks{"blobs.remove_chunks", R"sql(
    DELETE FROM blob_chunks
    WHERE blob_id = :id)sql"};

const Statement delete_blob{"blobs.remove", R"sql(
    DELETE FROM blobs
    WHERE id = :id)sql"};

struct BlobHead {
    std::size_t size;
    std::int64_t chunks;
};

std::unexpected<Error> broken() {
    return refuse(Errc::invalid, "errors.store.broken_seal", "table blob_chunks");
}

Result<BlobHead> find_head(detail::Connection& connection, std::string_view id) {
    auto rows = connection.query(select_blob, {{"id", id}});
    if (!rows.next()) return refuse(Errc::not_found, "errors.not_found");
    return BlobHead{static_cast<std::size_t>(rows.integer(0)), rows.integer(1)};
}

Result<std::string> read_chunk(detail::Connection& connection, std::string_view id,
                               std::int64_t number, std::int64_t chunks) {
    auto rows = connection.query(select_chunk, {{"blob_id", id}, {"number", number}});
    if (!rows.next()) return broken();
    const detail::Sealed sealed{rows.text(0), rows.take(1)};
    return detail::unseal_bytes(connection.context().keys(),
                                detail::chunk_binding(id, number, chunks), sealed);
}

// At least one, even of an empty blob: no chunks at all is a sign of damage.
std::int64_t chunk_count(std::size_t size) {
    return static_cast<std::int64_t>(
        std::max<std::size_t>(1, (size + blob_chunk_bytes - 1) / blob_chunk_bytes));
}

}  // namespace

struct PreparedBlob::Parts {
    std::string id;
    std::int64_t size;
    std::vector<detail::Sealed> chunks;
};

/// Seals and stores, with or without a transaction between the two.
class BlobWriter {
  public:
    static PreparedBlob prepare(const detail::Context& context, const BlobId& id,
                                std::string_view bytes);
    static Result<> put(detail::Connection& connection, const PreparedBlob& prepared);
};

PreparedBlob BlobWriter::prepare(const detail::Context& context, const BlobId& id,
                                 std::string_view bytes) {
    PreparedBlob::Parts parts{id.text(), static_cast<std::int64_t>(bytes.size()), {}};
    const auto count = chunk_count(bytes.size());
    for (std::int64_t number = 0; number < count; ++number) {
        const auto start = static_cast<std::size_t>(number) * blob_chunk_bytes;
        parts.chunks.push_back(detail::seal_bytes(context,
                                                  detail::chunk_binding(parts.id, number, count),
                                                  bytes.substr(start, blob_chunk_bytes)));
    }
    PreparedBlob prepared;
    prepared.parts_ = std::make_shared<const PreparedBlob::Parts>(std::move(parts));
    return prepared;
}

Result<> BlobWriter::put(detail::Connection& connection, const PreparedBlob& prepared) {
    const auto& parts = *prepared.parts_;
    const auto count = static_cast<std::int64_t>(parts.chunks.size());
    const auto now = connection.context().clock.now().time_since_epoch().count();
    const auto stored = connection.execute(insert_blob, {{"id", std::string_view(parts.id)},
                                                         {"size", parts.size},
                                                         {"chunks", count},
                                                         {"created_at", now}});
    if (stored == 0) return refuse(Errc::conflict, "errors.conflict.taken");
    for (std::size_t number = 0; number < parts.chunks.size(); ++number) {
        const auto& chunk = parts.chunks[number];
        connection.execute(insert_chunk, {{"blob_id", std::string_view(parts.id)},
                                          {"number", static_cast<std::int64_t>(number)},
                                          {"chunks", count},
                                          {"key_id", std::string_view(chunk.key_id)},
                                          {"sealed", Bytes{chunk.bytes}}});
    }
    return {};
}

PreparedBlob prepare_blob(Database& database, const BlobId& id, std::string_view bytes) {
    return BlobWriter::prepare(database.implementation().context(), id, bytes);
}

Result<> put_blob(Transaction& transaction, const PreparedBlob& prepared) {
    return BlobWriter::put(transaction.connection(), prepared);
}

Result<> put_blob(Transaction& transaction, const BlobId& id, std::string_view bytes) {
    auto& connection = transaction.connection();
    return BlobWriter::put(connection, BlobWriter::prepare(connection.context(), id, bytes));
}

Result<> read_blob(Snapshot& snapshot, const BlobId& id,
                   const std::function<void(std::string_view)>& chunk) {
    auto& connection = snapshot.connection();
    const auto text = id.text();
    AMPARO_TRY(const auto head, find_head(connection, text));
    if (head.chunks != chunk_count(head.size)) return broken();
    std::size_t total = 0;
    for (std::int64_t number = 0; number < head.chunks; ++number) {
        AMPARO_TRY(const auto bytes, read_chunk(connection, text, number, head.chunks));
        total += bytes.size();
        if (total > head.size) return broken();
        chunk(bytes);
    }
    if (total != head.size) return broken();
    return {};
}

Result<std::string> blob_bytes(Snapshot& snapshot, const BlobId& id, std::size_t bytes_max) {
    AMPARO_TRY(const auto head, find_head(snapshot.connection(), id.text()));
    if (head.size > bytes_max) return refuse(Errc::too_large, "errors.too_large");
    std::string bytes;
    bytes.reserve(head.size);
    AMPARO_CHECK(read_blob(snapshot, id, [&](std::string_view chunk) { bytes += chunk; }));
    return bytes;
}

std::size_t blob_bytes_total(Snapshot& snapshot) {
    auto rows = snapshot.connection().query(select_total);
    AMPARO_REQUIRE(rows.next());
    return static_cast<std::size_t>(rows.integer(0));
}

Result<> remove_blob(Transaction& transaction, const BlobId& id) {
    auto& connection = transaction.connection();
    const auto text = id.text();
    connection.execute(delete_chunks, {{"id", std::string_view(text)}});
    if (connection.execute(delete_blob, {{"id", std::string_view(text)}}) == 0) {
        return refuse(Errc::not_found, "errors.not_found");
    }
    return {};
}

}  // namespace amparo::store
