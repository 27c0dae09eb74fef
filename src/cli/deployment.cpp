#include "cli/deployment.hpp"

#include <algorithm>

#include "access/seed.hpp"
#include "base/log.hpp"
#include "casework/hooks.hpp"
#include "casework/reporting_locations.hpp"
#include "cli/config_file.hpp"
#include "cli/name_lore.hpp"
#include "cli/paths.hpp"
#include "forms/source.hpp"
#include "records/events.hpp"
#include "records/follow.hpp"
#include "records/index_schema.hpp"
#include "records/settings_change.hpp"
#include "records/types.hpp"
#include "store/documents.hpp"

namespace amparo::cli {
namespace {

namespace fs = std::filesystem;

Result<> make_directory(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        return refuse_field(Errc::invalid, directory.string(),
                            MessageKey{"cli.directory_not_made"});
    fs::permissions(directory, fs::perms::owner_all, fs::perm_options::replace, error);
    return {};
}

Result<std::unique_ptr<store::KeyRing>> open_or_make_keys(const fs::path& file, Random& random) {
    std::error_code error;
    if (fs::exists(file, error)) return open_keys(file);
    return store::KeyRing::create(file, random);
}

/// A database without its keys opens no row; making new keys for it would only hide the loss.
Result<> check_keys_present(const store::DatabaseOptions& database, const fs::path& keys) {
    constexpr std::string_view scheme = "sqlite://";
    std::error_code error;
    if (fs::exists(keys, error) || !database.url.starts_with(scheme)) return {};
    if (!fs::exists(database.url.substr(scheme.size()), error)) return {};
    return refuse_field(Errc::invalid, keys.string(), MessageKey{"cli.keys_missing"});
}

access::PasswordOptions password_options(const Settings& settings) {
    return {
        .cost = {.operations = static_cast<std::uint64_t>(settings.integer("password.operations")),
                 .memory_bytes = static_cast<std::size_t>(settings.integer("password.memory_mib"))
                                 << 20U},
        .parallel_max = static_cast<int>(settings.integer("password.parallel_max")),
        .length_min = static_cast<std::size_t>(settings.integer("password.length_min")),
        .remembered = static_cast<std::size_t>(settings.integer("password.remembered"))};
}

access::SignInLimits sign_in_limits(const Settings& settings) {
    return {.failures_max = static_cast<int>(settings.integer("signin.failures_max")),
            .lock = std::chrono::minutes(settings.integer("signin.lock_minutes")),
            .per_name_minute = static_cast<int>(settings.integer("signin.per_name_minute")),
            .per_address_minute = static_cast<int>(settings.integer("signin.per_address_minute"))};
}

access::SessionOptions session_options(const Settings& settings) {
    return {.idle_max = std::chrono::minutes(settings.integer("session.idle_minutes")),
            .absolute_max = std::chrono::hours(settings.integer("session.absolute_hours")),
            .parallel_max = static_cast<int>(settings.integer("session.parallel_max"))};
}

/// Whether any record of any type holds the value in the column.
bool is_named(const index::Index* records, std::string_view column, const std::string& value) {
    if (records == nullptr) return true;
    for (const auto& facts : records::record_types()) {
        const auto count =
            records->count(facts.name, index::Filter{index::AnyOf{std::string(column), {value}}});
        if (!count || *count > 0) return true;
    }
    return false;
}

Result<> welcome(store::Transaction& transaction, const UserName& name) {
    const auto job = records::event_job(
        {.kind = records::EventKind::welcome, .recipients = {name}, .occurrence = "made"});
    AMPARO_CHECK(store::enqueue_job(transaction, job));
    return {};
}

Result<> tell_factor_removed(store::Transaction& transaction, const UserName& whose,
                             const UserName& by) {
    const auto job = records::event_job(
        {.kind = records::EventKind::second_factor_removed, .actor = by, .recipients = {whose}});
    AMPARO_CHECK(store::enqueue_job(transaction, job));
    return {};
}

}  // namespace

Deployment::~Deployment() = default;

Result<std::unique_ptr<Deployment>> Deployment::open(const CommonOptions& options) {
    AMPARO_CHECK(make_directory(options.data));
    AMPARO_TRY(auto settings, load_settings(options));
    log::set_level(log::level_named(settings.text("log.level")));
    for (const auto& name : settings.ignored_variables())
        log::warn("settings.variable_ignored", {{"name", name}});
    std::unique_ptr<Deployment> deployment(new Deployment(std::move(settings)));
    AMPARO_CHECK(deployment->open_store(options));
    AMPARO_CHECK(deployment->open_content(options));
    return deployment;
}

Result<> Deployment::open_content(const CommonOptions& options) {
    auto opened = seed();
    if (opened) opened = open_people();
    if (opened || opened.error().message.key != "errors.store.broken_seal") return opened;
    // It is the operator who reads this, not somebody at a form.
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "cli.configuration_sealed",
                                 .field = key_file(options, settings_).string(),
                                 .internal = opened.error().internal});
}

Result<> Deployment::open_store(const CommonOptions& options) {
    const auto database = database_options(options, settings_);
    const auto keys = key_file(options, settings_);
    AMPARO_CHECK(check_keys_present(database, keys));
    AMPARO_TRY(keys_, open_or_make_keys(keys, random_));
    AMPARO_TRY(database_, open_database(database, *keys_, clock_, random_));
    audit_ = std::make_unique<store::AuditLog>(*database_);
    return {};
}

Result<> Deployment::seed() {
    AMPARO_TRY(const auto roles, database_->read([](store::Snapshot& snapshot) {
        return store::documents_of(snapshot, access::role_kind);
    }));
    const auto config = config_directory();
    if (!roles.empty()) return upgrade(config);
    is_new_ = true;
    AMPARO_TRY(const auto source, forms::load_source_from(config));
    AMPARO_TRY(const auto definitions, forms::Definitions::load(source));
    access::DirectorySeed people;
    AMPARO_TRY(people.roles, read_config_file(config / "roles.json"));
    AMPARO_TRY(people.agencies, read_config_file(config / "agencies.json"));
    AMPARO_TRY(people.user_groups, read_config_file(config / "user_groups.json"));
    const auto now = clock_.now();
    const store::DocumentWrite contact{.kind = "contact_information",
                                       .key = "1",
                                       .data = {{"name", "administrator"}},
                                       .actor = "system",
                                       .at = now};
    return database_->write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(store::put_document(transaction, contact));
        AMPARO_CHECK(records::seed_definitions(transaction, source, now));
        AMPARO_CHECK(casework::remember_reporting_locations(transaction, *definitions, now));
        return access::seed_directory(transaction, people, *definitions, now);
    });
}

Result<> Deployment::upgrade(const std::filesystem::path& config) {
    AMPARO_TRY(const auto file, read_config_file(config / "system_settings.json"));
    const auto* settings = json::find_object(file, "settings");
    if (settings == nullptr) return {};
    return records::add_missing_settings(*database_, *settings, clock_.now());
}

Result<> Deployment::open_people() {
    AMPARO_TRY(definitions_, records::LiveDefinitions::open(*database_));
    AMPARO_TRY(directory_, access::LiveDirectory::open(*database_));
    const auto apply_policy = [this] {
        directory_->set_policy(
            access::ScopePolicy::read(definitions_->snapshot()->system_settings()));
    };
    apply_policy();
    // The definitions have followed before: followers are told in the order they came.
    database_->follow_documents([apply_policy](const std::vector<std::string>& kinds) {
        if (std::ranges::find(kinds, records::system_settings_kind) != kinds.end()) apply_policy();
    });
    passwords_ = std::make_unique<access::Passwords>(password_options(settings_), random_);
    guard_ = std::make_unique<access::SignInGuard>(*database_, sign_in_limits(settings_));
    sessions_ = std::make_unique<access::Sessions>(*database_, session_options(settings_));
    factors_ = std::make_unique<access::SecondFactors>(*database_);
    return open_identity();
}

Result<> Deployment::open_identity() {
    auto targets = notify::OutboundTargets::create(
        {.http = notify::OutboundTargets::PlainHttp::loopback,
         .private_ranges = settings_.text("identity.private_targets"),
         .ca_file = settings_.text("identity.ca_file"),
         .timeout = std::chrono::seconds(settings_.integer("identity.timeout_seconds"))});
    if (!targets)
        return refuse_field(Errc::invalid, "identity.private_targets", targets.error().message);
    providers_ = std::make_unique<access::IdentityProviders>(
        access::IdentityProviders::Parts{.database = *database_,
                                         .directory = *directory_,
                                         .is_required = settings_.boolean("identity.required"),
                                         .check_address = identity::address_check(*targets)});
    authenticator_ = std::make_unique<access::Authenticator>(
        access::Authenticator::Parts{.database = *database_,
                                     .directory = *directory_,
                                     .passwords = *passwords_,
                                     .sessions = *sessions_,
                                     .guard = *guard_,
                                     .factors = *factors_,
                                     .may_use_password = [this](const access::User& user) {
                                         return access::may_use_password(providers_->rules(), user);
                                     }});
    own_factors_ = std::make_unique<access::OwnFactors>(
        access::OwnFactors::Parts{.database = *database_,
                                  .directory = *directory_,
                                  .sessions = *sessions_,
                                  .authenticator = *authenticator_,
                                  .factors = *factors_,
                                  .tell_removed = tell_factor_removed});
    identity_ = std::make_unique<identity::Service>(identity::Service::Parts{
        .database = *database_,
        .directory = *directory_,
        .sessions = *sessions_,
        .guard = *guard_,
        .providers = *providers_,
        .exchange = identity::exchange_over(std::move(*targets)),
        .public_url = settings_.text("server.public_url"),
        .parallel_max = static_cast<int>(settings_.integer("session.parallel_max"))});
    return {};
}

access::ServiceParts Deployment::people_parts() {
    return {.database = *database_,
            .directory = *directory_,
            .passwords = *passwords_,
            .guard = *guard_,
            .definitions = [this] { return definitions_->snapshot(); },
            .has_records_of_user =
                [this](const UserName& name) {
                    return is_named(index_.get(), "associated_user_names", name.text()) ||
                           is_named(index_.get(), "created_by", name.text());
                },
            .has_records_of_group =
                [this](const GroupId& id) {
                    return is_named(index_.get(), "associated_user_groups", id.text());
                },
            .welcome = welcome,
            .enforces_terms_of_use = settings_.boolean("terms.enforced"),
            .identity = [this] { return providers_->rules(); }};
}

Result<std::size_t> Deployment::load_records(const store::Progress& progress) {
    const auto definitions = definitions_->snapshot();
    const auto rules = std::make_shared<records::LiveCaseRules>(definitions);
    AMPARO_TRY(auto schemas, with_name_lore(records::index_schemas(*definitions, rules),
                                            config_directory() / "matching"));
    index_ =
        std::make_unique<index::Index>(std::move(schemas), records::location_ancestry(definitions));
    AMPARO_TRY(const auto report, records::load_and_follow(*database_, *index_, cache_, progress));
    for (const auto& id : report.broken) log::error("record.broken", {{"record", id.text()}});
    records_ = std::make_unique<records::Service>(
        records::Dependencies{.database = database_.get(),
                              .audit = audit_.get(),
                              .index = index_.get(),
                              .masks = &masks_,
                              .cache = &cache_,
                              .definitions = [this] { return definitions_->snapshot(); },
                              .directory = [this] { return directory_->snapshot(); },
                              .clock = &clock_,
                              .random = &random_,
                              .hooks = casework::hooks()});
    using Scanning = records::Attachments::Scanning;
    const bool has_scanner = !settings_.text("scanner.address").empty();
    attachments_ = std::make_unique<records::Attachments>(
        *records_, has_scanner ? Scanning::on : Scanning::off);
    rereading_ = std::make_unique<records::Rereading>(
        records::Rereading::Parts{.database = *database_,
                                  .definitions = [this] { return definitions_->snapshot(); },
                                  .rules = rules,
                                  .read_again = report.read_again});
    return report.records;
}

}  // namespace amparo::cli
