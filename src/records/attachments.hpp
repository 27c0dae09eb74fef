#pragma once

#include <string>
#include <string_view>

#include "records/service.hpp"
#include "records/uploads.hpp"

namespace amparo::records {

/// The wire's integer id of an attachment: random, below 2^52 so that every client reads it
/// exactly.
using AttachmentNumber = std::int64_t;

/// The record a file belongs to, and which of its files; 0 for one that is still to be made.
struct AttachmentPlace {
    std::string_view record_type;
    RecordId id;
    AttachmentNumber number = 0;
};

/// A file to be kept with a record (records.md §15). `bytes` is the decoded content; with `upload`
/// it is what the actor sent in pieces before, which goes when the file is kept.
struct AttachmentInput {
    std::string field_name;
    std::string attachment_type;  // image, audio, document, signature
    std::string file_name;
    std::string bytes;
    json::Object details;  // date, description, is_current, comments, signature_provided_by
    std::optional<UploadId> upload = {};
};
/// The attachment as the wire shows it and the record's changed fields.
struct AttachmentAnswer {
    json::Object attachment;
    RecordAnswer record;
};
/// A file to be sent.
struct AttachmentFile {
    std::string bytes;
    std::string content_type;
    std::string file_name;
    std::string digest;  // SHA-256, hexadecimal
};
enum class ImageSize { original, medium, thumb };

/// Files of records: kept sealed in the store, described inside the record's own document, so
/// that history, scope and field masks hold for them as for every field. Thread-safe.
class Attachments {
  public:
    /// With Scanning::on each file is checked for viruses after it has arrived (file_scan.hpp).
    enum class Scanning { off, on };
    explicit Attachments(Service& records, Scanning scanning = Scanning::off)
        : records_(records), scanning_(scanning) {}
    /// forbidden, not_found, invalid (`file`, `base`, …), too_large.
    Result<AttachmentAnswer> attach(const access::Actor& actor, const AttachmentPlace& place,
                                    AttachmentInput input,
                                    std::optional<Repetition> repetition = {});
    /// Changes description, is_current, date, comments, signature_provided_by; other keys: 422.
    Result<AttachmentAnswer> change(const access::Actor& actor, const AttachmentPlace& place,
                                    const json::Object& details);
    /// Removes it and erases the bytes.
    Result<RecordAnswer> detach(const access::Actor& actor, const AttachmentPlace& place);
    /// The bytes; for images also shrunk to 160 or 600 px on the longest side.
    Result<AttachmentFile> open(const access::Actor& actor, const AttachmentPlace& place,
                                ImageSize size) const;

  private:
    Service& records_;
    Scanning scanning_;
};

}  // namespace amparo::records
