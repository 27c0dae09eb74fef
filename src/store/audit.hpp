#pragma once

#include <condition_variable>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// One line of the audit log: who did or tried what, to which record. Sealed at rest except for
/// what listing needs (at, user, action, record).
struct AuditEntry {
    std::int64_t id = 0;
    Instant at{};
    std::string user_name = {};    // as submitted, for a refused log-in
    std::string action = {};       // "show", "create", "login", …
    std::string record_type = {};  // model name: "Child", "User", …
    std::string record_id = {};
    bool refused = false;
    json::Object details = {};  // role, agency, remote_ip, request_id, method, path, status
};

/// Which entries, newest first.
struct AuditQuery {
    std::string user_name = {};
    /// What only these did; absent: what anybody did.
    std::optional<std::vector<std::string>> only_users = {};
    std::string record_id = {};
    std::vector<std::string> actions = {};
    std::vector<std::string> record_types = {};  // model names
    Instant from{};
    Instant to = Instant::max();
    std::size_t offset = 0;
    std::size_t count = 100;
};

/// Written behind: append() returns at once, a thread stores batches within 100 ms; the
/// destructor and flush() wait until all is stored. Bounded: past the bound append() waits. While
/// the database is out, entries are kept and tried again; flush() then throws Outage after a
/// while, and the destructor gives up, with an error in the log.
class AuditLog {
  public:
    explicit AuditLog(Database& database);
    ~AuditLog();
    AuditLog(const AuditLog&) = delete;
    AuditLog& operator=(const AuditLog&) = delete;
    /// Hands an entry over; waits only while the bound is reached.
    void append(AuditEntry entry);
    /// Returns when everything appended so far is stored.
    void flush();
    /// The entries of a query, newest first; `invalid` when one of them does not open.
    Result<std::vector<AuditEntry>> list(const AuditQuery& query);
    /// How many entries a query has, whatever its offset and count.
    Result<std::size_t> count(const AuditQuery& query);

  private:
    class Writer;
    Database& database_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace amparo::store
