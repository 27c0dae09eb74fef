#include "tests/support/world.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "access/agencies.hpp"
#include "access/codes_of_conduct.hpp"
#include "access/roles.hpp"
#include "access/user_groups.hpp"
#include "access/users.hpp"
#include "api/application.hpp"
#include "base/messages.hpp"
#include "cli/background.hpp"
#include "cli/deployment.hpp"
#include "cli/matching_administration.hpp"
#include "cli/matching_jobs.hpp"
#include "cli/paths.hpp"
#include "exchange/print/printer.hpp"
#include "http/assets.hpp"
#include "http/server.hpp"
#include "matching/live/service.hpp"
#include "notify/webhooks/service.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::testing {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view shared_password = "correct horse battery";

struct Person {
    std::string_view user_name;
    std::string_view full_name;
    std::string_view role;
    std::string_view agency;
    std::string_view group;
    std::string_view location;
};
constexpr Person people[] = {
    {"worker_a", "Amina Sarr", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-cp", "EX0101"},
    {"worker_c", "Chidi Okoro", "role-cp-case-worker", "AGENCY-1", "usergroup-primero-cp",
     "EX0102"},
    {"worker_b", "Bilal Haddad", "role-cp-case-worker", "AGENCY-2", "usergroup-primero-cp-families",
     "EX0201"},
    {"supervisor", "Lucía Morales", "role-cp-manager", "AGENCY-1", "usergroup-primero-cp", "EX01"},
    {"tracer", "Nadia Karimi", "role-cp-ftr-worker", "AGENCY-1", "usergroup-primero-ftr", "EX0301"},
    {"provider", "Rosa Quispe", "role-cp-service-provider", "AGENCY-2",
     "usergroup-primero-cp-families", "EX0302"},
    {"administrator", "Jonas Weber", "role-cp-administrator", "AGENCY-1", "usergroup-primero-cp",
     "EX"},
    {"super", "Sofia Lindqvist", "role-superuser", "AGENCY-1", "usergroup-primero-cp", "EX"},
};

/// Cheap passwords and no limits, unless a test asks for them.
std::vector<std::string> settings_of(const WorldOptions& options) {
    std::vector<std::string> settings{
        "password.memory_mib=8",       "password.operations=1",       "log.level=error",
        "limits.per_user_second=0",    "limits.per_address_second=0", "signin.per_name_minute=0",
        "signin.per_address_minute=0", "session.parallel_max=10"};
    settings.insert(settings.end(), options.settings.begin(), options.settings.end());
    return settings;
}

template <class T>
T value_or_fail(Result<T> result, const char* what) {
    if (result) return std::move(*result);
    throw std::runtime_error(std::string(what) + ": " + result.error().message.key + " " +
                             result.error().field + " " + result.error().internal);
}

void make_people(cli::Deployment& deployment) {
    access::Users users(deployment.people_parts());
    const auto system = access::Actor::system();
    for (const auto& person : people) {
        value_or_fail(
            users.ensure_user(system, {.user_name = std::string(person.user_name),
                                       .full_name = std::string(person.full_name),
                                       .email = std::string(person.user_name) + "@example.org",
                                       .role = RoleId(std::string(person.role)),
                                       .agency = AgencyId(std::string(person.agency)),
                                       .groups = {std::string(person.group)},
                                       .locale = "en",
                                       .location = std::string(person.location),
                                       .password = SecretText(std::string(shared_password))}),
            "person");
    }
}

std::unique_ptr<cli::Deployment> open_deployment(const fs::path& data,
                                                 const WorldOptions& options) {
    cli::CommonOptions common;
    common.data = data;
    common.assignments = settings_of(options);
    auto deployment = value_or_fail(cli::Deployment::open(common), "deployment");
    if (deployment->is_new()) make_people(*deployment);
    return deployment;
}

/// A deployment that was made once for this run; copying its files takes milliseconds, seeding
/// and hashing passwords does not.
const fs::path& made_deployment() {
    static const TemporaryFolder folder;
    static const fs::path data = [] {
        auto path = folder.path() / "made";
        open_deployment(path, {});
        return path;
    }();
    return data;
}

/// Before records are loaded, so that the index knows what the module asks for.
void set_module_options(cli::Deployment& deployment, const json::Object& options) {
    auto& database = deployment.database();
    const auto set = [&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto module,
                   store::find_document(transaction, records::module_kind, "primeromodule-cp"));
        AMPARO_REQUIRE(module.has_value());
        auto& own = module->data["module_options"].as_object();
        for (const auto& [name, value] : options) own.insert_or_assign(name, value);
        AMPARO_CHECK(store::put_document(transaction, {.kind = module->kind,
                                                       .key = module->key,
                                                       .expected = module->revision,
                                                       .data = module->data,
                                                       .actor = "test",
                                                       .at = database.clock().now()}));
        return {};
    };
    if (!options.empty() && !database.write(set)) throw std::runtime_error("options");
}

/// Likewise before records are loaded.
void add_form_fields(cli::Deployment& deployment, const json::Object& forms) {
    auto& database = deployment.database();
    const auto add = [&](store::Transaction& transaction) -> Result<> {
        for (const auto& [form_id, fields] : forms) {
            AMPARO_TRY(auto form, store::find_document(transaction, records::form_kind, form_id));
            AMPARO_REQUIRE(form.has_value());
            for (const auto& field : fields.as_array())
                form->data["fields"].as_array().push_back(field);
            AMPARO_CHECK(store::put_document(transaction, {.kind = form->kind,
                                                           .key = form->key,
                                                           .expected = form->revision,
                                                           .data = form->data,
                                                           .actor = "test",
                                                           .at = database.clock().now()}));
        }
        return {};
    };
    if (!forms.empty() && !database.write(add)) throw std::runtime_error("forms");
}

void make_web_app(const fs::path& directory) {
    fs::create_directories(directory / "assets");
    std::ofstream(directory / "index.html") << "<!doctype html><title>Amparo</title>";
    std::ofstream(directory / "assets" / "main-1a2b.js") << "console.log('app')";
}

}  // namespace

class World::House {
  public:
    explicit House(const WorldOptions& options) {
        const auto data = folder_.path() / "data";
        auto own = options;
        if (options.engine == "postgresql") {
            own.settings.push_back("database.url=" + PostgresServer::shared().new_database());
        } else {
            fs::copy(made_deployment(), data, fs::copy_options::recursive);
        }
        deployment = open_deployment(data, own);
        set_module_options(*deployment, options.module_options);
        add_form_fields(*deployment, options.form_fields);
        value_or_fail(deployment->load_records([](std::size_t, std::size_t) {}), "records");
        make_web_app(folder_.path() / "web");
        assets = http::AssetStore::load(folder_.path() / "web");
        messages = value_or_fail(Messages::load(cli::config_directory() / "messages"), "messages");
        people_parts.emplace(deployment->people_parts());
        background = value_or_fail(
            cli::Background::create(*deployment, "https://cases.example.org"), "background");
        serve();
    }

    const fs::path& folder() const { return folder_.path(); }

  private:
    TemporaryFolder folder_;

  public:
    std::unique_ptr<cli::Deployment> deployment;
    std::unique_ptr<cli::Background> background;
    std::unique_ptr<matching::Service> matching;
    cli::MatchingAdministration administration;
    std::unique_ptr<matching::WorkList> match_list;

  private:
    struct PeopleServices {
        explicit PeopleServices(const access::ServiceParts& parts)
            : users(parts), roles(parts), agencies(parts), codes(parts), groups(parts) {}
        access::Users users;
        access::Roles roles;
        access::Agencies agencies;
        access::CodesOfConduct codes;
        access::UserGroups groups;
    };

    void serve() {
        matching = value_or_fail(
            matching::Service::start({.records = deployment->records(),
                                      .directory = cli::config_directory() / "matching"}),
            "matching");
        administration =
            cli::MatchingAdministration::create(*deployment, *matching, background->engine());
        match_list = value_or_fail(matching::WorkList::open(deployment->records(), *matching),
                                   "list of matches");
        cli::add_matching_jobs(
            background->engine(),
            {.records = deployment->records(), .matching = *matching, .list = *match_list});
        printer = std::make_unique<exchange::Printer>(
            exchange::PrinterParts{.records = deployment->records(),
                                   .attachments = deployment->attachments(),
                                   .messages = messages,
                                   .random = deployment->random(),
                                   .program = cli::program_file()});
        application.emplace(
            api::Services{.database = deployment->database(),
                          .audit = deployment->audit(),
                          .directory = deployment->directory(),
                          .sessions = deployment->sessions(),
                          .authenticator = deployment->authenticator(),
                          .own_factors = deployment->own_factors(),
                          .identity_providers = deployment->identity_providers(),
                          .identity = deployment->identity(),
                          .users = people_parts->users,
                          .roles = people_parts->roles,
                          .agencies = people_parts->agencies,
                          .codes_of_conduct = people_parts->codes,
                          .user_groups = people_parts->groups,
                          .records = deployment->records(),
                          .attachments = deployment->attachments(),
                          .printer = *printer,
                          .matching = *matching,
                          .match_configurations = *administration.configurations,
                          .match_fits = *administration.fits,
                          .match_list = *match_list,
                          .notify = background->notify(),
                          .webhooks = background->webhooks(),
                          .definitions = [this] { return deployment->definitions().snapshot(); },
                          .settings = deployment->settings(),
                          .messages = messages,
                          .clock = deployment->clock(),
                          .random = deployment->random()},
            assets);
        http::ServerOptions options;
        options.io_threads = 1;
        options.workers = 4;
        server = value_or_fail(http::Server::start(std::move(options), *application), "server");
    }

    http::AssetStore assets;
    std::unique_ptr<exchange::Printer> printer;
    Messages messages;
    std::optional<PeopleServices> people_parts;
    std::optional<api::Application> application;

  public:
    std::unique_ptr<http::Server> server;
};

World::World(const WorldOptions& options) : house_(std::make_unique<House>(options)) {}
World::~World() = default;

Client& World::as(const std::string& user_name) {
    const auto found = signed_in_.find(user_name);
    if (found != signed_in_.end()) return found->second;
    auto client = anonymous();
    const auto reply = client.sign_in(user_name, password());
    EXPECT_EQ(reply.status, 200) << user_name << " " << reply.body;
    return signed_in_.emplace(user_name, std::move(client)).first->second;
}

std::size_t World::run_jobs() {
    value_or_fail(house_->background->webhooks().dispatcher().dispatch(), "webhooks");
    return house_->background->engine().run_due();
}

std::size_t World::follow_matches() {
    matching();
    value_or_fail(matching::call_follow(deployment().database(), *house_->match_list), "follow");
    return run_jobs();
}

Client World::anonymous() const {
    return Client(port());
}

std::uint16_t World::port() const {
    return house_->server->port();
}

const std::string& World::password() {
    static const std::string password(shared_password);
    return password;
}

std::int64_t World::id_of(const std::string& user_name) const {
    const auto user = house_->deployment->directory().snapshot()->user(user_name);
    return user == nullptr ? 0 : user->id;
}

std::string World::data_directory() const {
    return (house_->folder() / "data").string();
}

std::string World::create_case(const std::string& user_name, json::Object fields) {
    if (!fields.contains("module_id")) fields.emplace("module_id", "primeromodule-cp");
    const auto reply =
        as(user_name).post("/api/v2/cases", json::write(json::Object{{"data", std::move(fields)}}));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.text("id");
}

json::Array World::audit(const std::string& query) {
    const auto reply = as("super").get("/api/v2/audit_logs?per=1000&" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto data = reply.data();
    return data.is_array() ? data.as_array() : json::Array{};
}

matching::Service& World::matching() {
    house_->matching->wait_until_ready();
    return *house_->matching;
}

cli::Deployment& World::deployment() {
    return *house_->deployment;
}

}  // namespace amparo::testing
