#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "../tests/support/temporary_folder.hpp"
#include "access/agencies.hpp"
#include "access/authenticator.hpp"
#include "access/roles.hpp"
#include "access/user_groups.hpp"
#include "access/users.hpp"

namespace amparo::access::testing {

/// The default configuration of config/, loaded once for the test binary.
std::shared_ptr<const forms::Definitions> default_definitions();

/// A password every rule lets through.
inline const std::string good_password = "a quiet river bends";

/// How a user of a test differs from the ordinary one.
struct Person {
    std::string role = "role-cp-case-worker";
    std::vector<std::string> groups = {"usergroup-primero-cp"};
    std::string agency = "AGENCY-1";
};

/// A small deployment with the default roles, agencies and groups, invented people, a clock
/// that stands still, and hashes that cost little.
class World {
  public:
    struct Options {
        SessionOptions sessions = {};
        SignInLimits limits = {};
    };
    World();
    explicit World(const Options& options);

    /// A new user, whose password is good_password.
    Directory::UserPointer add(const std::string& name, const Person& person = {});
    Actor as(const std::string& name) const;
    std::shared_ptr<const Directory> now() const { return directory->snapshot(); }
    std::int64_t id_of(const std::string& name) const { return now()->user(name)->id; }
    std::int64_t role_id(const std::string& id) const { return now()->role(RoleId(id))->id; }
    SubmittedCredentials credentials(const std::string& name, const std::string& password) const {
        return {.user_name = name, .password = SecretText(password), .client = {client_ip, "test"}};
    }
    /// Changes a stored document of the directory behind the services' back.
    void rewrite(std::string_view kind, const std::string& key, const json::Object& members);
    ServiceParts parts();
    const Actor& system() const { return system_; }

    amparo::testing::TemporaryFolder folder;
    SystemRandom random;
    ManualClock clock{Instant(std::chrono::milliseconds(1'700'000'000'000))};
    std::unique_ptr<store::KeyRing> keys;
    std::unique_ptr<store::Database> database;
    std::shared_ptr<const forms::Definitions> definitions = default_definitions();
    std::unique_ptr<LiveDirectory> directory;
    std::string client_ip = "192.0.2.7";
    std::set<std::string> named_in_records;  // users and groups
    std::unique_ptr<Passwords> passwords;
    std::unique_ptr<SignInGuard> guard;
    std::unique_ptr<Sessions> sessions;
    std::unique_ptr<SecondFactors> factors;
    std::unique_ptr<Authenticator> authenticator;
    std::unique_ptr<Users> users;
    std::unique_ptr<Roles> roles;
    std::unique_ptr<Agencies> agencies;
    std::unique_ptr<UserGroups> groups;

  private:
    Actor system_ = Actor::system();
};

/// The code of a refusal, or nullopt when all went well.
template <class T>
std::optional<Errc> refusal(const Result<T>& result) {
    if (result) return std::nullopt;
    return result.error().code;
}
/// The problems of a refusal as "attribute key".
template <class T>
std::vector<std::string> problems(const Result<T>& result) {
    std::vector<std::string> found;
    if (result) return found;
    for (const auto& problem : result.error().problems) {
        found.push_back(problem.pointer + " " + problem.message.key);
    }
    return found;
}

}  // namespace amparo::access::testing
