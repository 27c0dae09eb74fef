#include <array>

#include "store/audit.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/tables.hpp"
#include "store/types.hpp"

namespace amparo::store::detail {
namespace {

std::int64_t number(const Row& row, std::size_t at) {
    return std::get<std::int64_t>(row[at]);
}

const std::string& text(const Row& row, std::size_t at) {
    return std::get<std::string>(row[at]);
}

Instant instant(const Row& row, std::size_t at) {
    return Instant(std::chrono::milliseconds(number(row, at)));
}

std::string binding_of_record(const Row& row) {
    StoredRecord record;
    if (const auto id = RecordId::parse(text(row, 1))) record.id = *id;
    record.type = text(row, 2);
    record.revision = number(row, 3);
    record.updated_at = instant(row, 6);
    record.deleted = number(row, 7) != 0;
    return record_binding(record);
}

std::string binding_of_change(const Row& row) {
    return change_binding({.sequence = number(row, 0),
                           .at = instant(row, 1),
                           .actor = text(row, 2),
                           .subject = text(row, 3),
                           .subject_id = text(row, 4),
                           .revision = number(row, 5),
                           .action = text(row, 6)});
}

std::string binding_of_document(const Row& row) {
    return document_binding({.kind = text(row, 0),
                             .key = text(row, 1),
                             .revision = number(row, 2),
                             .updated_at = instant(row, 4),
                             .data = {}});
}

std::string binding_of_volatile(const Row& row) {
    return volatile_binding(text(row, 0), text(row, 1), text(row, 2), number(row, 4));
}

std::string binding_of_chunk(const Row& row) {
    return chunk_binding(text(row, 0), number(row, 1), number(row, 2));
}

std::string binding_of_payload(const Row& row) {
    return job_binding(number(row, 0), "payload");
}

std::string binding_of_result(const Row& row) {
    return job_binding(number(row, 0), "result");
}

std::string binding_of_user_item(const Row& row) {
    return user_item_binding(text(row, 1), number(row, 2), text(row, 3));
}

std::string binding_of_delivery(const Row& row) {
    return delivery_binding(text(row, 1), text(row, 2), text(row, 3));
}

std::string binding_of_sync(const Row& row) {
    return record_sync_binding(text(row, 0), text(row, 1), number(row, 2));
}

std::string binding_of_audit(const Row& row) {
    return audit_binding({.id = number(row, 0),
                          .at = instant(row, 1),
                          .user_name = text(row, 2),
                          .action = text(row, 3),
                          .record_type = text(row, 4),
                          .record_id = text(row, 5),
                          .refused = number(row, 6) != 0,
                          .details = {}});
}

const Table records{"records",
                    {{"place", 'i'},
                     {"id", 't'},
                     {"type", 't'},
                     {"revision", 'i'},
                     {"seq", 'i'},
                     {"created_at", 'i'},
                     {"updated_at", 'i'},
                     {"deleted", 'i'},
                     {"key_id", 't'},
                     {"sealed", 'b'}},
                    1,
                    {{8, 9, binding_of_record}}};

const Table changes{"changes",
                    {{"seq", 'i'},
                     {"at", 'i'},
                     {"actor", 't'},
                     {"subject", 't'},
                     {"subject_id", 't'},
                     {"revision", 'i'},
                     {"action", 't'},
                     {"writes_record", 'i'},
                     {"key_id", 't'},
                     {"sealed", 'b'},
                     {"digest", 'b'},
                     {"prev_hash", 'b'},
                     {"hash", 'b'}},
                    1,
                    {{8, 9, binding_of_change}}};

const Table documents{"documents",
                      {{"kind", 't'},
                       {"key", 't'},
                       {"revision", 'i'},
                       {"seq", 'i'},
                       {"updated_at", 'i'},
                       {"key_id", 't'},
                       {"sealed", 'b'}},
                      2,
                      {{5, 6, binding_of_document}}};

const Table volatile_rows{"volatile_rows",
                          {{"kind", 't'},
                           {"key_hash", 't'},
                           {"owner", 't'},
                           {"updated_at", 'i'},
                           {"expires_at", 'i'},
                           {"key_id", 't'},
                           {"sealed", 'b'}},
                          2,
                          {{5, 6, binding_of_volatile}}};

const Table blobs{
    "blobs", {{"id", 't'}, {"size", 'i'}, {"chunks", 'i'}, {"created_at", 'i'}}, 1, {}};

const Table blob_chunks{
    "blob_chunks",
    {{"blob_id", 't'}, {"number", 'i'}, {"chunks", 'i'}, {"key_id", 't'}, {"sealed", 'b'}},
    2,
    {{3, 4, binding_of_chunk}}};

const Table jobs{"jobs",
                 {{"id", 'i'},
                  {"queue", 't'},
                  {"kind", 't'},
                  {"state", 't'},
                  {"attempts", 'i'},
                  {"attempts_max", 'i'},
                  {"run_at", 'i'},
                  {"updated_at", 'i'},
                  {"error", 't'},
                  {"key_id", 't'},
                  {"sealed", 'b'},
                  {"result_key_id", 't'},
                  {"result", 'b'}},
                 1,
                 {{9, 10, binding_of_payload}, {11, 12, binding_of_result}}};

const Table audit{"audit",
                  {{"id", 'i'},
                   {"at", 'i'},
                   {"user_name", 't'},
                   {"action", 't'},
                   {"record_type", 't'},
                   {"record_id", 't'},
                   {"refused", 'i'},
                   {"key_id", 't'},
                   {"sealed", 'b'}},
                  1,
                  {{7, 8, binding_of_audit}}};

const Table user_items{"user_items",
                       {{"id", 'i'},
                        {"kind", 't'},
                        {"user_id", 'i'},
                        {"item_key", 't'},
                        {"state", 'i'},
                        {"created_at", 'i'},
                        {"updated_at", 'i'},
                        {"key_id", 't'},
                        {"sealed", 'b'}},
                       1,
                       {{7, 8, binding_of_user_item}}};

const Table job_schedules{"job_schedules",
                          {{"name", 't'},
                           {"next_at", 'i'},
                           {"job_id", 'i'},
                           {"started_at", 'i'},
                           {"success_at", 'i'},
                           {"error", 't'}},
                          1,
                          {}};

const Table log_cursors{"log_cursors", {{"name", 't'}, {"seq", 'i'}}, 1, {}};

const Table webhook_deliveries{"webhook_deliveries",
                               {{"id", 'i'},
                                {"delivery", 't'},
                                {"webhook", 't'},
                                {"record_id", 't'},
                                {"state", 't'},
                                {"attempts", 'i'},
                                {"next_at", 'i'},
                                {"created_at", 'i'},
                                {"updated_at", 'i'},
                                {"key_id", 't'},
                                {"sealed", 'b'}},
                               1,
                               {{9, 10, binding_of_delivery}}};

const Table record_syncs{"record_syncs",
                         {{"record_id", 't'},
                          {"destination", 't'},
                          {"at", 'i'},
                          {"synced_at", 'i'},
                          {"key_id", 't'},
                          {"sealed", 'b'}},
                         2,
                         {{4, 5, binding_of_sync}}};

constexpr std::array<const Table*, 13> tables{
    &records,     &changes, &documents,  &volatile_rows, &blobs,       &blob_chunks,
    &jobs,        &audit,   &user_items, &job_schedules, &log_cursors, &webhook_deliveries,
    &record_syncs};

}  // namespace

std::span<const Table* const> all_tables() {
    return tables;
}

}  // namespace amparo::store::detail
