#include "notify/push_sender.hpp"

#include <sys/socket.h>

#include "notify/detail/addresses.hpp"
#include "notify/detail/curl.hpp"

namespace amparo::notify {
namespace {

constexpr std::chrono::seconds timeout{15};
constexpr long retry_max = 3600;

// Asked for each address the name has led to, so that a name cannot say one thing and mean another.
curl_socket_t open_socket(void* context, curlsocktype /*purpose*/, curl_sockaddr* address) {
    const auto targets = *static_cast<const PushTargets*>(context);
    if (targets == PushTargets::public_only && detail::is_private(*address)) return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
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
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &detail::drop_answer);
    curl_easy_setopt(handle.get(), CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(handle.get(), CURLOPT_OPENSOCKETDATA, &targets);
    return outcome_of(handle.get(), curl_easy_perform(handle.get()));
}

}  // namespace amparo::notify
