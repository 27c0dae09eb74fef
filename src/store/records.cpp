#include "store/records.hpp"

#include "base/compress.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/chain.hpp"
#include "store/detail/implementation.hpp"
#include "store/detail/record_row.hpp"

namespace amparo::store {

using detail::Bytes;
using detail::Statement;

namespace {

const Statement select_record{"records.find", R"sql(
    SELECT id, type, revision, seq, created_at, updated_at, deleted, key_id, sealed
    FROM records
    WHERE id = :id)sql",
                              detail::record_columns};

// Zero rows: the id is taken.
const Statement insert_record{"records.insert", R"sql(
    INSERT INTO records (place, id, type, revision, seq, created_at, updated_at, deleted, key_id,
        sealed)
    VALUES (:place, :id, :type, :revision, :seq, :created_at, :updated_at, :deleted, :key_id,
        :sealed)
    ON CONFLICT DO NOTHING)sql"};

// Zero rows: somebody was faster, the caller gets a conflict.
const Statement update_record{"records.update", R"sql(
    UPDATE records SET revision = :revision, seq = :seq, updated_at = :updated_at,
        deleted = :deleted, key_id = :key_id, sealed = :sealed
    WHERE id = :id AND type = :type AND revision = :expected
    RETURNING created_at)sql",
                              "i"};

std::unexpected<Error> conflict() {
    return refuse(Errc::conflict, "errors.conflict.revision");
}

StoredRecord record_of(RecordWrite& write) {
    return {.id = write.id,
            .type = write.type,
            .revision = write.expected + 1,
            .sequence = 0,
            .created_at = write.at,
            .updated_at = write.at,
            .deleted = write.deleted,
            .data = std::move(write.data)};
}

Change change_of(RecordWrite& write) {
    return {.sequence = 0,
            .at = write.at,
            .actor = std::move(write.actor),
            .subject = write.type,
            .subject_id = write.id.text(),
            .revision = write.expected + 1,
            .action = std::move(write.action),
            .details = {},
            .blanked = false};
}

/// The details as JSON, with the document in them when the write asks for it.
std::string details_of(const RecordWrite& write, std::string_view document) {
    auto text = json::write(write.details);
    if (!write.details_hold_document) return text;
    AMPARO_REQUIRE(!write.details.contains(document_key));
    text.pop_back();
    if (!write.details.empty()) text += ',';
    json::write_string(text, document_key);
    text += ':';
    text += document;
    text += '}';
    return text;
}

}  // namespace

struct PreparedRecord::Parts {
    detail::Sealed sealed;
    detail::SealedChange change;
    std::shared_ptr<StoredRecord> record;  // the followers get it too
};

const StoredRecord& PreparedRecord::record() const {
    return *parts_->record;
}

/// The two halves of writing a record: sealing it, and storing what was sealed.
class RecordWriter {
  public:
    static PreparedRecord prepare(const detail::Context& context, RecordWrite write);
    static Result<> put(detail::Connection& connection, PreparedRecord& prepared);

  private:
    static bool insert(detail::Connection& connection, PreparedRecord& prepared);
    static bool update(detail::Connection& connection, PreparedRecord& prepared);
};

PreparedRecord RecordWriter::prepare(const detail::Context& context, RecordWrite write) {
    // A write that was moved from (by a work that runs twice) has lost both.
    AMPARO_REQUIRE(!write.type.empty() && !write.action.empty());
    PreparedRecord prepared;
    prepared.parts_ = std::make_shared<PreparedRecord::Parts>();
    auto& parts = *prepared.parts_;
    const auto document = json::write(write.data);
    const auto packed = zstd_compress(document);
    const auto details = details_of(write, document);
    detail::ChangeDetails of_change{.text = details};
    if (write.details_hold_document) {
        // The document is the end of the details, but for the brace that closes them.
        of_change.packed = packed;
        of_change.packed_at = details.size() - document.size() - 1;
        of_change.packed_length = document.size();
    }
    parts.record = std::make_shared<StoredRecord>(record_of(write));
    parts.sealed = detail::seal_packed(context, detail::record_binding(prepared.record()), packed);
    parts.change = detail::seal_change(context, change_of(write), of_change, true);
    return prepared;
}

Result<> RecordWriter::put(detail::Connection& connection, PreparedRecord& prepared) {
    detail::lock_log(connection);
    auto& parts = *prepared.parts_;
    auto& record = *parts.record;
    record.sequence = connection.log().sequence + 1;
    const bool is_new = record.revision == 1;
    if (!(is_new ? insert(connection, prepared) : update(connection, prepared))) return conflict();
    detail::append_link(connection, parts.change,
                        {.record = std::make_shared<CommittedRecord>(
                             parts.record, parts.change.change.action, record.sequence)});
    return {};
}

bool RecordWriter::insert(detail::Connection& connection, PreparedRecord& prepared) {
    const auto& record = prepared.record();
    const auto id = record.id.text();
    const auto& sealed = prepared.parts_->sealed;
    return connection.execute(insert_record,
                              {{"place", record.sequence},
                               {"id", std::string_view(id)},
                               {"type", std::string_view(record.type)},
                               {"revision", record.revision},
                               {"seq", record.sequence},
                               {"created_at", record.created_at.time_since_epoch().count()},
                               {"updated_at", record.updated_at.time_since_epoch().count()},
                               {"deleted", std::int64_t{record.deleted}},
                               {"key_id", std::string_view(sealed.key_id)},
                               {"sealed", Bytes{sealed.bytes}}}) == 1;
}

bool RecordWriter::update(detail::Connection& connection, PreparedRecord& prepared) {
    auto& record = *prepared.parts_->record;
    const auto id = record.id.text();
    const auto& sealed = prepared.parts_->sealed;
    auto rows = connection.query(update_record,
                                 {{"revision", record.revision},
                                  {"seq", record.sequence},
                                  {"updated_at", record.updated_at.time_since_epoch().count()},
                                  {"deleted", std::int64_t{record.deleted}},
                                  {"key_id", std::string_view(sealed.key_id)},
                                  {"sealed", Bytes{sealed.bytes}},
                                  {"id", std::string_view(id)},
                                  {"type", std::string_view(record.type)},
                                  {"expected", record.revision - 1}});
    if (!rows.next()) return false;
    record.created_at = Instant(std::chrono::milliseconds(rows.integer(0)));
    return true;
}

Result<std::optional<StoredRecord>> find_record(Snapshot& snapshot, const RecordId& id) {
    auto& connection = snapshot.connection();
    const auto text = id.text();
    auto rows = connection.query(select_record, {{"id", std::string_view(text)}});
    if (!rows.next()) return std::nullopt;
    AMPARO_TRY(auto row, detail::read_record_row(rows));
    AMPARO_TRY(auto record, detail::open_record(connection.context().keys(), std::move(row)));
    return record;
}

Result<std::vector<StoredRecord>> find_records(Snapshot& snapshot,
                                               const std::vector<RecordId>& ids) {
    std::vector<StoredRecord> found;
    found.reserve(ids.size());
    for (const auto& id : ids) {
        AMPARO_TRY(auto record, find_record(snapshot, id));
        if (record) found.push_back(std::move(*record));
    }
    return found;
}

PreparedRecord prepare_record(Database& database, RecordWrite write) {
    return RecordWriter::prepare(database.implementation().context(), std::move(write));
}

Result<> put_record(Transaction& transaction, PreparedRecord& prepared) {
    return RecordWriter::put(transaction.connection(), prepared);
}

Result<StoredRecord> put_record(Transaction& transaction, RecordWrite write) {
    auto& connection = transaction.connection();
    auto prepared = RecordWriter::prepare(connection.context(), std::move(write));
    AMPARO_CHECK(RecordWriter::put(connection, prepared));
    return prepared.record();
}

}  // namespace amparo::store
