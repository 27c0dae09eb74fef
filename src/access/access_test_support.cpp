#include "access/access_test_support.hpp"

#include <stdexcept>

#include "access/default_roles_test_support.hpp"
#include "access/seed.hpp"
#include "forms/source.hpp"
#include "store/documents.hpp"

namespace amparo::access::testing {
namespace {

constexpr PasswordOptions cheap{.cost = {.operations = 1, .memory_bytes = 8192}};

void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(what);
}

}  // namespace

std::shared_ptr<const forms::Definitions> default_definitions() {
    static const auto loaded = [] {
        auto source = forms::load_source_from(std::string(AMPARO_SOURCE_DIR) + "/config");
        require(source.has_value(), "cannot read config/");
        auto definitions = forms::Definitions::load(std::move(*source));
        require(definitions.has_value(), "cannot load config/");
        return *definitions;
    }();
    return loaded;
}

World::World() : World(Options{}) {}

World::World(const Options& options) {
    auto made = store::KeyRing::create(folder / "keys", random);
    require(made.has_value(), "no key ring");
    keys = std::move(*made);
    auto opened = store::Database::open({.url = "sqlite://" + (folder / "amparo.db").string()},
                                        *keys, clock, random);
    require(opened.has_value(), "no database");
    database = std::move(*opened);
    const DirectorySeed seed{.roles = read_config("config/roles.json"),
                             .agencies = read_config("config/agencies.json"),
                             .user_groups = read_config("config/user_groups.json")};
    const auto seeded = database->write([&](store::Transaction& transaction) {
        return seed_directory(transaction, seed, *definitions, clock.now());
    });
    require(seeded.has_value(), "cannot seed");
    auto live = LiveDirectory::open(*database);
    require(live.has_value(), "no directory");
    directory = std::move(*live);
    passwords = std::make_unique<Passwords>(cheap, random);
    guard = std::make_unique<SignInGuard>(*database, options.limits);
    sessions = std::make_unique<Sessions>(*database, options.sessions);
    factors = std::make_unique<SecondFactors>(*database);
    authenticator = std::make_unique<Authenticator>(
        Authenticator::Parts{*database, *directory, *passwords, *sessions, *guard, *factors});
    users = std::make_unique<Users>(parts());
    roles = std::make_unique<Roles>(parts());
    agencies = std::make_unique<Agencies>(parts());
    groups = std::make_unique<UserGroups>(parts());
}

ServiceParts World::parts() {
    return {.database = *database,
            .directory = *directory,
            .passwords = *passwords,
            .guard = *guard,
            .definitions = [this] { return definitions; },
            .has_records_of_user =
                [this](const UserName& name) { return named_in_records.contains(name.text()); },
            .has_records_of_group =
                [this](const GroupId& group) { return named_in_records.contains(group.text()); }};
}

Directory::UserPointer World::add(const std::string& name, const Person& person) {
    auto user = users->ensure_user(system_, {.user_name = name,
                                             .full_name = "Person " + name,
                                             .role = RoleId(person.role),
                                             .agency = AgencyId(person.agency),
                                             .groups = person.groups,
                                             .password = SecretText(good_password)});
    if (!user) {
        for (const auto& problem : problems(user)) ADD_FAILURE() << problem;
        throw std::runtime_error("cannot add " + name);
    }
    return *user;
}

Actor World::as(const std::string& name) const {
    auto actor = now()->actor(UserName(name));
    require(actor.has_value(), "no such actor");
    return *actor;
}

void World::rewrite(std::string_view kind, const std::string& key, const json::Object& members) {
    const auto written = database->write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto document, store::find_document(transaction, kind, key));
        require(document.has_value(), "no such document");
        for (const auto& [name, value] : members) document->data[name] = value;
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(kind),
                                                       .key = key,
                                                       .data = document->data,
                                                       .actor = "system",
                                                       .at = clock.now()}));
        return {};
    });
    require(written.has_value(), "cannot rewrite");
}

}  // namespace amparo::access::testing
