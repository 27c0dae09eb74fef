#include "records/detail/repetition.hpp"

#include "store/sessions.hpp"

namespace amparo::records::detail {
namespace {

constexpr std::string_view kind = "idempotency";

Result<RecordAnswer> answer_of(const json::Object& kept) {
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(kept, "id")));
    RecordAnswer answer{.id = id,
                        .revision = json::integer_or(kept, "revision", 0),
                        .data = {},
                        .is_client_id = json::bool_or(kept, "is_client_id", false)};
    if (const auto* data = json::find_object(kept, "data")) answer.data = *data;
    return answer;
}

}  // namespace

Result<std::optional<RecordAnswer>> find_repetition(store::Snapshot& snapshot,
                                                    const std::optional<Repetition>& repetition) {
    if (!repetition) return std::optional<RecordAnswer>();
    AMPARO_TRY(const auto row, store::find_volatile(snapshot, kind, repetition->key_hash));
    if (!row) return std::optional<RecordAnswer>();
    if (json::string_or(row->data, "body_hash") != repetition->body_hash)
        return refuse(Errc::invalid, "errors.idempotency_key_reused");  // as the contract says
    AMPARO_TRY(auto answer, answer_of(row->data));
    return std::optional<RecordAnswer>(std::move(answer));
}

Result<> keep_repetition(store::Transaction& transaction,
                         const std::optional<Repetition>& repetition, const RecordAnswer& answer,
                         Instant now) {
    if (!repetition) return {};
    return store::insert_volatile(transaction, {.kind = std::string(kind),
                                                .key_hash = repetition->key_hash,
                                                .owner = {},
                                                .updated_at = now,
                                                .expires_at = now + repetition_kept,
                                                .data = {{"body_hash", repetition->body_hash},
                                                         {"id", answer.id.text()},
                                                         {"revision", answer.revision},
                                                         {"is_client_id", answer.is_client_id},
                                                         {"data", answer.data}}});
}

}  // namespace amparo::records::detail
