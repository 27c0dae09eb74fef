#include "notify/outbound.hpp"

#include <sys/socket.h>

#include <algorithm>

#include "notify/detail/addresses.hpp"

namespace amparo::notify {

struct OutboundTargets::Rules {
    PlainHttp http = PlainHttp::refused;
    std::vector<detail::AddressRange> ranges = {};
    std::string ca_file = {};
    std::chrono::seconds timeout{10};
};

namespace {

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
bool is_allowed(const Address& address, const OutboundTargets::Rules& rules) {
    return !detail::is_private(address) || detail::is_in(address, rules.ranges);
}

std::string_view without_brackets(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) return host.substr(1, host.size() - 2);
    return host;
}

/// A host that is an address can be judged before anything is sent; a name only later.
bool is_refused_address(std::string_view host, const OutboundTargets::Rules& rules) {
    const auto address = detail::AddressRange::parse(without_brackets(host));
    return address && !is_allowed(*address, rules);
}

bool is_scheme_allowed(std::string_view scheme, std::string_view host,
                       const OutboundTargets::Rules& rules) {
    using enum OutboundTargets::PlainHttp;
    if (scheme == "https") return true;
    if (scheme != "http" || rules.http == refused) return false;
    // A name such as 127.example.org is none of this machine's addresses.
    const auto plain = without_brackets(host);
    const bool is_loopback = plain == "::1" || (plain.starts_with("127.") &&
                                                detail::AddressRange::parse(plain).has_value());
    return rules.http == allowed || is_loopback;
}

/// One transfer, as libcurl's callbacks see it.
struct Transfer {
    const OutboundTargets::Rules& rules;
    const OutboundCall& wanted;
    bool is_refused = false;
    std::size_t received = 0;
    OutboundAnswer answer = {};
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
    auto& answer = transfer.answer;
    const auto length = size * count;
    transfer.received += length;
    const auto room = transfer.wanted.kept_bytes_max -
                      std::min(transfer.wanted.kept_bytes_max, answer.body.size());
    answer.body.append(bytes, std::min(length, room));
    answer.is_cut = transfer.received > transfer.wanted.answer_bytes_max;
    return answer.is_cut ? 0 : length;  // 0 ends it
}

OutboundAnswer::Problem problem_of(CURLcode code, const Transfer& transfer) {
    using enum OutboundAnswer::Problem;
    if (transfer.is_refused) return refused;
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT:
            return timeout;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
            return not_trusted;
        default:
            return unreachable;
    }
}

OutboundAnswer answer_of(CURL* handle, CURLcode code, Transfer& transfer) {
    auto& answer = transfer.answer;
    if (code != CURLE_OK && !answer.is_cut) return {.problem = problem_of(code, transfer)};
    long status = 0;
    curl_off_t wanted = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wanted);
    answer.status = static_cast<int>(status);
    answer.retry_after = std::chrono::seconds(std::clamp<long>(wanted, 0, retry_after_max));
    return std::move(answer);
}

void set_up(CURL* curl, const OutboundCall& wanted, const OutboundTargets::Rules& rules) {
    const bool has_http = rules.http != OutboundTargets::PlainHttp::refused;
    curl_easy_setopt(curl, CURLOPT_URL, wanted.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, has_http ? "http,https" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    if (!rules.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, rules.ca_file.c_str());
    if (!wanted.body) return;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(wanted.body->size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, wanted.body->data());
}

}  // namespace

OutboundTargets::OutboundTargets() : rules_(std::make_shared<const Rules>()) {}

Result<OutboundTargets> OutboundTargets::create(const Options& options) {
    auto rules = std::make_shared<Rules>();
    rules->http = options.http;
    rules->ca_file = options.ca_file;
    rules->timeout = options.timeout;
    AMPARO_TRY(rules->ranges, detail::parse_ranges(options.private_ranges));
    OutboundTargets targets;
    targets.rules_ = std::move(rules);
    return targets;
}

OutboundTargets::Verdict OutboundTargets::judge(const std::string& url) const {
    const bool has_controls = std::ranges::any_of(
        url, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
    const CurlUrl parsed(curl_url(), &curl_url_cleanup);
    if (url.size() > url_bytes_max || has_controls || !parsed ||
        curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return Verdict::malformed;
    const auto host = part_of(parsed, CURLUPART_HOST);
    const bool names_somebody =
        !part_of(parsed, CURLUPART_USER).empty() || !part_of(parsed, CURLUPART_PASSWORD).empty();
    if (names_somebody || !is_scheme_allowed(part_of(parsed, CURLUPART_SCHEME), host, *rules_))
        return Verdict::malformed;
    return is_refused_address(host, *rules_) ? Verdict::refused : Verdict::good;
}

OutboundAnswer call_out(const OutboundCall& wanted, const OutboundTargets& targets) {
    const auto verdict = targets.judge(wanted.url);
    if (verdict == OutboundTargets::Verdict::malformed)
        return {.problem = OutboundAnswer::Problem::malformed};
    if (verdict == OutboundTargets::Verdict::refused)
        return {.problem = OutboundAnswer::Problem::refused};
    const auto& rules = targets.rules();
    const auto handle = detail::new_transfer(rules.timeout);
    detail::CurlList headers(nullptr, &curl_slist_free_all);
    for (const auto& header : wanted.headers) detail::add_line(headers, header);
    Transfer transfer{.rules = rules, .wanted = wanted};
    auto* curl = handle.get();
    set_up(curl, wanted, rules);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_answer);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
    return answer_of(curl, curl_easy_perform(curl), transfer);
}

}  // namespace amparo::notify
