#include "identity/lookup.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace amparo::identity {
namespace {

constexpr std::size_t answer_bytes_max = 256U << 10;
constexpr std::size_t depth_max = 16;
constexpr std::string_view well_known = "/.well-known/openid-configuration";
// Threads that wait for one that asks already: longer, and unknown keys would hold them all up.
constexpr std::chrono::seconds wait_max{2};
// Anybody may begin a sign-in, so a provider that fails is not asked each time.
constexpr std::chrono::seconds failing_pause{10};

std::unexpected<Error> failed(const char* message, std::string internal = {}) {
    return refuse(Errc::busy, message, std::move(internal));
}

const char* text_of(notify::OutboundAnswer::Problem problem) {
    using enum notify::OutboundAnswer::Problem;
    switch (problem) {
        case malformed:
            return "errors.identity.address";
        case refused:
            return "errors.identity.target_refused";
        case timeout:
            return "errors.identity.timeout";
        case not_trusted:
            return "errors.identity.not_trusted";
        default:
            return "errors.identity.unreachable";
    }
}

std::string without_end_slash(std::string url) {
    if (url.ends_with('/')) url.pop_back();
    return url;
}

/// Those of Keycloak, for whoever says that they are the standard ones (§7.1).
Endpoints standard_endpoints(const access::IdentityProvider& provider) {
    const auto base =
        without_end_slash(provider.text("authorization_url")) + "/protocol/openid-connect";
    const auto keys = provider.text("verification_url");
    return {.issuer = provider.issuer(),
            .authorization = base + "/auth",
            .token = base + "/token",
            .keys = keys.empty() ? base + "/certs" : keys};
}

/// Where a browser may be sent to; it goes into a header.
bool is_page_address(const std::string& url) {
    const bool is_plain =
        std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
    return is_plain && (url.starts_with("https://") || url.starts_with("http://127.0.0.1:"));
}

std::string discovery_address(const access::IdentityProvider& provider) {
    const auto given = provider.text("discovery_url");
    if (!given.empty()) return given;
    return without_end_slash(provider.issuer()) + std::string(well_known);
}

}  // namespace

Exchange exchange_over(notify::OutboundTargets targets) {
    return
        [targets = std::move(targets)](const notify::OutboundCall& wanted) -> Result<json::Object> {
            auto call = wanted;
            call.headers.emplace_back("Accept: application/json");
            call.kept_bytes_max = answer_bytes_max;
            call.answer_bytes_max = answer_bytes_max;
            const auto answer = notify::call_out(call, targets);
            if (answer.status == 0) return failed(text_of(answer.problem));
            if (answer.is_cut) return failed("errors.identity.unreadable", "too long");
            auto body = json::parse_object(answer.body,
                                           {.bytes_max = answer_bytes_max, .depth_max = depth_max});
            if (answer.status < 200 || answer.status >= 300) {
                // "invalid_grant" and the like: a word of the standard, nothing personal.
                auto code = body ? json::string_or(*body, "error").substr(0, 40) : std::string();
                return failed("errors.identity.status", std::to_string(answer.status) + " " + code);
            }
            if (!body) return failed("errors.identity.unreadable", "not JSON");
            return std::move(*body);
        };
}

std::function<Result<>(const std::string&)> address_check(notify::OutboundTargets targets) {
    return [targets = std::move(targets)](const std::string& url) -> Result<> {
        using enum notify::OutboundTargets::Verdict;
        const auto verdict = targets.judge(url);
        if (verdict == malformed) return refuse(Errc::invalid, "errors.identity.address");
        if (verdict == refused) return refuse(Errc::invalid, "errors.identity.target_refused");
        return {};
    };
}

/// What is known of one provider as it is configured now.
struct Lookup::Known {
    std::mutex mutex;  // guards all below but asking
    std::optional<Endpoints> endpoints = {};
    Instant endpoints_at{};
    Instant endpoints_failed_at{};
    std::shared_ptr<const PublicKeys> keys = {};
    Instant keys_at{};
    Instant tried_at{};       // the last time that keys were asked for
    std::timed_mutex asking;  // held by the one thread that asks
};

Lookup::Lookup(Exchange exchange, const Clock& clock)
    : exchange_(std::move(exchange)), clock_(clock) {}

Lookup::~Lookup() = default;

std::shared_ptr<Lookup::Known> Lookup::known(const access::IdentityProvider& provider) {
    // What is configured anew is looked up anew.
    const auto key = provider.unique_id + "#" + std::to_string(provider.revision);
    const std::scoped_lock lock(mutex_);
    if (known_.size() >= known_max) known_.clear();
    auto& entry = known_[key];
    if (!entry) entry = std::make_shared<Known>();
    return entry;
}

Result<Endpoints> Lookup::ask_endpoints(const access::IdentityProvider& provider) const {
    if (provider.flag("force_standard_oidc")) return standard_endpoints(provider);
    AMPARO_TRY(const auto said, exchange_({.url = discovery_address(provider)}));
    const auto keys = provider.text("verification_url");
    Endpoints found{
        .issuer = json::string_or(said, "issuer"),
        .authorization = json::string_or(said, "authorization_endpoint"),
        .token = json::string_or(said, "token_endpoint"),
        .keys = keys.empty() ? json::string_or(said, "jwks_uri") : keys,
        .client_authentication = json::string_list(said, "token_endpoint_auth_methods_supported")};
    // Whoever answers must be who we mean (OpenID Connect Discovery §4.3).
    if (found.issuer != provider.issuer()) return failed("errors.identity.other_issuer");
    if (found.authorization.empty() || found.token.empty() || found.keys.empty())
        return failed("errors.identity.incomplete");
    if (!is_page_address(found.authorization)) return failed("errors.identity.address");
    return found;
}

Result<std::shared_ptr<const PublicKeys>> Lookup::ask_keys(const Endpoints& endpoints) const {
    AMPARO_TRY(const auto said, exchange_({.url = endpoints.keys}));
    auto keys = std::make_shared<const PublicKeys>(read_keys(said));
    if (keys->empty()) return failed("errors.identity.no_keys");
    return keys;
}

Result<Endpoints> Lookup::endpoints(const access::IdentityProvider& provider) {
    const auto entry = known(provider);
    const auto now = clock_.now();
    {
        const std::scoped_lock lock(entry->mutex);
        if (entry->endpoints && now - entry->endpoints_at < kept) return *entry->endpoints;
        if (now - entry->endpoints_failed_at < failing_pause)
            return failed("errors.identity.unreachable", "asked just now");
    }
    const auto found = ask_endpoints(provider);
    const std::scoped_lock lock(entry->mutex);
    if (!found) {
        log::warn("identity.discovery_failed",
                  {{"provider", provider.id}, {"why", found.error().message.key}});
        entry->endpoints_failed_at = now;
        return found;
    }
    entry->endpoints = *found;
    entry->endpoints_at = now;
    return found;
}

Result<std::shared_ptr<const PublicKeys>> Lookup::keys_for(
    const SentToken& token, const access::IdentityProvider& provider) {
    const auto entry = known(provider);
    const auto now = clock_.now();
    const auto good_keys = [&]() -> std::shared_ptr<const PublicKeys> {
        const std::scoped_lock lock(entry->mutex);
        const bool is_fresh = entry->keys != nullptr && now - entry->keys_at < kept;
        return is_fresh && has_key_for(token, *entry->keys) ? entry->keys : nullptr;
    };
    const auto claim_try = [&] {
        const std::scoped_lock lock(entry->mutex);
        if (now - entry->tried_at < refetch_min) return false;
        entry->tried_at = now;
        return true;
    };
    const auto whatever_there_is = [&]() -> Result<std::shared_ptr<const PublicKeys>> {
        const std::scoped_lock lock(entry->mutex);
        if (entry->keys == nullptr) return failed("errors.identity.unreachable", "asked just now");
        return entry->keys;
    };
    if (auto keys = good_keys()) return keys;
    std::unique_lock asking(entry->asking, wait_max);
    if (!asking) return failed("errors.identity.unreachable", "somebody else is asking");
    if (auto keys = good_keys()) return keys;
    if (!claim_try()) return whatever_there_is();
    AMPARO_TRY(const auto where, endpoints(provider));
    const auto asked = ask_keys(where);
    if (!asked) {
        // Keys that were good a moment ago are still better than locking everybody out.
        log::warn("identity.keys_failed",
                  {{"provider", provider.id}, {"why", asked.error().message.key}});
        auto kept_keys = whatever_there_is();
        return kept_keys ? kept_keys : std::unexpected(asked.error());
    }
    const std::scoped_lock lock(entry->mutex);
    entry->keys = *asked;
    entry->keys_at = now;
    return *asked;
}

Result<Lookup::Finding> Lookup::examine(const access::IdentityProvider& provider) const {
    Finding finding;
    AMPARO_TRY(finding.endpoints, ask_endpoints(provider));
    AMPARO_TRY(const auto keys, ask_keys(finding.endpoints));
    finding.keys = keys->size();
    return finding;
}

}  // namespace amparo::identity
