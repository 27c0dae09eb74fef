#include "records/uploads.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "records/types.hpp"
#include "store/sessions.hpp"

namespace amparo::records {
namespace {

// Rows of short life: sealed, owned, and removed by themselves when they expire.
constexpr std::string_view upload_kind = "upload";
constexpr std::string_view piece_kind = "upload_piece";
constexpr std::size_t digest_characters = 64;

std::string key_of(const UploadId& id) {
    return crypto::hex(crypto::sha256(id.text()));
}

std::string piece_key_of(const UploadId& id, std::int64_t number) {
    return crypto::hex(crypto::sha256(id.text() + ":" + std::to_string(number)));
}

std::unexpected<Error> not_found() {
    return refuse(Errc::not_found, "errors.not_found");
}

bool may_send_files(const access::Actor& actor) {
    return std::ranges::any_of(record_types(), [&](const auto& facts) {
        return facts.has_attachments && actor.can(facts.name, "update");
    });
}

bool is_digest(std::string_view text) {
    return text.size() == digest_characters &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<> check(const UploadInput& input) {
    if (input.size <= 0) return refuse_field(Errc::invalid, "size", "errors.fields.value");
    if (input.size > static_cast<std::int64_t>(limits::attachment_bytes_max))
        return refuse_field(Errc::invalid, "size", "errors.attachments.size");
    if (!is_digest(input.digest))
        return refuse_field(Errc::invalid, "digest", "errors.fields.value");
    return {};
}

std::int64_t size_of(const store::VolatileRow& row) {
    return json::integer_or(row.data, "size", 0);
}

std::int64_t received_of(const store::VolatileRow& row) {
    return json::integer_or(row.data, "received", 0);
}

Upload upload_of(const UploadId& id, const store::VolatileRow& row) {
    return {
        .id = id, .size = size_of(row), .received = received_of(row), .expires_at = row.expires_at};
}

Result<store::VolatileRow> row_of(store::Snapshot& snapshot, const access::Actor& actor,
                                  const UploadId& id) {
    AMPARO_TRY(auto row, store::find_volatile(snapshot, upload_kind, key_of(id)));
    if (!row || row->owner != actor.name().text()) return not_found();
    return std::move(*row);
}

/// Whether one more file still fits into what a person may have on the way.
Result<> check_quota(store::Transaction& transaction, const std::string& owner, std::int64_t more) {
    AMPARO_TRY(const auto rows, store::volatile_of_owner(transaction, upload_kind, owner));
    auto bytes = more;
    for (const auto& row : rows) bytes += size_of(row);
    const bool fits = rows.size() < uploads_per_user_max &&
                      bytes <= static_cast<std::int64_t>(upload_bytes_per_user_max);
    if (fits) return {};
    return refuse(Errc::too_many_requests, "errors.uploads.too_many");
}

Result<> check_piece(const store::VolatileRow& row, std::int64_t offset, std::string_view piece) {
    const auto size = static_cast<std::int64_t>(piece.size());
    const auto left = size_of(row) - received_of(row);
    if (offset != received_of(row)) return refuse(Errc::conflict, "errors.uploads.offset");
    const bool is_last = size == left;
    const bool fits = piece.size() <= upload_piece_bytes_max && size <= left &&
                      (is_last || piece.size() >= upload_piece_bytes_min);
    if (!fits || piece.empty()) return refuse_field(Errc::invalid, "piece", "errors.uploads.piece");
    return {};
}

}  // namespace

Result<Upload> Uploads::begin(const access::Actor& actor, const UploadInput& input) const {
    if (!may_send_files(actor)) return refuse_forbidden();
    AMPARO_CHECK(check(input));
    const auto id = UploadId::random(*on_.random);
    const auto now = on_.clock->now();
    const store::VolatileRow row{
        .kind = std::string(upload_kind),
        .key_hash = key_of(id),
        .owner = actor.name().text(),
        .updated_at = now,
        .expires_at = now + upload_kept,
        .data = {{"size", input.size}, {"digest", input.digest}, {"received", 0}, {"pieces", 0}}};
    return on_.database->write([&](store::Transaction& transaction) -> Result<Upload> {
        AMPARO_CHECK(check_quota(transaction, row.owner, input.size));
        AMPARO_CHECK(store::insert_volatile(transaction, row));
        return upload_of(id, row);
    });
}

Result<Upload> Uploads::find(const access::Actor& actor, const UploadId& id) const {
    AMPARO_TRY(const auto row, on_.database->read([&](store::Snapshot& snapshot) {
        return row_of(snapshot, actor, id);
    }));
    return upload_of(id, row);
}

Result<Upload> Uploads::append(const access::Actor& actor, const UploadId& id, std::int64_t offset,
                               std::string_view piece) const {
    const auto bytes = crypto::base64(piece);
    return on_.database->write([&](store::Transaction& transaction) -> Result<Upload> {
        AMPARO_TRY(auto row, row_of(transaction, actor, id));
        AMPARO_CHECK(check_piece(row, offset, piece));
        const auto number = json::integer_or(row.data, "pieces", 0);
        AMPARO_CHECK(store::put_volatile(transaction, {.kind = std::string(piece_kind),
                                                       .key_hash = piece_key_of(id, number),
                                                       .owner = row.owner,
                                                       .updated_at = on_.clock->now(),
                                                       .expires_at = row.expires_at,
                                                       .data = {{"bytes", bytes}}}));
        row.updated_at = on_.clock->now();
        row.data["pieces"] = number + 1;
        row.data["received"] = offset + static_cast<std::int64_t>(piece.size());
        AMPARO_CHECK(store::put_volatile(transaction, row));
        return upload_of(id, row);
    });
}

Result<> Uploads::discard(const access::Actor& actor, const UploadId& id) const {
    return on_.database->write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(row_of(transaction, actor, id));
        return remove(transaction, id);
    });
}

Result<std::string> Uploads::bytes(const access::Actor& actor, const UploadId& id) const {
    return on_.database->read([&](store::Snapshot& snapshot) -> Result<std::string> {
        AMPARO_TRY(const auto row, row_of(snapshot, actor, id));
        if (received_of(row) != size_of(row))
            return refuse_field(Errc::invalid, "upload_id", "errors.uploads.incomplete");
        std::string whole;
        whole.reserve(static_cast<std::size_t>(size_of(row)));
        const auto pieces = json::integer_or(row.data, "pieces", 0);
        for (std::int64_t number = 0; number < pieces; ++number) {
            AMPARO_TRY(const auto piece,
                       store::find_volatile(snapshot, piece_kind, piece_key_of(id, number)));
            if (!piece) return not_found();
            AMPARO_TRY(const auto bytes,
                       crypto::from_base64(json::string_or(piece->data, "bytes")));
            whole += bytes;
        }
        if (crypto::hex(crypto::sha256(whole)) != json::string_or(row.data, "digest"))
            return refuse_field(Errc::invalid, "upload_id", "errors.uploads.digest");
        return whole;
    });
}

Result<> Uploads::remove(store::Transaction& transaction, const UploadId& id) {
    AMPARO_TRY(const auto row, store::find_volatile(transaction, upload_kind, key_of(id)));
    if (!row) return not_found();
    const auto pieces = json::integer_or(row->data, "pieces", 0);
    for (std::int64_t number = 0; number < pieces; ++number)
        AMPARO_CHECK(store::remove_volatile(transaction, piece_kind, piece_key_of(id, number)));
    return store::remove_volatile(transaction, upload_kind, key_of(id));
}

}  // namespace amparo::records
