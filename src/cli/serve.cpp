#include "cli/serve.hpp"

#include <algorithm>
#include <csignal>

#include "base/log.hpp"
#include "base/text.hpp"
#include "cli/assembly.hpp"
#include "cli/demo_cases.hpp"
#include "cli/demo_configuration.hpp"
#include "cli/demo_incidents.hpp"
#include "cli/demo_tracing.hpp"
#include "cli/deployment.hpp"
#include "cli/paths.hpp"
#include "cli/people.hpp"
#include "cli/progress.hpp"
#include "http/server.hpp"
#include "insight/forerunner.hpp"
#include "matching/worklist/follower.hpp"

namespace amparo::cli {
namespace {

constexpr std::chrono::seconds grace{10};  // for requests that run when we are told to stop

/// Signals are blocked before any thread starts, so that all of them leave them to wait().
class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    int wait() const {
        int received = 0;
        sigwait(&signals_, &received);
        return received;
    }

  private:
    sigset_t signals_{};
};

http::ServerOptions server_options(const Settings& settings, const ServeOptions& options,
                                   http::TrustedProxies proxies) {
    http::ServerOptions server;
    server.address = settings.text("server.address");
    server.port =
        options.port.value_or(static_cast<std::uint16_t>(settings.integer("server.port")));
    server.io_threads = static_cast<std::size_t>(settings.integer("server.io_threads"));
    server.workers = static_cast<std::size_t>(settings.integer("server.workers"));
    server.queue_max = static_cast<std::size_t>(settings.integer("server.queue_max"));
    server.connections_per_address_max =
        static_cast<std::size_t>(settings.integer("server.connections_per_address_max"));
    server.certificate_file = settings.text("tls.certificate");
    server.key_file = settings.text("tls.key");
    server.proxies = std::move(proxies);
    return server;
}

std::filesystem::path assets_directory(const Settings& settings) {
    const auto& named = settings.text("server.web_directory");
    return named.empty() ? web_directory() : std::filesystem::path(named);
}

/// Without any provider nobody could sign in, and nobody would know why.
void warn_of_closed_door(Deployment& deployment, const Console& console) {
    const auto rules = deployment.identity_providers().rules();
    const bool has_way = std::ranges::any_of(
        *rules.providers, [](const auto& provider) { return provider.is_enabled(); });
    if (rules.is_required && !has_way) console.note("cli.identity_without_provider");
}

Result<> prepare(Deployment& deployment, const ServeOptions& options, const Console& console) {
    AMPARO_CHECK(ensure_administrator(deployment, console));
    warn_of_closed_door(deployment, console);
    const bool with_demo = deployment.is_new() && options.demo == Demo::with;
    if (with_demo) {
        AMPARO_CHECK(add_demo_configuration(deployment));
        AMPARO_CHECK(ensure_demo_people(deployment, console));
    }
    {
        ProgressLine line(console, "cli.loading");
        AMPARO_TRY(const auto count, deployment.load_records(line.reporter()));
        const auto bytes = deployment.index().memory_bytes("case");
        log::info("records.loaded", {{"count", count}, {"case_index_bytes", bytes}});
    }
    if (!with_demo || options.cases == 0) return {};
    ProgressLine line(console, "cli.inventing");
    AMPARO_TRY(const auto tracing, DemoTracing::of(options.cases));
    AMPARO_CHECK(make_demo_cases(deployment, options.cases - tracing.cases(), line.reporter()));
    AMPARO_CHECK(tracing.make(deployment));
    return make_demo_incidents(deployment);
}

std::string address_of(const Settings& settings, std::uint16_t port) {
    const auto& named = settings.text("server.public_url");
    if (!named.empty()) return named;
    const bool secure = !settings.text("tls.certificate").empty();
    auto host = settings.text("server.address");
    if (host == "127.0.0.1" || host == "0.0.0.0" || host == "::") host = "localhost";
    return (secure ? "https://" : "http://") + host + ":" + std::to_string(port);
}

}  // namespace

Result<> serve(const ServeOptions& options, const Console& console) {
    const StopSignals signals;
    AMPARO_TRY(const auto deployment, Deployment::open(options.common));
    AMPARO_CHECK(prepare(*deployment, options, console));
    const auto& settings = deployment->settings();
    const auto port =
        options.port.value_or(static_cast<std::uint16_t>(settings.integer("server.port")));
    AMPARO_TRY(const auto assembly, Assembly::create(*deployment, address_of(settings, port),
                                                     assets_directory(settings)));
    auto& engine = assembly->background().engine();
    AMPARO_CHECK(http::TrustedProxies::parse(settings.text("health.watchers"), "health.watchers"));
    AMPARO_TRY(auto proxies, http::TrustedProxies::parse(settings.text("server.trusted_proxies")));
    AMPARO_TRY(const auto server,
               http::Server::start(server_options(settings, options, std::move(proxies)),
                                   assembly->application()));
    engine.start();
    assembly->background().webhooks().dispatcher().start();
    std::optional<matching::Follower> follower(std::in_place, deployment->database(),
                                               assembly->match_list());
    std::optional<insight::Forerunner> forerunner(std::in_place,
                                                  deployment->records().dependencies());
    MessageKey ready("cli.ready");
    ready.arguments = {{"address", address_of(settings, server->port())}};
    console.say(ready);
    const int received = signals.wait();
    log::info("server.stopping", {{"signal", received}});
    server->stop(std::chrono::milliseconds(grace));
    forerunner.reset();
    follower.reset();
    engine.stop();
    deployment->audit().flush();
    return {};
}

}  // namespace amparo::cli
