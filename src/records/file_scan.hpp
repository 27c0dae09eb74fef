#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "records/attachments.hpp"
#include "records/edit.hpp"

/// What is known of viruses in the files of records. A file is never handed to a scanner while
/// somebody waits: it is kept as `pending`, and a job asks the scanner and writes down what it
/// says.
namespace amparo::records {

/// Key of a file that says what the scanner said; absent where none was asked: `unchecked`.
inline constexpr std::string_view scan_key = "scan";
/// Key of a file that names who sent it. Not shown on the wire.
inline constexpr std::string_view uploader_key = "uploaded_by";
/// The states, as they are kept and shown.
inline constexpr std::string_view scan_unchecked = "unchecked";
/// Kept, but the scanner has not answered yet.
inline constexpr std::string_view scan_pending = "pending";
/// The scanner found nothing.
inline constexpr std::string_view scan_clean = "clean";
/// Never handed out again.
inline constexpr std::string_view scan_infected = "infected";

/// Queue and kind of the job that has one file scanned. A queue of its own: a scanner that hangs
/// holds up nothing else.
inline constexpr std::string_view scan_queue = "scan";
/// As above.
inline constexpr std::string_view scan_kind = "scan_file";

/// One of the states above.
std::string_view scan_state_of(const json::Object& file);

/// Why a file that may be seen is not handed out; nullopt when it is. Infected ones never are. Of
/// one that is being checked the system option `pending_files` decides: `writers` (whoever sent it
/// or may change the record; the default), `everyone`, `nobody`.
std::optional<MessageKey> withheld_because(const access::Actor& actor,
                                           const forms::Definitions& definitions,
                                           const store::StoredRecord& record,
                                           const json::Object& file);

/// The job for a file of a record.
store::Job scan_job(const AttachmentPlace& place);
/// The file of such a job. `invalid` when its payload is none.
struct ScanTarget {
    std::string record_type;
    RecordId id;
    AttachmentNumber number = 0;
};
Result<ScanTarget> scan_target_of(const store::Job& job);

/// The bytes of a file that waits for the scanner; nullopt when there is no such file any more, or
/// when the scanner has spoken.
Result<std::optional<std::string>> bytes_to_scan(const Service& records, const ScanTarget& target);
/// Writes down what the scanner said. Of an infected file the audit log gets an entry and whoever
/// sent it is told.
enum class ScanVerdict { clean, infected };
Result<> settle_scan(Service& records, const ScanTarget& target, ScanVerdict verdict);

/// A hook: a file that came over from another record while it waited is scanned here.
Result<> scan_moved_files(Edit& edit, Draft& draft);

}  // namespace amparo::records
