#include "cli/provider_commands.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "access/users.hpp"
#include "cli/config_file.hpp"
#include "cli/deployment.hpp"

namespace amparo::cli {
namespace {

/// What a command is about.
struct Wanted {
    CommonOptions common = {};
    std::string provider = {};
    std::string user = {};
    std::filesystem::path file = {};
};

Result<access::IdentityProvider> find_provider(Deployment& deployment, const std::string& id) {
    const auto providers = deployment.identity_providers().all();
    const auto found = std::ranges::find(*providers, id, &access::IdentityProvider::unique_id);
    if (found == providers->end())
        return refuse_field(Errc::not_found, id, MessageKey{"cli.no_such_provider"});
    return *found;
}

Result<> list(const Wanted& wanted, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(wanted.common));
    for (const auto& provider : *deployment->identity_providers().all()) {
        std::cout << provider.unique_id << "\t" << provider.name() << "\t" << provider.issuer()
                  << "\t"
                  << console.text(provider.is_enabled() ? "cli.user_enabled" : "cli.user_disabled")
                  << "\n";
    }
    return {};
}

/// The secret never stands in a file that may be kept, nor on the command line.
void add_secret(json::Object& input) {
    const char* secret =
        std::getenv("AMPARO_CLIENT_SECRET");  // NOLINT(concurrency-mt-unsafe): one thread
    if (secret != nullptr && *secret != '\0') input["client_secret"] = secret;
}

Result<> set(const Wanted& wanted, const Console& console) {
    AMPARO_TRY(auto input, read_config_file(wanted.file));
    add_secret(input);
    AMPARO_TRY(const auto deployment, Deployment::open(wanted.common));
    auto& providers = deployment->identity_providers();
    const auto system = access::Actor::system();
    const auto known = find_provider(*deployment, json::string_or(input, "unique_id"));
    AMPARO_TRY(const auto stored, known ? providers.update(system, known->id, input, std::nullopt)
                                        : providers.create(system, input));
    const auto address =
        stored.is_local() ? "-" : deployment->identity().redirect_uri(stored.id, "https://…");
    console.say({"cli.provider_set", {{"provider", stored.unique_id}, {"address", address}}});
    return {};
}

Result<> remove(const Wanted& wanted, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(wanted.common));
    AMPARO_TRY(const auto provider, find_provider(*deployment, wanted.provider));
    AMPARO_CHECK(deployment->identity_providers().remove(access::Actor::system(), provider.id,
                                                         std::nullopt));
    console.say({"cli.provider_removed", {{"provider", provider.unique_id}}});
    return {};
}

Result<> check(const Wanted& wanted, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(wanted.common));
    AMPARO_TRY(const auto provider, find_provider(*deployment, wanted.provider));
    AMPARO_TRY(const auto found, deployment->identity().examine(provider));
    console.say({"cli.provider_found",
                 {{"issuer", found.endpoints.issuer},
                  {"authorization", found.endpoints.authorization},
                  {"token", found.endpoints.token},
                  {"keys", found.endpoints.keys},
                  {"count", std::to_string(found.keys)}}});
    return {};
}

Result<> link(const Wanted& wanted, const Console& console) {
    AMPARO_TRY(const auto deployment, Deployment::open(wanted.common));
    const auto user = deployment->directory().snapshot()->user(wanted.user);
    if (!user) return refuse_field(Errc::not_found, wanted.user, MessageKey{"cli.no_such_user"});
    if (!wanted.provider.empty()) AMPARO_CHECK(find_provider(*deployment, wanted.provider));
    json::Object input{{"identity_provider_unique_id", json::text_or_null(wanted.provider)}};
    access::Users users(deployment->people_parts());
    AMPARO_CHECK(users.update(access::Actor::system(), user->id, {.input = std::move(input)}));
    console.say({wanted.provider.empty() ? "cli.provider_unlinked" : "cli.provider_linked",
                 {{"user", wanted.user}, {"provider", wanted.provider}}});
    return {};
}

using Work = Result<> (*)(const Wanted&, const Console&);

/// What it is called, the key of its text, and what it does.
struct ProviderCommand {
    const char* name;
    const char* about;
    Work work;
};
/// A command with the options that all have; more can be added to what it gives.
std::pair<CLI::App*, std::shared_ptr<Wanted>> add(CLI::App& parent, const CommandHost& host,
                                                  const ProviderCommand& wished) {
    auto* command = parent.add_subcommand(wished.name, host.about(wished.about));
    const auto wanted = std::make_shared<Wanted>();
    command->add_option("--data", wanted->common.data, host.about("cli.option.data"));
    command->add_option("--config", wanted->common.config, host.about("cli.option.config"));
    command->add_option("--set", wanted->common.assignments, host.about("cli.option.set"));
    host.on(*command, [wanted, work = wished.work, &console = host.console] {
        return work(*wanted, console);
    });
    return {command, wanted};
}

}  // namespace

void add_provider_commands(CLI::App& program, const CommandHost& host) {
    auto* providers = program.add_subcommand("provider", host.about("cli.command.provider"));
    providers->require_subcommand(1);
    add(*providers, host, {"list", "cli.command.provider_list", list});
    const auto [set_command, set_wanted] =
        add(*providers, host, {"set", "cli.command.provider_set", set});
    set_command->add_option("file", set_wanted->file, host.about("cli.option.file"))->required();
    for (const auto& wished : {ProviderCommand{"remove", "cli.command.provider_remove", remove},
                               ProviderCommand{"check", "cli.command.provider_check", check}}) {
        const auto [command, wanted] = add(*providers, host, wished);
        command->add_option("provider", wanted->provider, host.about("cli.option.provider"))
            ->required();
    }
    const auto [command, wanted] =
        add(*providers, host, {"link", "cli.command.provider_link", link});
    command->add_option("user", wanted->user, host.about("cli.option.user_name"))->required();
    command->add_option("provider", wanted->provider, host.about("cli.option.provider"));
}

}  // namespace amparo::cli
