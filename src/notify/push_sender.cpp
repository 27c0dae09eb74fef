#include "notify/push_sender.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>

#include "notify/detail/curl.hpp"

namespace amparo::notify {
namespace {

constexpr std::chrono::seconds timeout{15};
constexpr long retry_max = 3600;

/// Addresses that are not of the public Internet: this machine, private and link-local networks,
/// shared address space, multicast (RFC 6890).
bool is_private(std::uint32_t address) {
    const auto is_in = [&](std::uint32_t network, unsigned bits) {
        return (address ^ network) >> (32U - bits) == 0;
    };
    return is_in(0x00000000, 8) || is_in(0x0a000000, 8) || is_in(0x64400000, 10) ||
           is_in(0x7f000000, 8) || is_in(0xa9fe0000, 16) || is_in(0xac100000, 12) ||
           is_in(0xc0000000, 24) || is_in(0xc0a80000, 16) || is_in(0xc6120000, 15) ||
           is_in(0xe0000000, 3);
}

bool is_private(const in6_addr& address) {
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, &address.s6_addr[12], sizeof inner);
        return is_private(ntohl(inner));
    }
    return (address.s6_addr[0] & 0xe0U) != 0x20;  // only 2000::/3 is public
}

bool is_private(const curl_sockaddr& target) {
    if (target.family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, &target.addr, sizeof address);
        return is_private(ntohl(address.sin_addr.s_addr));
    }
    if (target.family != AF_INET6) return true;
    sockaddr_in6 address{};
    std::memcpy(&address, &target.addr, std::min<std::size_t>(target.addrlen, sizeof address));
    return is_private(address.sin6_addr);
}

// Asked for each address the name has led to, so that a name cannot say one thing and mean another.
curl_socket_t open_socket(void* context, curlsocktype /*purpose*/, curl_sockaddr* address) {
    const auto targets = *static_cast<const PushTargets*>(context);
    if (targets == PushTargets::public_only && is_private(*address)) return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t drop_answer(char* /*bytes*/, std::size_t size, std::size_t count, void* /*context*/) {
    return size * count;
}

std::unexpected<Error> later(const std::string& why, long seconds) {
    return std::unexpected(
        Error{.code = Errc::busy,
              .message = "errors.notify.push_not_sent",
              .internal = why,
              .retry_after_seconds = static_cast<int>(std::clamp(seconds, 0L, retry_max))});
}

Result<> outcome_of(CURL* handle, CURLcode code) {
    if (code != CURLE_OK) return later(curl_easy_strerror(code), 0);
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    const auto why = "status " + std::to_string(status);
    if (status >= 200 && status < 300) return {};
    if (status == 404 || status == 410) return refuse(Errc::not_found, "errors.not_found", why);
    if (status == 429 || status >= 500) {
        curl_off_t wanted = 0;
        curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wanted);
        return later(why, static_cast<long>(wanted));
    }
    return refuse(Errc::invalid, "errors.notify.push_refused", why);
}

}  // namespace

Result<std::string> push_origin(const std::string& url, PushTargets targets) {
    const bool is_https = url.starts_with("https://");
    const bool is_http = url.starts_with("http://") && targets == PushTargets::also_private;
    if (!is_https && !is_http) return refuse(Errc::invalid, "errors.notify.push_refused");
    const auto begin = url.find("://") + 3;
    const auto end = url.find_first_of("/?#", begin);
    const auto host = url.substr(begin, end == std::string::npos ? end : end - begin);
    if (host.empty() || host.find('@') != std::string::npos) {
        return refuse(Errc::invalid, "errors.notify.push_refused");
    }
    return url.substr(0, begin) + host;
}

Result<> send(const PushRequest& request, PushTargets targets) {
    const auto handle = detail::new_transfer(timeout);
    detail::CurlList headers(nullptr, &curl_slist_free_all);
    for (const auto* header : {"Content-Type: application/octet-stream",
                               "Content-Encoding: aes128gcm", "TTL: 86400", "Urgency: normal"}) {
        detail::add_line(headers, header);
    }
    detail::add_line(headers, "Authorization: " + request.authorization);
    curl_easy_setopt(handle.get(), CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &drop_answer);
    curl_easy_setopt(handle.get(), CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(handle.get(), CURLOPT_OPENSOCKETDATA, &targets);
    return outcome_of(handle.get(), curl_easy_perform(handle.get()));
}

}  // namespace amparo::notify
