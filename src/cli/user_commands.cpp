#include "cli/user_commands.hpp"

#include <cstdlib>
#include <iostream>

#include "access/users.hpp"
#include "cli/deployment.hpp"

namespace amparo::cli {
namespace {

struct ChosenPassword {
    SecretText text;
    bool is_generated = false;
};

ChosenPassword choose(Random& random) {
    const char* given =
        std::getenv("AMPARO_USER_PASSWORD");  // NOLINT(concurrency-mt-unsafe): one thread
    if (given != nullptr && *given != '\0') return {SecretText(given), false};
    constexpr std::size_t bytes = 12;
    return {SecretText(crypto::random_token(random, bytes)), true};
}

void tell(const Console& console, const char* key, const std::string& name,
          const ChosenPassword& password) {
    MessageKey message(key);
    message.arguments = {{"user", name}};
    if (password.is_generated) {
        message.key += "_generated";
        message.arguments.emplace_back("password", password.text.reveal());
    }
    console.say(message);
}

}  // namespace

Result<> add_user(const CommonOptions& options, const UserAddOptions& wanted,
                  const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    if (deployment->directory().snapshot()->user(wanted.name))
        return refuse_field(Errc::conflict, wanted.name, MessageKey{"cli.user_exists"});
    const auto password = choose(deployment->random());
    access::Users users(deployment->people_parts());
    AMPARO_TRY(const auto made, users.ensure_user(access::Actor::system(),
                                                  {.user_name = wanted.name,
                                                   .full_name = wanted.full_name,
                                                   .role = RoleId(wanted.role),
                                                   .agency = AgencyId(wanted.agency),
                                                   .groups = wanted.groups,
                                                   .locale = wanted.locale,
                                                   .service_account = wanted.service_account,
                                                   .password = password.text}));
    tell(console, "cli.user_added", made->user_name.text(), password);
    return {};
}

Result<> set_user_password(const CommonOptions& options, const std::string& name,
                           const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    if (!deployment->directory().snapshot()->user(name))
        return refuse_field(Errc::not_found, name, MessageKey{"cli.no_such_user"});
    const auto password = choose(deployment->random());
    access::Users users(deployment->people_parts());
    AMPARO_CHECK(users.set_password(access::Actor::system(), UserName(name), password.text));
    tell(console, "cli.user_password_set", name, password);
    return {};
}

Result<> remove_second_factor(const CommonOptions& options, const std::string& name,
                              const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    const auto user = deployment->directory().snapshot()->user(name);
    if (!user) return refuse_field(Errc::not_found, name, MessageKey{"cli.no_such_user"});
    AMPARO_CHECK(deployment->own_factors().remove_all_of(access::Actor::system(), user->id));
    MessageKey message("cli.user_second_factor_removed");
    message.arguments = {{"user", name}};
    console.say(message);
    return {};
}

Result<> list_users(const CommonOptions& options, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    for (const auto& user : deployment->directory().snapshot()->users()) {
        std::cout << user->user_name.text() << "\t" << user->role.text() << "\t"
                  << user->agency.text() << "\t"
                  << console.text(user->disabled ? "cli.user_disabled" : "cli.user_enabled")
                  << "\n";
    }
    return {};
}

}  // namespace amparo::cli
