#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <type_traits>

#include "base/log.hpp"
#include "http/detail/event_loop.hpp"
#include "http/detail/request_parser.hpp"
#include "http/head.hpp"

namespace amparo::http::detail {

namespace {

using ErrorCode = boost::system::error_code;
using TlsStream = asio::ssl::stream<Socket>;

constexpr std::size_t buffer_bytes_max = 80U << 10;  // more than all headers of a request
constexpr std::size_t read_bytes_small = 4U << 10;
constexpr std::size_t read_bytes_large = 64U << 10;
constexpr std::size_t one_piece_bytes_max = 16U << 10;  // copying is cheaper than a second buffer
constexpr std::size_t slowest_bytes_per_second = 4U << 10;  // of bodies; slower clients are cut
constexpr std::chrono::seconds farewell_max{5};
constexpr std::size_t farewell_bytes_max = 64U << 20;

/// A request, its answer, and what became of it.
struct Exchange {
    explicit Exchange(Service& of) : service(of), parser(of) {}

    /// Runs the service; on a worker thread, or on the loop's for quick answers.
    void answer() {
        auto& request = parser.request();
        try {
            response = is_refused ? service.refuse(request, 503) : service.serve(request);
        } catch (...) {
            response = service.refuse(request, 500);
        }
        finish(request, response);
    }

    void refuse() {
        response = service.refuse(parser.request(), parser.refused());
        finish(parser.request(), response);
    }

    Service& service;
    RequestParser parser;
    Response response;
    bool is_refused = false;  // the queue was full
    Steady::time_point begun_at{};
};

template <class Stream>
class Session final : public SessionBase {
  public:
    Session(EventLoop* of, Stream from, std::string peer)
        : loop(of), stream(std::move(from)), address(std::move(peer)) {
        loop->add(*this);
        ++loop->shared().connections;
    }
    ~Session() override {
        loop->remove(*this);
        loop->shared().addresses.leave(address);
        --loop->shared().connections;
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void close() override {
        ErrorCode error;
        stream.lowest_layer().close(error);
    }
    void expect_within(std::chrono::milliseconds time) { deadline = Steady::now() + time; }
    void expect_anytime() { deadline = Steady::time_point::max(); }
    Shared& shared() { return loop->shared(); }

    EventLoop* loop;
    Stream stream;
    std::string address;
    boost::beast::flat_buffer buffer{buffer_bytes_max};
    std::string out;  // the head of the answer, and a short body
};

std::chrono::milliseconds time_for(std::size_t bytes) {
    return std::chrono::milliseconds(1000 * bytes / slowest_bytes_per_second);
}

/// Gives what has arrived to the parser.
void feed(boost::beast::flat_buffer& buffer, RequestParser& parser) {
    const auto data = buffer.data();
    const auto used = parser.take({static_cast<const char*>(data.data()), data.size()});
    buffer.consume(used);
}

/// Sets how long the next bytes may take, and how many to ask for.
template <class Stream>
std::size_t prepare_read(Session<Stream>* session, Exchange* exchange) {
    const auto& options = session->shared().options;
    auto& parser = exchange->parser;
    if (session->is_idle) {
        session->expect_within(options.idle_max);
        return read_bytes_small;
    }
    if (!parser.has_header()) {
        session->deadline = exchange->begun_at + options.header_max;
        return read_bytes_small;
    }
    // Never longer than a stall, nor than the slowest speed allows for the whole.
    const auto whole = exchange->begun_at + options.header_max + options.stall_max +
                       time_for(parser.request().body.size() + parser.body_left());
    session->deadline = std::min(whole, Steady::now() + options.stall_max);
    return parser.body_left() > read_bytes_small ? read_bytes_large : read_bytes_small;
}

/// Reads one request. False: the connection ended, or was too slow.
template <class Stream>
Task<bool> read_request(Session<Stream>* session, Exchange* exchange) {
    auto& parser = exchange->parser;
    while (true) {
        if (session->buffer.size() > 0) {
            if (session->is_idle) exchange->begun_at = Steady::now();
            session->is_idle = false;
            feed(session->buffer, parser);
            if (parser.is_complete() || parser.refused() != 0) co_return true;
        }
        if (parser.wants_continue()) {
            ErrorCode failed;
            const auto line = asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25);
            co_await asio::async_write(session->stream, line,
                                       asio::redirect_error(as_task, failed));
            if (failed) co_return false;
        }
        const auto wanted = prepare_read(session, exchange);
        if (session->buffer.size() + wanted > session->buffer.max_size()) co_return false;
        ErrorCode error;
        const auto space = session->buffer.prepare(wanted);
        const std::size_t size =
            co_await session->stream.async_read_some(space, asio::redirect_error(as_task, error));
        if (error) co_return false;
        session->buffer.commit(size);
    }
}

/// Completes when a worker has answered, or at once when too many requests wait.
template <class Token>
auto async_answer(EventLoop* loop, Exchange* exchange, Token token) {
    return asio::async_initiate<Token, void()>(
        [](auto handler, EventLoop* of, Exchange* what) {
            auto work = asio::make_work_guard(of->context());
            WorkerPool::Job job = [handler = std::move(handler), work = std::move(work), of,
                                   what]() mutable {
                what->answer();
                asio::post(of->context(), std::move(handler));
            };
            if (of->shared().workers.submit(job)) return;
            what->is_refused = true;
            job();
        },
        token, loop, exchange);
}

/// Fills in what the request does not say itself.
template <class Stream>
void complete_request(Session<Stream>* session, Request& request) {
    auto& shared = session->shared();
    request.remote_address = session->address;
    request.secure = !std::is_same_v<Stream, Socket>;
    shared.options.proxies.apply(request);
    request.id = shared.id_prefix + std::to_string(++shared.requests);
}

template <class Stream>
Task<bool> write_response(Session<Stream>* session, Exchange* exchange) {
    const auto& request = exchange->parser.request();
    const auto& response = exchange->response;
    const bool goes_on = exchange->parser.keeps_alive() && !session->shared().stopping;
    session->out.clear();
    write_head(session->out, request, response, goes_on ? Connection::keep : Connection::close);
    std::string_view body;
    if (carries_body(request, response)) body = response.bytes();
    session->expect_within(session->shared().options.stall_max + time_for(body.size()));
    ErrorCode error;
    if (body.size() <= one_piece_bytes_max) {
        session->out += body;
        const auto piece = asio::buffer(session->out);
        co_await asio::async_write(session->stream, piece, asio::redirect_error(as_task, error));
    } else {
        const std::array<asio::const_buffer, 2> pieces{asio::buffer(session->out),
                                                       asio::buffer(body)};
        co_await asio::async_write(session->stream, pieces, asio::redirect_error(as_task, error));
    }
    co_return goes_on && !error;
}

void log_exchange(Exchange& exchange) {
    if (!log::is_enabled(log::Level::info)) return;
    const auto& request = exchange.parser.request();
    const std::chrono::duration<double, std::milli> took = Steady::now() - exchange.begun_at;
    log::info("http.request", {{"id", request.id},
                               {"method", wire_name(request.method)},
                               {"path", request.path},
                               {"status", exchange.response.status},
                               {"bytes", exchange.response.bytes().size()},
                               {"ms", took.count()}});
}

/// The client may still be sending what we refused. Closing at once would reset the connection
/// and destroy our answer on its way, so read on for a moment.
template <class Stream>
Task<void> say_farewell(Session<Stream>* session) {
    ErrorCode error;
    session->stream.lowest_layer().shutdown(Socket::shutdown_send, error);
    session->expect_within(farewell_max);
    std::size_t total = 0;
    while (!error && total < farewell_bytes_max) {
        session->buffer.clear();
        const auto space = session->buffer.prepare(read_bytes_large);
        total +=
            co_await session->stream.async_read_some(space, asio::redirect_error(as_task, error));
    }
}

template <class Stream>
Task<void> converse(Session<Stream>* session) {
    bool goes_on = true;
    // Looked at anew each time: the loop closes only connections it finds idle when it stops.
    while (goes_on && !session->shared().stopping) {
        Exchange exchange(session->shared().service);
        session->is_idle = true;
        const bool has_arrived = co_await read_request(session, &exchange);
        if (!has_arrived) co_return;
        auto& request = exchange.parser.request();
        complete_request(session, request);
        session->expect_anytime();
        const bool is_refused = exchange.parser.refused() != 0;
        if (is_refused) {
            exchange.refuse();
        } else if (session->shared().service.is_quick(request)) {
            exchange.answer();
        } else {
            co_await async_answer(session->loop, &exchange, as_task);
        }
        goes_on = co_await write_response(session, &exchange);
        log_exchange(exchange);
        if (is_refused) co_await say_farewell(session);
    }
}

Task<void> serve_tls(EventLoop* loop, Socket socket, std::string address) {
    TlsStream stream(std::move(socket), *loop->shared().tls);
    Session<TlsStream> session(loop, std::move(stream), std::move(address));
    session.is_idle = false;
    session.expect_within(loop->shared().options.header_max);
    ErrorCode error;
    co_await session.stream.async_handshake(asio::ssl::stream_base::server,
                                            asio::redirect_error(as_task, error));
    if (error) co_return;
    co_await converse(&session);
    if (!session.stream.lowest_layer().is_open()) co_return;
    session.expect_within(farewell_max);
    co_await session.stream.async_shutdown(asio::redirect_error(as_task, error));
}

}  // namespace

Task<void> serve_connection(EventLoop* loop, Socket socket, std::string address) {
    if (loop->shared().tls) {
        co_await serve_tls(loop, std::move(socket), std::move(address));
    } else {
        Session<Socket> session(loop, std::move(socket), std::move(address));
        co_await converse(&session);
    }
}

}  // namespace amparo::http::detail
