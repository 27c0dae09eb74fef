#include "records/file_scan.hpp"

#include "access/actor.hpp"
#include "base/limits.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/representation.hpp"
#include "records/types.hpp"
#include "store/blobs.hpp"

namespace amparo::records {
namespace {

// A scanner may be away for days; a file waits for it as long as it takes.
constexpr int attempts_max = 1'000'000;

const json::Object* find_file(const json::Object& data, AttachmentNumber number) {
    for (const auto* file : derived::rows(data, attachments_key)) {
        if (json::integer_or(*file, "id", 0) == number) return file;
    }
    return nullptr;
}

bool is_pending(const json::Object& file) {
    return scan_state_of(file) == scan_pending;
}

std::string pending_choice(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    return options == nullptr ? std::string() : json::string_or(*options, "pending_files");
}

store::AuditEntry found_entry(const Dependencies& on, const ScanTarget& target,
                              const std::string& uploader) {
    const auto* facts = facts_of(target.record_type);
    return {.at = on.clock->now(),
            .user_name = access::Actor::system().name().text(),
            .action = "virus_found",
            .record_type = std::string(facts == nullptr ? "" : facts->model),
            .record_id = target.id.text(),
            .details = {{"attachment_id", target.number}, {"uploaded_by", uploader}}};
}

/// Marks the file, when it still waits; its sender, or nullopt when it does not.
std::optional<std::string> mark(Draft& draft, const ScanTarget& target, ScanVerdict verdict) {
    auto* list = draft.data().if_contains(attachments_key);
    if (list == nullptr || !list->is_array()) return std::nullopt;
    for (auto& element : list->get_array()) {
        auto* file = element.if_object();
        if (file == nullptr || json::integer_or(*file, "id", 0) != target.number) continue;
        if (!is_pending(*file)) return std::nullopt;
        (*file)[scan_key] = verdict == ScanVerdict::clean ? scan_clean : scan_infected;
        return json::string_or(*file, uploader_key);
    }
    return std::nullopt;
}

}  // namespace

std::string_view scan_state_of(const json::Object& file) {
    const auto kept = json::string_or(file, scan_key);
    for (const auto state : {scan_pending, scan_clean, scan_infected})
        if (kept == state) return state;
    return scan_unchecked;
}

std::optional<MessageKey> withheld_because(const access::Actor& actor,
                                           const forms::Definitions& definitions,
                                           const store::StoredRecord& record,
                                           const json::Object& file) {
    const auto state = scan_state_of(file);
    if (state == scan_infected) return MessageKey("errors.attachments.infected");
    if (state != scan_pending) return std::nullopt;
    const auto choice = pending_choice(definitions);
    if (choice == "everyone") return std::nullopt;
    const bool is_writer = json::string_or(file, uploader_key) == actor.name().text() ||
                           access::may(actor, "update", record.type, record.data);
    if (choice != "nobody" && is_writer) return std::nullopt;
    return MessageKey("errors.attachments.being_checked");
}

store::Job scan_job(const AttachmentPlace& place) {
    return {.queue = std::string(scan_queue),
            .kind = std::string(scan_kind),
            .attempts_max = attempts_max,
            .payload = {{"record_type", place.record_type},
                        {"record_id", place.id.text()},
                        {"attachment_id", place.number}}};
}

Result<ScanTarget> scan_target_of(const store::Job& job) {
    const auto type = json::string_or(job.payload, "record_type");
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(job.payload, "record_id")));
    if (facts_of(type) == nullptr) return refuse(Errc::invalid, "errors.job.unknown");
    return ScanTarget{
        .record_type = type, .id = id, .number = json::integer_or(job.payload, "attachment_id", 0)};
}

Result<std::optional<std::string>> bytes_to_scan(const Service& records, const ScanTarget& target) {
    const auto record =
        records.read_for(access::Actor::system(), target.record_type, target.id, "read");
    if (!record && record.error().code == Errc::not_found) return std::nullopt;
    if (!record) return std::unexpected(record.error());
    const auto* file = find_file(record->data, target.number);
    if (file == nullptr || !is_pending(*file)) return std::nullopt;
    AMPARO_TRY(const auto blob, BlobId::parse(json::string_or(*file, "blob_id")));
    AMPARO_TRY(auto bytes, records.dependencies().database->read([&](store::Snapshot& snapshot) {
        return store::blob_bytes(snapshot, blob, limits::attachment_bytes_max);
    }));
    return std::optional<std::string>(std::move(bytes));
}

Result<> settle_scan(Service& records, const ScanTarget& target, ScanVerdict verdict) {
    std::optional<std::string> uploader;
    const auto edited = records.edit(access::Actor::system(), [&](Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = target.record_type,
                                           .id = target.id,
                                           .cause = scan_kind,
                                           .stamp = Stamp::untouched}));
        uploader = mark(*draft, target, verdict);
        if (!uploader || uploader->empty() || verdict == ScanVerdict::clean) return {};
        edit.enqueue(event_job({.kind = EventKind::file_infected,
                                .record_type = target.record_type,
                                .record_id = target.id.text(),
                                .recipients = {UserName(*uploader)},
                                .occurrence = std::to_string(target.number)}));
        return {};
    });
    if (!edited && edited.error().code == Errc::not_found) return {};  // removed meanwhile
    if (!edited) return std::unexpected(edited.error());
    const auto& on = records.dependencies();
    if (uploader && verdict == ScanVerdict::infected)
        on.audit->append(found_entry(on, target, *uploader));
    return {};
}

Result<> scan_moved_files(Edit& edit, Draft& draft) {
    for (const auto* file : derived::rows(draft.data(), attachments_key)) {
        const auto number = json::integer_or(*file, "id", 0);
        if (is_pending(*file) && find_file(draft.before, number) == nullptr)
            edit.enqueue(scan_job({draft.type(), draft.id(), number}));
    }
    return {};
}

}  // namespace amparo::records
