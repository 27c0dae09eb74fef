#include "http/detail/event_loop.hpp"

#include <boost/asio/co_spawn.hpp>

#include "base/log.hpp"

namespace amparo::http::detail {

namespace {

constexpr std::chrono::milliseconds tick_every{250};  // deadlines are in seconds
constexpr std::chrono::milliseconds accept_pause{100};

std::string text_of(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return address.to_string();
}

}  // namespace

bool AddressCounts::enter(const std::string& address, std::size_t max) {
    const std::scoped_lock lock(mutex_);
    auto& count = counts_[address];
    if (count >= max) return false;
    ++count;
    return true;
}

void AddressCounts::leave(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    const auto found = counts_.find(address);
    if (found == counts_.end()) return;
    if (--found->second == 0) counts_.erase(found);
}

void EventLoop::start() {
    accept_next();
    tick();
}

void EventLoop::accept_next() {
    acceptor_.async_accept([this](boost::system::error_code error, Socket socket) {
        if (stopped_) return;
        if (!error) {
            admit(std::move(socket));
            return accept_next();
        }
        // Out of file descriptors, most likely: others will close theirs.
        log::warn("http.accept_failed", {{"why", error.message()}});
        auto pause = std::make_shared<Timer>(context_, accept_pause);
        pause->async_wait([this, pause](boost::system::error_code) {
            if (!stopped_) accept_next();
        });
    });
}

void EventLoop::admit(Socket socket) {
    boost::system::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return;
    auto address = text_of(peer.address());
    const auto max = shared_.options.proxies.trusts(address)
                         ? SIZE_MAX
                         : shared_.options.connections_per_address_max;
    if (!shared_.addresses.enter(address, max)) {
        log::warn("http.too_many_connections", {{"address", address}});
        return;
    }
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    asio::co_spawn(context_, serve_connection(this, std::move(socket), std::move(address)),
                   [](const std::exception_ptr& failure) {
                       if (failure) log::error("http.connection_failed");
                   });
}

void EventLoop::tick() {
    ticker_.expires_after(tick_every);
    ticker_.async_wait([this](boost::system::error_code error) {
        // A wait that is over already cannot be cancelled any more.
        if (error || is_ending_) return;
        const auto now = Steady::now();
        for (auto* session : sessions_) {
            if (session->deadline <= now) session->close();
        }
        tick();
    });
}

void EventLoop::stop() {
    asio::post(context_, [this] {
        stopped_ = true;
        boost::system::error_code error;
        acceptor_.close(error);
        for (auto* session : sessions_) {
            if (session->is_idle) session->close();
        }
    });
}

void EventLoop::drop_all() {
    asio::post(context_, [this] {
        is_ending_ = true;
        ticker_.cancel();
        for (auto* session : sessions_) session->close();
    });
}

}  // namespace amparo::http::detail
