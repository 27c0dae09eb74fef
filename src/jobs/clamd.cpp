#include "jobs/clamd.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <utility>

#include "base/settings.hpp"

namespace amparo::jobs {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t chunk_bytes = 64U << 10;
constexpr std::size_t reply_bytes_max = 1024;  // "stream: " and the name of a virus
constexpr std::string_view clean_reply = "stream: OK";
constexpr std::string_view found_ending = " FOUND";
// A list of addresses is tried from the front; a name with more is none we know.
constexpr int addresses_max = 8;

std::unexpected<Error> unreachable(std::string why) {
    return refuse(Errc::busy, "errors.scanner.unreachable", std::move(why));
}

std::string last_error() {
    return std::error_code(errno, std::generic_category()).message();
}

/// An open connection that does not block; every wait ends at the deadline.
class Connection {
  public:
    Connection(int descriptor, Steady::time_point deadline)
        : descriptor_(descriptor), deadline_(deadline) {}
    ~Connection() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    Connection(Connection&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)), deadline_(other.deadline_) {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection& operator=(Connection&&) = delete;

    bool is_open() const { return descriptor_ >= 0; }

    Result<> connect_to(const sockaddr* address, socklen_t size) const {
        if (connect(descriptor_, address, size) == 0) return {};
        if (errno != EINPROGRESS) return unreachable(last_error());
        AMPARO_CHECK(wait_for(POLLOUT));
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error == 0) return {};
        return unreachable(std::error_code(error, std::generic_category()).message());
    }

    Result<> send_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent > 0) {
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
                AMPARO_CHECK(wait_for(POLLOUT));
            } else {
                return unreachable(last_error());
            }
        }
        return {};
    }

    /// Up to the zero that ends it, or the end of the conversation.
    Result<std::string> reply() const {
        std::string text;
        while (text.size() < reply_bytes_max) {
            char letter = 0;
            const auto got = recv(descriptor_, &letter, 1, 0);
            if (got == 0 || (got == 1 && letter == '\0')) return text;
            if (got == 1) {
                text += letter;
            } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) {
                AMPARO_CHECK(wait_for(POLLIN));
            } else {
                return unreachable(last_error());
            }
        }
        return unreachable("the answer is too long");
    }

  private:
    Result<> wait_for(short events) const {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Steady::now());
        pollfd wanted{.fd = descriptor_, .events = events, .revents = 0};
        if (left.count() <= 0) return unreachable("it takes too long");
        const int ready = poll(&wanted, 1, static_cast<int>(left.count()));
        if (ready == 0) return unreachable("it takes too long");
        return {};
    }

    int descriptor_;
    Steady::time_point deadline_;
};

Connection new_connection(int family, Steady::time_point deadline) {
    return {socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), deadline};
}

Result<Connection> connect_local(const std::string& path, Steady::time_point deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return unreachable("the path is too long");
    path.copy(static_cast<char*>(address.sun_path), path.size());
    auto connection = new_connection(AF_UNIX, deadline);
    if (!connection.is_open()) return unreachable(last_error());
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of sockets
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    AMPARO_CHECK(connection.connect_to(generic, sizeof address));
    return connection;
}

Result<Connection> connect_far(const ClamdAddress& address, Steady::time_point deadline) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const auto port = std::to_string(address.port);
    if (getaddrinfo(address.host.c_str(), port.c_str(), &wanted, &list) != 0)
        return unreachable("the name is not known");
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, &freeaddrinfo);
    Result<> last = unreachable("no address");
    int tried = 0;
    for (const auto* one = list; one != nullptr && tried < addresses_max; one = one->ai_next) {
        ++tried;
        auto connection = new_connection(one->ai_family, deadline);
        if (!connection.is_open()) continue;
        last = connection.connect_to(one->ai_addr, one->ai_addrlen);
        if (last) return connection;
    }
    return std::unexpected(last.error());
}

Result<Connection> connect_to(const ClamdAddress& address, std::chrono::milliseconds timeout) {
    const auto deadline = Steady::now() + timeout;
    if (!address.socket.empty()) return connect_local(address.socket, deadline);
    return connect_far(address, deadline);
}

/// The length of what follows, the highest byte first.
std::string length_of(std::size_t bytes) {
    std::string text;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        text += static_cast<char>(static_cast<unsigned char>(bytes >> shift & 0xffU));
    return text;
}

Result<> send_stream(const Connection& connection, std::string_view bytes) {
    AMPARO_CHECK(connection.send_all(std::string_view("zINSTREAM\0", 10)));
    while (!bytes.empty()) {
        const auto chunk = bytes.substr(0, chunk_bytes);
        AMPARO_CHECK(connection.send_all(length_of(chunk.size())));
        AMPARO_CHECK(connection.send_all(chunk));
        bytes.remove_prefix(chunk.size());
    }
    return connection.send_all(length_of(0));
}

std::optional<std::uint16_t> port_in(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool is_port = error == std::errc{} && end == text.data() + text.size() && port > 0;
    return is_port ? std::optional(port) : std::nullopt;
}

}  // namespace

Result<ClamdAddress> ClamdAddress::parse(std::string_view text) {
    if (text.starts_with('/')) return ClamdAddress{.socket = std::string(text)};
    const auto colon = text.rfind(':');
    const auto port = colon == text.npos ? std::nullopt : port_in(text.substr(colon + 1));
    auto host = text.substr(0, colon == text.npos ? 0 : colon);
    const bool is_bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (is_bracketed) host = host.substr(1, host.size() - 2);
    const bool is_host = !host.empty() && (is_bracketed || host.find(':') == host.npos);
    if (!port || !is_host)
        return refuse_field(Errc::invalid, "scanner.address", "errors.settings.scanner_address");
    return ClamdAddress{.socket = {}, .host = std::string(host), .port = *port};
}

Result<std::optional<Clamd>> Clamd::from_settings(const Settings& settings) {
    const auto text = settings.text("scanner.address");
    if (text.empty()) return std::optional<Clamd>();
    AMPARO_TRY(auto address, ClamdAddress::parse(text));
    const std::chrono::seconds timeout(settings.integer("scanner.timeout_seconds"));
    return std::optional<Clamd>(Clamd(std::move(address), timeout));
}

Result<ClamdVerdict> Clamd::scan(std::string_view bytes) const {
    AMPARO_TRY(const auto connection, connect_to(address_, timeout_));
    const auto sent = send_stream(connection, bytes);
    // A scanner that has heard enough answers and hangs up before everything is sent.
    const auto reply = connection.reply();
    if (!reply) return std::unexpected(reply.error());
    if (reply->ends_with(found_ending)) return ClamdVerdict::infected;
    if (!sent) return std::unexpected(sent.error());
    if (*reply == clean_reply) return ClamdVerdict::clean;
    return unreachable("it does not say what it found");
}

Result<> Clamd::ping() const {
    AMPARO_TRY(const auto connection, connect_to(address_, timeout_));
    AMPARO_CHECK(connection.send_all(std::string_view("zPING\0", 6)));
    AMPARO_TRY(const auto reply, connection.reply());
    return reply == "PONG" ? Result<>() : unreachable("it does not answer as a clamd does");
}

}  // namespace amparo::jobs
