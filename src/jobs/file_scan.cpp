#include "jobs/file_scan.hpp"

#include "base/log.hpp"
#include "records/file_scan.hpp"

namespace amparo::jobs {

Result<json::Object> scan_file(records::Service& records, const Clamd& scanner,
                               const store::RunningJob& running) {
    AMPARO_TRY(const auto target, records::scan_target_of(running.job));
    AMPARO_TRY(const auto bytes, records::bytes_to_scan(records, target));
    if (!bytes) return json::Object{{"found", "nothing to check"}};
    AMPARO_TRY(const auto verdict, scanner.scan(*bytes));
    const bool is_infected = verdict == ClamdVerdict::infected;
    using records::ScanVerdict;
    AMPARO_CHECK(records::settle_scan(records, target,
                                      is_infected ? ScanVerdict::infected : ScanVerdict::clean));
    if (is_infected) log::warn("files.virus_found", {{"record", target.id.text()}});
    return json::Object{{"found", is_infected ? "virus" : "nothing"}};
}

Result<json::Object> check_scanner(const Clamd& scanner) {
    AMPARO_CHECK(scanner.ping());
    return json::Object();
}

}  // namespace amparo::jobs
