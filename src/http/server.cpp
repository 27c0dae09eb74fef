#include "http/server.hpp"

#include <openssl/ssl.h>

#include <condition_variable>
#include <thread>

#include "base/log.hpp"
#include "base/random.hpp"
#include "http/detail/event_loop.hpp"

namespace amparo::http {

namespace {

using detail::asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using ReusePort = detail::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int backlog = 1024;
constexpr std::chrono::milliseconds destructor_grace{1000};

std::size_t cores() {
    return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

std::unexpected<Error> refuse_listening(const ErrorCode& error, std::uint16_t port) {
    auto code = Errc::invalid;
    MessageKey message("errors.server.cannot_listen");
    if (error == boost::system::errc::address_in_use) {
        code = Errc::conflict;
        message = MessageKey("errors.server.port_in_use");
    } else if (error == boost::system::errc::permission_denied) {
        code = Errc::forbidden;
        message = MessageKey("errors.server.port_forbidden");
    }
    message.arguments = {{"port", std::to_string(port)}, {"reason", error.message()}};
    return refuse(code, std::move(message), error.message());
}

/// SO_REUSEPORT would let a second server of the same user share the port unseen, so look first
/// without it.
Result<> check_port_is_free(const tcp::endpoint& endpoint) {
    if (endpoint.port() == 0) return {};
    detail::asio::io_context context;
    tcp::acceptor probe(context);
    ErrorCode error;
    probe.open(endpoint.protocol(), error);
    if (!error) probe.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) probe.bind(endpoint, error);
    if (!error) probe.listen(1, error);
    if (error) return refuse_listening(error, endpoint.port());
    return {};
}

Result<> listen(detail::Acceptor& acceptor, const tcp::endpoint& endpoint) {
    ErrorCode error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.set_option(ReusePort(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(backlog, error);
    if (error) return refuse_listening(error, endpoint.port());
    return {};
}

Result<std::unique_ptr<detail::asio::ssl::context>> load_certificate(const ServerOptions& options) {
    namespace ssl = detail::asio::ssl;
    if (options.certificate_file.empty()) return nullptr;
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    context->set_options(ssl::context::default_workarounds | ssl::context::no_compression);
    ErrorCode error;
    context->use_certificate_chain_file(options.certificate_file, error);
    if (error) {
        return refuse_field(Errc::invalid, "tls.certificate", "errors.server.bad_certificate");
    }
    context->use_private_key_file(options.key_file, ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(context->native_handle()) != 1) {
        return refuse_field(Errc::invalid, "tls.key", "errors.server.bad_key");
    }
    return context;
}

/// Tells the ids of this run from those of the last.
std::string random_prefix() {
    SystemRandom random;
    std::array<std::byte, 3> bytes{};
    random.fill(bytes);
    std::string prefix;
    for (const auto byte : bytes) {
        constexpr std::string_view digits = "0123456789abcdef";
        prefix += digits[std::to_integer<unsigned>(byte) >> 4U];
        prefix += digits[std::to_integer<unsigned>(byte) & 15U];
    }
    return prefix + "-";
}

std::size_t or_else(std::size_t wanted, std::size_t fallback) {
    return wanted == 0 ? fallback : wanted;
}

}  // namespace

class Server::Implementation {
  public:
    Implementation(ServerOptions options, Service& service)
        : workers(or_else(options.workers, 4 * cores()), options.queue_max),
          shared{.options = std::move(options),
                 .service = service,
                 .workers = workers,
                 .addresses = {},
                 .id_prefix = random_prefix(),
                 .tls = nullptr} {}

    Result<> start() {
        ErrorCode error;
        const auto address = detail::asio::ip::make_address(shared.options.address, error);
        if (error) return refuse_listening(error, shared.options.port);
        AMPARO_TRY(shared.tls, load_certificate(shared.options));
        tcp::endpoint endpoint(address, shared.options.port);
        AMPARO_CHECK(check_port_is_free(endpoint));
        const auto count = or_else(shared.options.io_threads, cores());
        for (std::size_t n = 0; n < count; ++n) {
            auto& loop = loops.emplace_back(std::make_unique<detail::EventLoop>(shared));
            AMPARO_CHECK(listen(loop->acceptor(), endpoint));
            endpoint.port(loop->acceptor().local_endpoint().port());
        }
        port = endpoint.port();
        for (auto& loop : loops) {
            loop->start();
            threads.emplace_back([&loop = *loop] { loop.run(); });
        }
        return {};
    }

    void stop(std::chrono::milliseconds grace) {
        if (threads.empty()) return;
        shared.stopping = true;
        for (auto& loop : loops) loop->stop();
        const auto until = detail::Steady::now() + grace;
        while (shared.connections > 0 && detail::Steady::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        // What still runs on a worker is waited for: its answer is lost, its work is not.
        for (auto& loop : loops) loop->drop_all();
        for (auto& thread : threads) thread.join();
        threads.clear();
    }

    WorkerPool workers;
    detail::Shared shared;
    std::vector<std::unique_ptr<detail::EventLoop>> loops;
    std::vector<std::thread> threads;
    std::uint16_t port = 0;
};

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Service& service) {
    auto implementation = std::make_unique<Implementation>(std::move(options), service);
    AMPARO_CHECK(implementation->start());
    log::info("http.listening", {{"address", implementation->shared.options.address},
                                 {"port", static_cast<int>(implementation->port)}});
    return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Server::~Server() {
    stop(destructor_grace);
}

std::uint16_t Server::port() const {
    return implementation_->port;
}

std::size_t Server::connections() const {
    return implementation_->shared.connections;
}

void Server::stop(std::chrono::milliseconds grace) {
    implementation_->stop(grace);
}

}  // namespace amparo::http
