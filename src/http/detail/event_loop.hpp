#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <unordered_set>

#include "http/server.hpp"
#include "http/worker_pool.hpp"

namespace amparo::http::detail {

namespace asio = boost::asio;

// The executor's type is spelled out: the type-erased default costs an indirect call and often an
// allocation for every wait.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> as_task{};
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Steady = std::chrono::steady_clock;

/// How many connections each address has. Thread-safe.
class AddressCounts {
  public:
    /// False when the address has `max` already.
    bool enter(const std::string& address, std::size_t max);
    void leave(const std::string& address);

  private:
    std::mutex mutex_;  // guards counts_
    std::map<std::string, std::size_t> counts_;
};

/// What all connections of a server share.
struct Shared {
    ServerOptions options;
    Service& service;
    WorkerPool& workers;
    AddressCounts addresses;
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> stopping{false};
    std::atomic<std::uint64_t> requests{0};  // numbers the requests, for their ids
    std::string id_prefix;
    std::unique_ptr<asio::ssl::context> tls;  // null: in the clear
};

/// A connection as its loop sees it; touched by the loop's thread only.
class SessionBase {
  public:
    virtual ~SessionBase() = default;
    /// Ends every wait of the connection, and with it the connection.
    virtual void close() = 0;

    Steady::time_point deadline = Steady::time_point::max();
    bool is_idle = true;  // between two requests
};

/// One thread's event loop with its acceptor and its connections.
class EventLoop {
  public:
    explicit EventLoop(Shared& shared) : shared_(shared), acceptor_(context_), ticker_(context_) {}

    asio::io_context& context() { return context_; }
    Acceptor& acceptor() { return acceptor_; }
    Shared& shared() { return shared_; }
    /// Accepts until stop(); closes connections past their deadline.
    void start();
    /// Runs the loop until drop_all() and every connection is gone; on the loop's own thread.
    void run() { context_.run(); }
    /// Closes the acceptor and idle connections. From any thread.
    void stop();
    /// Closes every connection. From any thread.
    void drop_all();

    void add(SessionBase& session) { sessions_.insert(&session); }
    void remove(SessionBase& session) { sessions_.erase(&session); }

  private:
    void tick();

    void accept_next();
    void admit(Socket socket);

    Shared& shared_;
    std::unordered_set<SessionBase*> sessions_;  // outlives the context, which ends the sessions
    bool stopped_ = false;
    bool is_ending_ = false;  // everything was dropped
    asio::io_context context_{1};
    Acceptor acceptor_;
    Timer ticker_;
};

/// Serves one connection until it ends, over TLS when the server has a certificate.
Task<void> serve_connection(EventLoop* loop, Socket socket, std::string address);

}  // namespace amparo::http::detail
