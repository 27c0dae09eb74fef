#include "http/client_test_support.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace amparo::http {

namespace {

constexpr int patience_ms = 10'000;

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* plain = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(socket_, plain, sizeof address) != 0) throw std::runtime_error("no connection");
}

RawClient::~RawClient() {
    ::close(socket_);
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the server has closed; the test looks at its answer
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

Response RawClient::get(const std::string& target, const std::string& headers) {
    send("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
    return read_response();
}

bool RawClient::fill() {
    pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, patience_ms) <= 0) throw std::runtime_error("no answer");
    std::array<char, 65536> bytes{};
    const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size <= 0) return false;
    pending_.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
}

Response RawClient::read_response() {
    Response response{.status = 0};
    std::size_t end = 0;
    while ((end = pending_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return response;
    }
    response.status = std::stoi(pending_.substr(9, 3));
    std::size_t at = pending_.find("\r\n") + 2;
    while (at < end) {
        const auto stop = pending_.find("\r\n", at);
        const auto colon = pending_.find(": ", at);
        response.headers.emplace_back(pending_.substr(at, colon - at),
                                      pending_.substr(colon + 2, stop - colon - 2));
        at = stop + 2;
    }
    pending_.erase(0, end + 4);
    if (response.status == 100) return response;
    const auto length = response.header("Content-Length");
    const auto size = length.empty() ? 0 : std::stoul(std::string(length));
    while (pending_.size() < size) {
        if (!fill()) return response;
    }
    response.body = pending_.substr(0, size);
    pending_.erase(0, size);
    return response;
}

bool RawClient::is_closed_within(std::chrono::milliseconds time) {
    pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, static_cast<int>(time.count())) <= 0) return false;
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK) <= 0;
}

}  // namespace amparo::http
