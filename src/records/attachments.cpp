#include "records/attachments.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "records/attachment_space.hpp"
#include "records/bare_picture.hpp"
#include "records/bare_sound.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/detail/repetition.hpp"
#include "records/detail/write_context.hpp"
#include "records/difference.hpp"
#include "records/file_scan.hpp"
#include "records/media.hpp"
#include "records/representation.hpp"
#include "records/types.hpp"
#include "store/blobs.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

using detail::WriteContext;

constexpr int attempts_max = 50;
constexpr std::size_t file_name_characters_max = 255;  // as long as any file system has them
constexpr std::string_view changeable[] = {"date", "description", "is_current", "comments",
                                           "signature_provided_by"};

std::unexpected<Error> not_found() {
    return refuse(Errc::not_found, "errors.not_found");
}

std::unexpected<Error> model_problem(const char* attribute, const char* message) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = {{attribute, message}}});
}

bool is_upload_type(forms::FieldType type, std::string_view attachment_type) {
    using enum forms::FieldType;
    if (attachment_type == "image") return type == photo_upload_box;
    if (attachment_type == "audio") return type == audio_upload_box;
    if (attachment_type == "document") return type == document_upload_box;
    return attachment_type == "signature" && type == signature;
}

/// Whether a form the actor may write holds the upload field.
bool may_upload(const WriteContext& context, const json::Object& data, std::string_view field_name,
                std::string_view attachment_type) {
    const auto forms =
        access::permitted_forms(context.actor, *context.definitions, context.record_type,
                                json::string_or(data, "module_id"));
    for (const auto& [form_id, right] : forms) {
        const auto* form = context.definitions->form(form_id);
        const auto* field = form == nullptr ? nullptr : form->find(field_name);
        if (field != nullptr && right == "rw" && is_upload_type(field->type, attachment_type))
            return true;
    }
    return false;
}

std::size_t files_max(const forms::Definitions& definitions) {
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    const auto fallback = static_cast<std::int64_t>(limits::attachments_per_record_max);
    const auto wanted =
        options == nullptr ? fallback
                           : json::integer_or(*options, "maximum_attachments_per_record", fallback);
    return static_cast<std::size_t>(std::max<std::int64_t>(wanted, 0));
}

/// A truth, or a text that is no longer than any other answer; null clears.
bool is_detail(std::string_view key, const json::Value& value) {
    if (value.is_null()) return true;
    if (key == "is_current") return value.is_bool();
    return value.is_string() && text::length(value.get_string()) <= limits::text_characters_max;
}

Result<> check_details(const json::Object& details) {
    std::vector<Problem> problems;
    for (const auto& [key, value] : details) {
        const bool known =
            std::find(std::begin(changeable), std::end(changeable), key) != std::end(changeable);
        if (!known)
            problems.push_back({std::string(key), "errors.attachments.key"});
        else if (key != "date" && !is_detail(key, value))
            problems.push_back({std::string(key), "errors.fields.value"});
    }
    if (!problems.empty())
        return std::unexpected(Error{.code = Errc::invalid,
                                     .message = "errors.invalid_attachment_json",
                                     .problems = std::move(problems)});
    const auto* date = details.if_contains("date");
    const bool dated = date == nullptr || date->is_null() ||
                       (date->is_string() && parse_day(date->get_string()).has_value());
    return dated ? Result<>() : model_problem("date", "errors.date");
}

/// Random and below 2^52, so that JSON readers keep every digit.
AttachmentNumber new_number(Random& random) {
    std::uint64_t bits = 0;
    random.fill(std::as_writable_bytes(std::span(&bits, 1)));
    return static_cast<AttachmentNumber>((bits >> 12U) | 1U);
}

json::Object describe(const WriteContext& context, const AttachmentInput& input,
                      const BlobId& blob) {
    json::Object file = input.details;
    file["id"] = new_number(*context.on.random);
    file["field_name"] = input.field_name;
    file["attachment_type"] = input.attachment_type;
    file["file_name"] = input.file_name;
    file["content_type"] = media_type_of(input.bytes, input.file_name);
    file["digest"] = crypto::hex(crypto::sha256(input.bytes));
    file["size"] = input.bytes.size();
    file[uploader_key] = context.actor.name().text();
    file["blob_id"] = blob.text();
    if (input.attachment_type == "signature") {
        file["signature_provided_on"] = format_day(context.today);
        file["signature_created_by_user"] = context.actor.name().text();
    }
    return file;
}

Result<> check_input(const AttachmentInput& input) {
    AMPARO_CHECK(check_details(input.details));
    if (input.bytes.empty())
        return model_problem("base", "errors.attachments.file_upload_unsuccessful");
    if (input.bytes.size() > limits::attachment_bytes_max)
        return model_problem("file", "errors.attachments.size");
    if (text::length(input.file_name) > file_name_characters_max)
        return model_problem("file_name", "errors.validation.text_length");
    const auto media = media_type_of(input.bytes, input.file_name);
    if (!is_accepted_media(input.attachment_type, media))
        return model_problem("file", "errors.attachments.type");
    if (media.starts_with("image/") && unfolds_too_far(input.bytes))
        return model_problem("file", "errors.attachments.image_unreadable");
    return {};
}

/// Where and with what a picture was taken or a sound recorded is not kept, whichever program sent
/// it.
Result<> remove_traces(AttachmentInput& input) {
    if (input.attachment_type == "audio") {
        AMPARO_TRY(input.bytes, bare_sound(input.bytes));
        // Behind a tag anything may stand.
        const bool is_sound =
            is_accepted_media("audio", media_type_of(input.bytes, input.file_name));
        return is_sound ? Result<>() : model_problem("file", "errors.attachments.type");
    }
    const bool is_signature = input.attachment_type == "signature";
    const auto extras = is_signature ? PictureExtras::strokes : PictureExtras::none;
    AMPARO_TRY(input.bytes, bare_picture(input.bytes, extras));
    return {};
}

void refresh_photo_flag(json::Object& document) {
    bool has_photo = false;
    for (const auto* file : derived::rows(document, attachments_key))
        has_photo = has_photo || json::string_or(*file, "field_name") == "photos";
    document["has_photo"] = has_photo;
}

json::Array files_of(const json::Object& data) {
    const auto* files = json::find_array(data, attachments_key);
    return files == nullptr ? json::Array() : *files;
}

json::Object* find_file(json::Array& files, AttachmentNumber number) {
    for (auto& element : files) {
        auto* file = element.if_object();
        if (file != nullptr && json::integer_or(*file, "id", 0) == number) return file;
    }
    return nullptr;
}

/// One change of a record's files, with what has to happen to blobs in the same transaction.
struct FileChange {
    json::Object document;
    std::function<Result<>(store::Transaction&)> with_blobs = {};
    std::function<Result<>(store::Transaction&, const RecordAnswer&)> with_answer = {};
};

Result<RecordAnswer> store_change(store::Transaction& transaction, const WriteContext& context,
                                  const store::StoredRecord& stored, const FileChange& change) {
    if (change.with_blobs) AMPARO_CHECK(change.with_blobs(transaction));
    AMPARO_TRY(
        const auto record,
        store::put_record(
            transaction, {.id = stored.id,
                          .type = context.record_type,
                          .expected = stored.revision,
                          .data = change.document,
                          .actor = context.actor.name().text(),
                          .action = "update",
                          .details = {{"record_changes", difference(stored.data, change.document)}},
                          .at = context.now}));
    const auto readable = readable_of(context.on, context.actor, context.definitions, record);
    const View view{.actor = context.actor,
                    .definitions = *context.definitions,
                    .readable = *readable,
                    .fields = {}};
    RecordAnswer answer{.id = record.id,
                        .revision = record.revision,
                        .data = represent_changes(stored.data, record, view)};
    if (change.with_answer) AMPARO_CHECK(change.with_answer(transaction, answer));
    return answer;
}

using Decide = std::function<Result<FileChange>(const store::StoredRecord&)>;

/// Reads, decides and writes, again when someone else wrote in between.
Result<RecordAnswer> change_files(Service& records, const WriteContext& context, const RecordId& id,
                                  const Decide& decide) {
    for (int attempts = 0; attempts < attempts_max; ++attempts) {
        AMPARO_TRY(const auto stored,
                   records.read_for(context.actor, context.record_type, id, "update"));
        if (!derived::is_true(stored.data, "record_state"))
            return model_problem("base", "errors.record_disabled");
        AMPARO_TRY(auto change, decide(stored));
        refresh_photo_flag(change.document);
        AMPARO_TRY(change.document, detail::complete(context, {.id = id,
                                                               .before = stored.data,
                                                               .data = std::move(change.document),
                                                               .is_new = false,
                                                               .is_user_save = true,
                                                               .is_form_save = false}));
        auto answer = context.on.database->write([&](store::Transaction& transaction) {
            return store_change(transaction, context, stored, change);
        });
        const bool lost = !answer && answer.error().message.key == "errors.conflict.revision";
        if (!lost) return answer;
    }
    return refuse(Errc::busy, "errors.busy");
}

/// A repeated upload gets the first one's answer: {"attachment": …, "record": …} is what is kept.
Result<std::optional<AttachmentAnswer>> first_answer(const WriteContext& context,
                                                     const std::optional<Repetition>& repetition) {
    if (!repetition) return std::optional<AttachmentAnswer>();
    AMPARO_TRY(auto kept, context.on.database->read([&](store::Snapshot& snapshot) {
        return detail::find_repetition(snapshot, repetition);
    }));
    if (!kept) return std::optional<AttachmentAnswer>();
    AttachmentAnswer answer;
    if (const auto* file = json::find_object(kept->data, "attachment")) answer.attachment = *file;
    if (const auto* data = json::find_object(kept->data, "record")) answer.record.data = *data;
    answer.record.id = kept->id;
    answer.record.revision = kept->revision;
    return std::optional<AttachmentAnswer>(std::move(answer));
}

Result<> keep_answer(store::Transaction& transaction, const WriteContext& context,
                     const std::optional<Repetition>& repetition, const AttachmentAnswer& answer) {
    RecordAnswer kept = answer.record;
    kept.data = {{"attachment",
                  represent_attachment(context.record_type, answer.record.id, answer.attachment)},
                 {"record", answer.record.data}};
    return detail::keep_repetition(transaction, repetition, kept, context.now);
}

/// The files of a record as a change in the making.
Result<FileChange> with_files(const store::StoredRecord& stored, json::Array files) {
    FileChange change{.document = stored.data};
    change.document[attachments_key] = std::move(files);
    return change;
}

}  // namespace

Result<AttachmentAnswer> Attachments::attach(const access::Actor& actor,
                                             const AttachmentPlace& place, AttachmentInput input,
                                             std::optional<Repetition> repetition) {
    const auto* facts = facts_of(place.record_type);
    if (facts == nullptr || !facts->has_attachments) return not_found();
    const WriteContext context(records_.dependencies(), actor, std::string(place.record_type));
    AMPARO_TRY(const auto existing,
               records_.read_for(actor, place.record_type, place.id, "update"));
    if (!may_upload(context, existing.data, input.field_name, input.attachment_type))
        return refuse_field(Errc::forbidden, "field_name", MessageKey{"errors.forbidden"});
    AMPARO_TRY(auto repeated, first_answer(context, repetition));
    if (repeated) return std::move(*repeated);
    const Uploads uploads(context.on);
    if (input.upload) {
        AMPARO_TRY(input.bytes, uploads.bytes(actor, *input.upload));
    }
    AMPARO_CHECK(check_input(input));
    AMPARO_CHECK(remove_traces(input));
    const auto blob = BlobId::random(*context.on.random);
    auto file = describe(context, input, blob);
    if (scanning_ == Scanning::on) file[scan_key] = scan_pending;
    bool is_full = false;
    const auto put_bytes = [&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto room,
                   take_room(transaction, *context.definitions, input.bytes.size()));
        is_full = room == Room::none;
        if (is_full) return model_problem("base", "errors.attachments.file_upload_unsuccessful");
        if (input.upload) AMPARO_CHECK(Uploads::remove(transaction, *input.upload));
        if (scanning_ == Scanning::on)
            AMPARO_CHECK(store::enqueue_job(
                transaction,
                scan_job({place.record_type, place.id, json::integer_or(file, "id", 0)})));
        return store::put_blob(transaction, blob, input.bytes);
    };
    auto changed = change_files(
        records_, context, place.id, [&](const store::StoredRecord& stored) -> Result<FileChange> {
            auto files = files_of(stored.data);
            if (files.size() >= files_max(*context.definitions))
                return model_problem("base", "errors.attachments.maximum");
            files.emplace_back(file);
            AMPARO_TRY(auto change, with_files(stored, std::move(files)));
            change.with_blobs = put_bytes;
            change.with_answer = [&](store::Transaction& transaction,
                                     const RecordAnswer& answer) -> Result<> {
                return keep_answer(transaction, context, repetition, {file, answer});
            };
            return change;
        });
    if (is_full) AMPARO_CHECK(tell_of_no_room(*context.on.database));
    AMPARO_CHECK(changed);
    return AttachmentAnswer{.attachment = represent_attachment(place.record_type, place.id, file),
                            .record = std::move(*changed)};
}

Result<AttachmentAnswer> Attachments::change(const access::Actor& actor,
                                             const AttachmentPlace& place,
                                             const json::Object& details) {
    const auto* facts = facts_of(place.record_type);
    if (facts == nullptr || !facts->has_attachments) return not_found();
    const WriteContext context(records_.dependencies(), actor, std::string(place.record_type));
    json::Object changed;
    AMPARO_TRY(
        auto answer,
        change_files(records_, context, place.id,
                     [&](const store::StoredRecord& stored) -> Result<FileChange> {
                         auto files = files_of(stored.data);
                         auto* file = find_file(files, place.number);
                         if (file == nullptr) return not_found();
                         AMPARO_CHECK(check_details(details));
                         if (!may_upload(context, stored.data, json::string_or(*file, "field_name"),
                                         json::string_or(*file, "attachment_type")))
                             return refuse_field(Errc::forbidden, "field_name",
                                                 MessageKey{"errors.forbidden"});
                         for (const auto& [key, value] : details) (*file)[key] = value;
                         changed = *file;
                         return with_files(stored, std::move(files));
                     }));
    return AttachmentAnswer{
        .attachment = represent_attachment(place.record_type, place.id, changed),
        .record = std::move(answer)};
}

Result<RecordAnswer> Attachments::detach(const access::Actor& actor, const AttachmentPlace& place) {
    const auto* facts = facts_of(place.record_type);
    if (facts == nullptr || !facts->has_attachments) return not_found();
    const WriteContext context(records_.dependencies(), actor, std::string(place.record_type));
    return change_files(
        records_, context, place.id, [&](const store::StoredRecord& stored) -> Result<FileChange> {
            auto files = files_of(stored.data);
            const auto* file = find_file(files, place.number);
            if (file == nullptr) return not_found();
            if (!may_upload(context, stored.data, json::string_or(*file, "field_name"),
                            json::string_or(*file, "attachment_type")))
                return refuse_field(Errc::forbidden, "field_name", MessageKey{"errors.forbidden"});
            AMPARO_TRY(const auto blob, BlobId::parse(json::string_or(*file, "blob_id")));
            json::Array kept;
            for (auto& element : files) {
                if (json::integer_or(element.get_object(), "id", 0) != place.number)
                    kept.push_back(std::move(element));
            }
            AMPARO_TRY(auto change, with_files(stored, std::move(kept)));
            change.with_blobs = [blob](store::Transaction& transaction) -> Result<> {
                return store::remove_blob(transaction, blob);
            };
            return change;
        });
}

}  // namespace amparo::records
