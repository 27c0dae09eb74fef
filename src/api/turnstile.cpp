#include "api/turnstile.hpp"

#include "base/settings.hpp"
#include "http/target.hpp"
#include "notify/outbound.hpp"

namespace amparo::api {
namespace {

constexpr std::size_t token_bytes_max = 2048;  // as its provider says
constexpr std::chrono::seconds answer_max{8};

std::unexpected<Error> unavailable(const char* why) {
    return refuse(Errc::busy, "errors.api.user.captcha_service_unavailable", why);
}

/// On this machine a stand-in of a test, or a proxy that the operator runs, may answer in clear.
Result<notify::OutboundTargets> targets_for(const std::string& url) {
    const bool is_local = url.starts_with("http://127.0.0.1:");
    return notify::OutboundTargets::create({.http = notify::OutboundTargets::PlainHttp::loopback,
                                            .private_ranges = is_local ? "127.0.0.1/32" : "",
                                            .timeout = answer_max});
}

}  // namespace

std::optional<Turnstile> Turnstile::from_settings(const Settings& settings) {
    Turnstile turnstile;
    turnstile.url_ = settings.text("registration.turnstile_url");
    turnstile.site_key_ = settings.text("registration.turnstile_site_key");
    turnstile.secret_ = SecretText(settings.text("registration.turnstile_secret"));
    if (turnstile.secret_.reveal().empty()) return std::nullopt;
    return turnstile;
}

Result<> Turnstile::verify(const std::string& token, const std::string& remote_ip) const {
    if (token.size() > token_bytes_max)
        return refuse(Errc::invalid, "errors.api.user.invalid_captcha", "token");
    AMPARO_TRY(const auto targets, targets_for(url_));
    auto form = "secret=" + http::percent_encode(secret_.reveal()) +
                "&response=" + http::percent_encode(token) +
                "&remoteip=" + http::percent_encode(remote_ip);
    const auto answer = notify::call_out(
        {.url = url_, .headers = {"Content-Type: application/x-www-form-urlencoded"}, .body = form},
        targets);
    wipe_memory(form.data(), form.size());
    if (answer.status != 200) return unavailable("no answer");
    const auto body = json::parse_object(answer.body);
    if (!body) return unavailable("unreadable");
    if (!json::bool_or(*body, "success", false))
        return refuse(Errc::invalid, "errors.api.user.invalid_captcha", "refused");
    return {};
}

json::Object Turnstile::to_wire() const {
    return {{"provider", "turnstile"}, {"site_key", site_key_}};
}

}  // namespace amparo::api
