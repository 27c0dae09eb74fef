#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "http/message.hpp"
#include "http/proxies.hpp"

namespace amparo::http {

/// What a server serves. Called from many threads at once.
class Service {
  public:
    virtual ~Service() = default;

    /// The answer. Runs on a worker thread and may block, unless is_quick() said otherwise.
    virtual Response serve(Request& request) = 0;
    /// The answer to what cannot be read or taken: 400, 413, 414, 431, 500, 503. Whatever came
    /// before the fault is in the request.
    virtual Response refuse(const Request& request, int status) = 0;
    /// How many bytes the body may have. Method, path, query and headers are known.
    virtual std::size_t body_bytes_max(const Request& request) = 0;
    /// Whether serve() takes microseconds and never blocks, so that the listener's own thread
    /// may call it.
    virtual bool is_quick(const Request& request) = 0;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;      // 0: a free one
    std::size_t io_threads = 0;  // 0: one a core
    std::size_t workers = 0;     // 0: four a core
    std::size_t queue_max = 2000;
    std::size_t connections_per_address_max = 200;  // proxies we trust are not counted
    std::string certificate_file = {};              // PEM; empty: no TLS
    std::string key_file = {};
    TrustedProxies proxies = {};
    std::chrono::milliseconds idle_max{75'000};    // between two requests of a connection
    std::chrono::milliseconds header_max{15'000};  // from a request's first byte to its last header
    std::chrono::milliseconds stall_max{30'000};   // without a byte of body, in or out
};

/// Listens, reads, hands over, answers. HTTP/1.1 with keep-alive and pipelining, in the clear or
/// over TLS. One event loop a thread, each with its own acceptor, so that the kernel spreads the
/// connections.
class Server {
  public:
    /// Starts listening. `conflict` when the port is in use, `forbidden` when it may not be
    /// taken, `invalid` for an unknown address or a certificate that cannot be read. The service
    /// must outlive the server.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, Service& service);
    /// As stop() with a short grace.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// The port that was taken.
    std::uint16_t port() const;
    /// How many connections are open.
    std::size_t connections() const;
    /// Takes no more connections, lets running requests finish for at most `grace`, then ends.
    void stop(std::chrono::milliseconds grace);

    class Implementation;

  private:
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace amparo::http
