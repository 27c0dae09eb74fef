#pragma once

#include <memory>

#include "access/authenticator.hpp"
#include "access/directory.hpp"
#include "access/identity_providers.hpp"
#include "access/mask_cache.hpp"
#include "access/own_factors.hpp"
#include "access/passwords.hpp"
#include "access/services.hpp"
#include "access/sessions.hpp"
#include "access/sign_in_guard.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/settings.hpp"
#include "cli/options.hpp"
#include "identity/service.hpp"
#include "index/index.hpp"
#include "records/attachments.hpp"
#include "records/live_definitions.hpp"
#include "records/record_cache.hpp"
#include "records/rereading.hpp"
#include "records/service.hpp"
#include "store/audit.hpp"
#include "store/database.hpp"
#include "store/maintenance.hpp"

namespace amparo::cli {

/// Everything one deployment is made of, opened in order and closed in reverse. What a command
/// does not need is not opened: open() gives the database and the people, load_records() the
/// index over all records.
class Deployment {
  public:
    /// Makes the data directory, keys, schema and default configuration where they are missing,
    /// and opens them.
    static Result<std::unique_ptr<Deployment>> open(const CommonOptions& options);
    ~Deployment();
    Deployment(const Deployment&) = delete;
    Deployment& operator=(const Deployment&) = delete;

    /// Builds the index over all records and the service on it.
    Result<std::size_t> load_records(const store::Progress& progress);

    /// Whether this open() made the deployment.
    bool is_new() const { return is_new_; }
    const Settings& settings() const { return settings_; }
    const Clock& clock() const { return clock_; }
    Random& random() { return random_; }
    store::Database& database() { return *database_; }
    store::AuditLog& audit() { return *audit_; }
    records::LiveDefinitions& definitions() { return *definitions_; }
    access::LiveDirectory& directory() { return *directory_; }
    access::Passwords& passwords() { return *passwords_; }
    access::SignInGuard& guard() { return *guard_; }
    access::Sessions& sessions() { return *sessions_; }
    access::Authenticator& authenticator() { return *authenticator_; }
    access::IdentityProviders& identity_providers() { return *providers_; }
    identity::Service& identity() { return *identity_; }
    access::OwnFactors& own_factors() { return *own_factors_; }
    /// What the services of people stand on. Whether records name someone is known once records
    /// are loaded; before that the answer is yes, so that nobody is deleted by mistake.
    access::ServiceParts people_parts();
    access::MaskCache& masks() { return masks_; }
    const index::Index& index() const { return *index_; }
    records::Service& records() { return *records_; }
    records::Attachments& attachments() { return *attachments_; }

  private:
    explicit Deployment(Settings settings) : settings_(std::move(settings)) {}
    Result<> open_store(const CommonOptions& options);
    Result<> open_content(const CommonOptions& options);
    Result<> seed();
    Result<> upgrade(const std::filesystem::path& config);
    Result<> open_people();
    Result<> open_identity();

    Settings settings_;
    SystemClock clock_;
    SystemRandom random_;
    bool is_new_ = false;
    std::unique_ptr<store::KeyRing> keys_;
    access::MaskCache masks_;
    records::RecordCache cache_;
    std::unique_ptr<index::Index> index_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<store::AuditLog> audit_;
    std::unique_ptr<records::LiveDefinitions> definitions_;
    std::unique_ptr<access::LiveDirectory> directory_;
    std::unique_ptr<access::Passwords> passwords_;
    std::unique_ptr<access::SignInGuard> guard_;
    std::unique_ptr<access::Sessions> sessions_;
    std::unique_ptr<access::SecondFactors> factors_;
    std::unique_ptr<access::IdentityProviders> providers_;
    std::unique_ptr<access::Authenticator> authenticator_;
    std::unique_ptr<identity::Service> identity_;
    std::unique_ptr<access::OwnFactors> own_factors_;
    std::unique_ptr<records::Service> records_;
    std::unique_ptr<records::Attachments> attachments_;
    std::unique_ptr<records::Rereading> rereading_;
};

}  // namespace amparo::cli
