#pragma once

#include <memory>
#include <string>
#include <vector>

#include "access/directory.hpp"
#include "access/users.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "records/attachments.hpp"
#include "records/live_definitions.hpp"
#include "records/record_cache.hpp"
#include "records/service.hpp"
#include "store/audit.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::records {

/// JSON of a test; a syntax error there is a thrown Bug.
json::Object object_of(std::string_view text);

/// A small deployment on a temporary SQLite database with the default configuration and invented
/// people: `worker_a` and `manager_a` (agency 1, one group), `worker_b` (agency 2, another group),
/// `tracer`, `recipient` and `admin` (a super user). The clock stands at 2024-06-15 12:00 UTC.
class RecordsWorld {
  public:
    /// `settings` are put into the system settings of the default configuration.
    explicit RecordsWorld(std::shared_ptr<const Hooks> hooks = {}, json::Object settings = {});
    ~RecordsWorld();

    access::Actor as(const std::string& user_name) const;
    /// Creates a case that must succeed.
    RecordAnswer create_case(const std::string& user_name, json::Object data);
    Result<RecordAnswer> update(const std::string& user_name, const RecordId& id, json::Object data,
                                std::string record_action = "");
    /// The record as stored, for tests that look behind the door.
    store::StoredRecord stored(const RecordId& id);
    /// The short ids of a list of cases, in the order of the answer; a refusal is a failure.
    std::vector<std::string> listed(const std::string& user_name, const std::string& query,
                                    Handling handling = Handling::lenient);
    Result<ListAnswer> list(const std::string& user_name, const std::string& query,
                            Handling handling = Handling::lenient);

    /// Puts a user into another group, as an administrator would.
    void move_user(const std::string& user_name, const std::string& group);
    /// The same for any attributes of the wire; they must be taken.
    void change_user(const std::string& user_name, json::Object input);

    Service& records() { return *records_; }
    Attachments& attachments() { return *attachments_; }
    store::Database& database() { return *database_; }
    std::shared_ptr<const forms::Definitions> definitions() const {
        return definitions_->snapshot();
    }

    ManualClock clock;
    SystemRandom random;

  private:
    void add_people();
    access::ServiceParts people_parts();

    testing::TemporaryFolder folder_;
    std::unique_ptr<store::KeyRing> keys_;
    access::MaskCache masks_;
    RecordCache cache_;
    std::unique_ptr<index::Index> index_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<store::AuditLog> audit_;
    std::unique_ptr<LiveDefinitions> definitions_;
    std::unique_ptr<access::LiveDirectory> directory_;
    std::unique_ptr<access::Passwords> passwords_;
    std::unique_ptr<access::SignInGuard> guard_;
    std::unique_ptr<Service> records_;
    std::unique_ptr<Attachments> attachments_;
};

}  // namespace amparo::records
