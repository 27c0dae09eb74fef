#include "store/detail/record_row.hpp"

#include "store/detail/bindings.hpp"

namespace amparo::store::detail {
namespace {

Instant instant_of(std::int64_t milliseconds) {
    return Instant(std::chrono::milliseconds(milliseconds));
}

}  // namespace

Result<StoredRecord> open_record(const KeyRing& keys, RecordRow&& row) {
    AMPARO_TRY(row.clear.data, unseal_json(keys, record_binding(row.clear), row.sealed));
    return std::move(row.clear);
}

Result<RecordRow> read_record_row(Rows& rows) {
    RecordRow row;
    const auto id = RecordId::parse(rows.text(0));
    if (!id) return refuse(Errc::invalid, "errors.store.broken_seal", "table records, id");
    row.clear.id = *id;
    row.clear.type = rows.text(1);
    row.clear.revision = rows.integer(2);
    row.clear.sequence = rows.integer(3);
    row.clear.created_at = instant_of(rows.integer(4));
    row.clear.updated_at = instant_of(rows.integer(5));
    row.clear.deleted = rows.integer(6) != 0;
    row.sealed.key_id = rows.text(7);
    row.sealed.bytes = rows.take(8);
    return row;
}

}  // namespace amparo::store::detail
