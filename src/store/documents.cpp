#include "store/documents.hpp"

#include <algorithm>

#include "store/detail/bindings.hpp"
#include "store/detail/chain.hpp"
#include "store/detail/feed.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

constexpr std::string_view document_columns = "ttiitb";

const Statement select_of_kind{"documents.of_kind", R"sql(
    SELECT kind, key, revision, updated_at, key_id, sealed
    FROM documents
    WHERE kind = :kind)sql",
                               document_columns};

const Statement select_document{"documents.find", R"sql(
    SELECT kind, key, revision, updated_at, key_id, sealed
    FROM documents
    WHERE kind = :kind AND key = :key)sql",
                                document_columns};

const Statement select_revision{"documents.revision", R"sql(
    SELECT revision
    FROM documents
    WHERE kind = :kind AND key = :key)sql",
                                "i"};

const Statement upsert_document{"documents.put", R"sql(
    INSERT INTO documents (kind, key, revision, seq, updated_at, key_id, sealed)
    VALUES (:kind, :key, :revision, :seq, :updated_at, :key_id, :sealed)
    ON CONFLICT (kind, key) DO UPDATE SET revision = excluded.revision, seq = excluded.seq,
        updated_at = excluded.updated_at, key_id = excluded.key_id, sealed = excluded.sealed)sql"};

const Statement delete_document{"documents.remove", R"sql(
    DELETE FROM documents
    WHERE kind = :kind AND key = :key)sql"};

Result<Document> read_document(const KeyRing& keys, detail::Rows& rows) {
    Document document{.kind = rows.text(0),
                      .key = rows.text(1),
                      .revision = rows.integer(2),
                      .updated_at = Instant(std::chrono::milliseconds(rows.integer(3))),
                      .data = {}};
    const detail::Sealed sealed{rows.text(4), rows.take(5)};
    AMPARO_TRY(document.data,
               detail::unseal_json(keys, detail::document_binding(document), sealed));
    return document;
}

// 0 when it is not there.
Revision stored_revision(detail::Connection& connection, std::string_view kind,
                         std::string_view key) {
    auto rows = connection.query(select_revision, {{"kind", kind}, {"key", key}});
    return rows.next() ? rows.integer(0) : 0;
}

void append_document_change(detail::Connection& connection, Change change, std::string_view kind) {
    change.subject = detail::subject_of_kind(kind);
    const auto details = json::write(change.details);
    auto link =
        detail::seal_change(connection.context(), std::move(change), {.text = details}, false);
    detail::append_link(connection, link, {.document_kind = std::string(kind)});
}

}  // namespace

Result<std::vector<Document>> documents_of(Snapshot& snapshot, std::string_view kind) {
    auto& connection = snapshot.connection();
    std::vector<Document> documents;
    auto rows = connection.query(select_of_kind, {{"kind", kind}});
    while (rows.next()) {
        AMPARO_TRY(auto document, read_document(connection.context().keys(), rows));
        documents.push_back(std::move(document));
    }
    // Here, because the engines' collations differ.
    std::sort(documents.begin(), documents.end(),
              [](const auto& left, const auto& right) { return left.key < right.key; });
    return documents;
}

Result<std::optional<Document>> find_document(Snapshot& snapshot, std::string_view kind,
                                              std::string_view key) {
    auto& connection = snapshot.connection();
    auto rows = connection.query(select_document, {{"kind", kind}, {"key", key}});
    if (!rows.next()) return std::nullopt;
    AMPARO_TRY(auto document, read_document(connection.context().keys(), rows));
    return document;
}

Result<Revision> put_document(Transaction& transaction, DocumentWrite write) {
    auto& connection = transaction.connection();
    detail::lock_log(connection);
    const auto stored = stored_revision(connection, write.kind, write.key);
    if (write.expected >= 0 && write.expected != stored) {
        return refuse(Errc::conflict, "errors.conflict.revision");
    }
    const Document document{.kind = std::move(write.kind),
                            .key = std::move(write.key),
                            .revision = stored + 1,
                            .updated_at = write.at,
                            .data = std::move(write.data)};
    const auto sealed =
        detail::seal_json(connection.context(), detail::document_binding(document), document.data);
    connection.execute(upsert_document,
                       {{"kind", std::string_view(document.kind)},
                        {"key", std::string_view(document.key)},
                        {"revision", document.revision},
                        {"seq", connection.log().sequence + 1},
                        {"updated_at", document.updated_at.time_since_epoch().count()},
                        {"key_id", std::string_view(sealed.key_id)},
                        {"sealed", Bytes{sealed.bytes}}});
    append_document_change(connection,
                           {.at = write.at,
                            .actor = std::move(write.actor),
                            .subject_id = document.key,
                            .revision = document.revision,
                            .action = stored == 0 ? "create" : "update"},
                           document.kind);
    return document.revision;
}

Result<> remove_document(Transaction& transaction, std::string_view kind, std::string_view key,
                         const std::string& actor) {
    auto& connection = transaction.connection();
    detail::lock_log(connection);
    const auto stored = stored_revision(connection, kind, key);
    if (stored == 0) return refuse(Errc::not_found, "errors.not_found");
    connection.execute(delete_document, {{"kind", kind}, {"key", key}});
    append_document_change(connection,
                           {.at = connection.context().clock.now(),
                            .actor = actor,
                            .subject_id = std::string(key),
                            .revision = stored + 1,
                            .action = "delete"},
                           kind);
    return {};
}

}  // namespace amparo::store
