#include "cli/assembly.hpp"

#include <optional>

#include "access/agencies.hpp"
#include "access/codes_of_conduct.hpp"
#include "access/roles.hpp"
#include "access/user_groups.hpp"
#include "access/users.hpp"
#include "api/map_tiles.hpp"
#include "base/messages.hpp"
#include "cli/matching_administration.hpp"
#include "cli/matching_jobs.hpp"
#include "cli/paths.hpp"
#include "exchange/print/printer.hpp"
#include "http/assets.hpp"
#include "matching/live/service.hpp"

namespace amparo::cli {

struct Assembly::Parts {
    explicit Parts(const access::ServiceParts& people)
        : users(people), roles(people), agencies(people), codes(people), groups(people) {}

    api::Services services(Deployment& deployment) {
        return {.database = deployment.database(),
                .audit = deployment.audit(),
                .directory = deployment.directory(),
                .sessions = deployment.sessions(),
                .authenticator = deployment.authenticator(),
                .own_factors = deployment.own_factors(),
                .identity_providers = deployment.identity_providers(),
                .identity = deployment.identity(),
                .users = users,
                .roles = roles,
                .agencies = agencies,
                .codes_of_conduct = codes,
                .user_groups = groups,
                .records = deployment.records(),
                .attachments = deployment.attachments(),
                .printer = *printer,
                .matching = *matching,
                .match_configurations = *administration.configurations,
                .match_fits = *administration.fits,
                .match_list = *match_list,
                .notify = background->notify(),
                .webhooks = background->webhooks(),
                .definitions = [&deployment] { return deployment.definitions().snapshot(); },
                .settings = deployment.settings(),
                .messages = messages,
                .clock = deployment.clock(),
                .random = deployment.random()};
    }

    access::Users users;
    access::Roles roles;
    access::Agencies agencies;
    access::CodesOfConduct codes;
    access::UserGroups groups;
    Messages messages;
    http::AssetStore assets;
    std::unique_ptr<exchange::Printer> printer;
    std::unique_ptr<matching::Service> matching;
    MatchingAdministration administration;
    std::unique_ptr<matching::WorkList> match_list;
    std::unique_ptr<Background> background;
    std::optional<api::Application> application;
};

Assembly::Assembly(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Assembly::~Assembly() = default;

Result<std::unique_ptr<Assembly>> Assembly::create(Deployment& deployment,
                                                   const std::string& public_url,
                                                   const std::filesystem::path& web) {
    AMPARO_CHECK(api::MapTiles::from_settings(deployment.settings()));
    auto parts = std::make_unique<Parts>(deployment.people_parts());
    AMPARO_TRY(parts->messages, Messages::load(config_directory() / "messages"));
    parts->assets = http::AssetStore::load(web);
    AMPARO_TRY(parts->background, Background::create(deployment, public_url));
    parts->printer = std::make_unique<exchange::Printer>(
        exchange::PrinterParts{.records = deployment.records(),
                               .attachments = deployment.attachments(),
                               .messages = parts->messages,
                               .random = deployment.random(),
                               .program = program_file()});
    AMPARO_TRY(parts->matching,
               matching::Service::start({.records = deployment.records(),
                                         .directory = config_directory() / "matching"}));
    AMPARO_TRY(parts->match_list, matching::WorkList::open(deployment.records(), *parts->matching));
    add_matching_jobs(parts->background->engine(), {.records = deployment.records(),
                                                    .matching = *parts->matching,
                                                    .list = *parts->match_list});
    parts->administration =
        MatchingAdministration::create(deployment, *parts->matching, parts->background->engine());
    parts->application.emplace(parts->services(deployment), parts->assets);
    return std::unique_ptr<Assembly>(new Assembly(std::move(parts)));
}

api::Application& Assembly::application() {
    return *parts_->application;
}

const matching::WorkList& Assembly::match_list() const {
    return *parts_->match_list;
}

Background& Assembly::background() {
    return *parts_->background;
}

}  // namespace amparo::cli
