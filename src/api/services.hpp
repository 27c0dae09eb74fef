#pragma once

#include <functional>
#include <memory>
#include <string>

namespace amparo {
class Clock;
class Messages;
class Random;
class Settings;
}  // namespace amparo
namespace amparo::access {
class Agencies;
class Authenticator;
class CodesOfConduct;
class IdentityProviders;
class LiveDirectory;
class OwnFactors;
class Roles;
class Sessions;
class UserGroups;
class Users;
}  // namespace amparo::access
namespace amparo::exchange {
class Printer;
}
namespace amparo::forms {
class Definitions;
}
namespace amparo::identity {
class Service;
}
namespace amparo::matching {
class Configurations;
class Fits;
class Service;
class WorkList;
}  // namespace amparo::matching
namespace amparo::notify {
class Service;
class WebhookService;
}  // namespace amparo::notify
namespace amparo::records {
class Attachments;
class Service;
}  // namespace amparo::records
namespace amparo::store {
class AuditLog;
class Database;
}  // namespace amparo::store

namespace amparo::api {

/// What the handlers stand on; built once in main and handed down. All are thread-safe and
/// outlive the application.
struct Services {
    store::Database& database;
    store::AuditLog& audit;
    access::LiveDirectory& directory;
    access::Sessions& sessions;
    access::Authenticator& authenticator;
    access::OwnFactors& own_factors;
    access::IdentityProviders& identity_providers;
    identity::Service& identity;
    access::Users& users;
    access::Roles& roles;
    access::Agencies& agencies;
    access::CodesOfConduct& codes_of_conduct;
    access::UserGroups& user_groups;
    records::Service& records;
    records::Attachments& attachments;
    exchange::Printer& printer;
    matching::Service& matching;
    matching::Configurations& match_configurations;
    matching::Fits& match_fits;
    matching::WorkList& match_list;
    notify::Service& notify;
    notify::WebhookService& webhooks;
    /// The snapshot that is current now; a request takes it once.
    std::function<std::shared_ptr<const forms::Definitions>()> definitions;
    const Settings& settings;
    const Messages& messages;
    const Clock& clock;
    Random& random;
};

}  // namespace amparo::api
