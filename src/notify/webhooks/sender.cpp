#include "notify/webhooks/sender.hpp"

#include <sys/socket.h>

#include <algorithm>

#include "notify/detail/addresses.hpp"

namespace amparo::notify {

struct WebhookTargets::Rules {
    bool allows_http = false;
    std::vector<detail::AddressRange> ranges = {};
    std::string ca_file = {};
    std::chrono::seconds timeout{10};
};

namespace {

constexpr std::size_t kept_bytes_max = 2048;     // of an answer, for whoever looks for the reason
constexpr std::size_t answer_bytes_max = 65536;  // a receiver that says more is cut off
constexpr std::size_t url_bytes_max = 2000;
constexpr long retry_after_max = 86400;

using CurlUrl = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(const CurlUrl& url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) return {};
    std::string part(text);
    curl_free(text);
    return part;
}

template <class Address>
bool is_allowed(const Address& address, const WebhookTargets::Rules& rules) {
    return !detail::is_private(address) || detail::is_in(address, rules.ranges);
}

/// A host that is an address can be judged before anything is sent; a name only later.
bool is_refused_address(std::string_view host, const WebhookTargets::Rules& rules) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto address = detail::AddressRange::parse(host);
    return address && !is_allowed(*address, rules);
}

/// One transfer, as libcurl's callbacks see it.
struct Transfer {
    const WebhookTargets::Rules& rules;
    bool is_refused = false;
    bool is_too_long = false;
    std::size_t received = 0;
    std::string body = {};
};

// Asked for each address the name has led to, so that a name cannot say one thing and mean another.
curl_socket_t open_socket(void* context, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(context);
    if (!is_allowed(*address, transfer.rules)) {
        transfer.is_refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_answer(char* bytes, std::size_t size, std::size_t count, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    const auto length = size * count;
    transfer.received += length;
    const auto room = kept_bytes_max - std::min(kept_bytes_max, transfer.body.size());
    transfer.body.append(bytes, std::min(length, room));
    transfer.is_too_long = transfer.received > answer_bytes_max;
    return transfer.is_too_long ? 0 : length;  // 0 ends it
}

std::string problem_of(CURLcode code, const Transfer& transfer) {
    if (transfer.is_refused) return "errors.webhook.target_refused";
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return "errors.webhook.timeout";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
            return "errors.webhook.not_trusted";
        default:
            return "errors.webhook.unreachable";
    }
}

WebhookAnswer answer_of(CURL* handle, CURLcode code, Transfer& transfer) {
    if (code != CURLE_OK && !transfer.is_too_long) return {.problem = problem_of(code, transfer)};
    long status = 0;
    curl_off_t wanted = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wanted);
    return {.status = static_cast<int>(status),
            .body = std::move(transfer.body),
            .retry_after = std::chrono::seconds(std::clamp<long>(wanted, 0, retry_after_max))};
}

}  // namespace

WebhookTargets::WebhookTargets() : rules_(std::make_shared<const Rules>()) {}

Result<WebhookTargets> WebhookTargets::from_settings(const Settings& settings) {
    auto rules = std::make_shared<Rules>();
    rules->allows_http = settings.boolean("webhooks.allow_http");
    rules->ca_file = settings.text("webhooks.ca_file");
    rules->timeout = std::chrono::seconds(settings.integer("webhooks.timeout_seconds"));
    auto ranges = detail::parse_ranges(settings.text("webhooks.private_targets"));
    if (!ranges)
        return refuse_field(Errc::invalid, "webhooks.private_targets", ranges.error().message);
    rules->ranges = std::move(*ranges);
    WebhookTargets targets;
    targets.rules_ = std::move(rules);
    return targets;
}

Result<> WebhookTargets::check(const std::string& url) const {
    const auto refused = [](const char* why) { return refuse_field(Errc::invalid, "url", why); };
    const bool has_controls = std::ranges::any_of(
        url, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
    const CurlUrl parsed(curl_url(), &curl_url_cleanup);
    if (url.size() > url_bytes_max || has_controls || !parsed ||
        curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return refused("errors.models.webhook.url_format");
    const auto scheme = part_of(parsed, CURLUPART_SCHEME);
    const bool is_http = scheme == "http" && rules_->allows_http;
    const bool names_somebody =
        !part_of(parsed, CURLUPART_USER).empty() || !part_of(parsed, CURLUPART_PASSWORD).empty();
    if ((scheme != "https" && !is_http) || names_somebody)
        return refused("errors.models.webhook.url_format");
    if (is_refused_address(part_of(parsed, CURLUPART_HOST), *rules_))
        return refused("errors.webhook.target_refused");
    return {};
}

WebhookAnswer post(const WebhookPost& message, const WebhookTargets& targets) {
    if (const auto checked = targets.check(message.url); !checked)
        return {.problem = checked.error().message.key};
    const auto& rules = targets.rules();
    const auto handle = detail::new_transfer(rules.timeout);
    detail::CurlList headers(nullptr, &curl_slist_free_all);
    for (const auto& header : message.headers) detail::add_line(headers, header);
    Transfer transfer{.rules = rules};
    auto* curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, message.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, rules.allows_http ? "http,https" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    if (!rules.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, rules.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(message.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, message.body.data());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_answer);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
    return answer_of(curl, curl_easy_perform(curl), transfer);
}

}  // namespace amparo::notify
