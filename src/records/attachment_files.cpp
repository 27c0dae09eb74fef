#include "records/attachments.hpp"

#include "access/permission_catalogue.hpp"
#include "base/limits.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/file_scan.hpp"
#include "records/media.hpp"
#include "records/record_cache.hpp"
#include "records/representation.hpp"
#include "records/types.hpp"
#include "store/blobs.hpp"

namespace amparo::records {
namespace {

constexpr int thumb_side = 160;  // records.md §15
constexpr int medium_side = 600;

const json::Object* find_file(const json::Object& data, AttachmentNumber number) {
    for (const auto* file : derived::rows(data, attachments_key)) {
        if (json::integer_or(*file, "id", 0) == number) return file;
    }
    return nullptr;
}

/// The ways to a file besides its field: by what it is and by the actor's special rights
/// (records.md §15).
bool may_see_by_kind(const access::Actor& actor, const store::StoredRecord& record,
                     const json::Object& file, bool in_scope) {
    const auto type = json::string_or(file, "attachment_type");
    const bool is_photo = json::string_or(file, "field_name") == "photos";
    const bool may_view_photo = is_photo && actor.can(record.type, "view_photo");
    if (in_scope) {
        return (type == "image" && actor.can("potential_match", "view_photo")) ||
               (type == "audio" && actor.can("potential_match", "view_audio")) || may_view_photo;
    }
    const bool is_shown = type == "image" || type == "audio" || type == "signature";
    // Of a type that nobody can search beyond their scope, managing it opens nothing there either.
    constexpr std::string_view search_all = "search_owned_by_others";
    return is_shown && access::is_known_action(record.type, search_all) &&
           actor.can(record.type, search_all) &&
           (actor.holds(record.type, "display_view_page") || may_view_photo);
}

bool may_see(const access::Actor& actor, const store::StoredRecord& record,
             const access::FieldMask& readable, const json::Object& file) {
    const bool in_scope = access::may(actor, "read", record.type, record.data);
    if (in_scope && readable.allows(json::string_or(file, "field_name"))) return true;
    return may_see_by_kind(actor, record, file, in_scope);
}

bool is_image(const std::string& content_type) {
    return content_type == "image/jpeg" || content_type == "image/png";
}

Result<AttachmentFile> shrunk(AttachmentFile file, ImageSize size) {
    if (size == ImageSize::original || !is_image(file.content_type)) return file;
    AMPARO_TRY(file.bytes,
               shrink_image(file.bytes, size == ImageSize::thumb ? thumb_side : medium_side));
    file.content_type = media_type_of(file.bytes, file.file_name);
    return file;
}

}  // namespace

Result<AttachmentFile> Attachments::open(const access::Actor& actor, const AttachmentPlace& place,
                                         ImageSize size) const {
    const auto record_type = place.record_type;
    const auto& on = records_.dependencies();
    const auto* facts = facts_of(record_type);
    if (facts == nullptr || !facts->has_attachments)
        return refuse(Errc::not_found, "errors.not_found");
    if (!actor.can(record_type, "read") && !actor.holds(record_type, "display_view_page"))
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto record, on.cache->find(*on.database, place.id));
    if (!record || record->type != record_type || record->deleted)
        return refuse(Errc::not_found, "errors.not_found");
    const auto readable = readable_of(on, actor, on.definitions(), *record);
    const auto* file = find_file(record->data, place.number);
    const bool in_scope = access::may(actor, "read", record_type, record->data);
    if (file == nullptr) {
        // Who may not open the record does not learn which files it has.
        return in_scope ? refuse(Errc::not_found, "errors.not_found")
                        : refuse(Errc::forbidden, "errors.forbidden");
    }
    // A file of a protected field is not shown anywhere; who asks for it reveals it, and is logged.
    const auto field = json::string_or(*file, "field_name");
    const bool is_hidden =
        is_masked(*on.definitions(), *record, field) && !may_touch(on, actor, "update", *record);
    if (is_hidden || !may_see(actor, *record, *readable, *file))
        return refuse(Errc::forbidden, "errors.forbidden");
    if (const auto why = withheld_because(actor, *on.definitions(), *record, *file))
        return refuse_field(Errc::forbidden, "file", *why);
    AMPARO_TRY(const auto blob, BlobId::parse(json::string_or(*file, "blob_id")));
    AMPARO_TRY(auto bytes, on.database->read([&](store::Snapshot& snapshot) {
        return store::blob_bytes(snapshot, blob, limits::attachment_bytes_max);
    }));
    return shrunk({.bytes = std::move(bytes),
                   .content_type = json::string_or(*file, "content_type"),
                   .file_name = json::string_or(*file, "file_name"),
                   .digest = json::string_or(*file, "digest")},
                  size);
}

}  // namespace amparo::records
