#include "jobs/file_scan.hpp"

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "records/file_scan.hpp"
#include "store/sessions.hpp"

namespace amparo::jobs {
namespace {

constexpr std::string_view state_kind = "scanner_state";
constexpr std::chrono::hours noted_for{24};
constexpr int next_look_seconds = 300;

std::string state_key() {
    return crypto::hex(crypto::sha256(state_kind));
}

}  // namespace

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

Result<json::Object> check_scanner(store::Database& database, const Clamd& scanner) {
    auto reached = scanner.ping();
    const auto now = database.clock().now();
    const store::VolatileRow note{.kind = std::string(state_kind),
                                  .key_hash = state_key(),
                                  .updated_at = now,
                                  .expires_at = now + noted_for,
                                  .data = {{"reachable", reached.has_value()}}};
    AMPARO_CHECK(database.write(
        [&](store::Transaction& transaction) { return store::put_volatile(transaction, note); }));
    if (reached) return json::Object();
    reached.error().retry_after_seconds = next_look_seconds;
    return std::unexpected(std::move(reached.error()));
}

Result<bool> is_scanner_reachable(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto note, store::find_volatile(snapshot, state_kind, state_key()));
    return !note || json::bool_or(note->data, "reachable", true);
}

}  // namespace amparo::jobs
