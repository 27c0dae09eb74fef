#pragma once

#include "jobs/clamd.hpp"
#include "records/service.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"

namespace amparo::jobs {

/// The name of the periodic job that asks whether the scanner is there.
inline constexpr std::string_view scanner_check_job = "ScannerCheck";

/// Has the file of a records::scan_kind job scanned and writes down what was found. `busy`, so that
/// it is tried again, while the scanner cannot be reached; the file stays `pending`.
Result<json::Object> scan_file(records::Service& records, const Clamd& scanner,
                               const store::RunningJob& running);

/// Notes whether the scanner can be reached. Fails for good when it cannot for most of an hour, so
/// that whoever looks after background work is told.
Result<json::Object> check_scanner(store::Database& database, const Clamd& scanner);
/// What check_scanner() noted last; true before the first time.
Result<bool> is_scanner_reachable(store::Snapshot& snapshot);

}  // namespace amparo::jobs
