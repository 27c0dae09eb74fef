#include "identity/sign_in.hpp"

#include <algorithm>

#include "base/json.hpp"

namespace amparo::identity {
namespace {

constexpr std::string_view purpose = "sign-in at a provider";
constexpr std::string_view start_page = "/v2/";
constexpr std::size_t path_bytes_max = 1000;
constexpr std::size_t cookie_bytes_max = 4096;

/// application/x-www-form-urlencoded, blanks as %20, which every reader takes.
std::string encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                              c == '~';
        if (is_plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
    return out;
}

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

std::string form_of(const Parameters& parameters) {
    std::string form;
    for (const auto& [name, value] : parameters) {
        if (!form.empty()) form += '&';
        form += name;
        form += '=';
        form += encoded(value);
    }
    return form;
}

std::string scope_of(const access::IdentityProvider& provider) {
    auto scopes = json::string_list(provider.attributes, "identity_scope");
    if (scopes.empty()) scopes = {"openid", "profile", "email"};
    if (std::ranges::find(scopes, "openid") == scopes.end())
        scopes.insert(scopes.begin(), "openid");
    std::string text;
    for (const auto& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

std::string challenge_of(const std::string& verifier) {
    return crypto::base64_url(crypto::bytes_of(crypto::sha256(verifier)));
}

/// HTTP Basic is what every provider must take, unless it says otherwise (RFC 6749 §2.3.1).
bool sends_secret_in_form(const Endpoints& endpoints) {
    const auto& ways = endpoints.client_authentication;
    const auto has = [&](std::string_view way) {
        return std::ranges::find(ways, way) != ways.end();
    };
    return has("client_secret_post") && !has("client_secret_basic");
}

}  // namespace

Attempt new_attempt(const access::IdentityProvider& provider, std::string_view return_to,
                    const Clock& clock, Random& random) {
    return {.provider = provider.unique_id,
            .state = crypto::random_token(random),
            .nonce = crypto::random_token(random),
            .verifier = crypto::random_token(random),
            .return_to = own_path(return_to),
            .ends_at = clock.now() + sign_in_max};
}

std::string seal(const Attempt& attempt, const crypto::Key& key, Random& random) {
    const json::Object content{
        {"provider", attempt.provider},   {"state", attempt.state},
        {"nonce", attempt.nonce},         {"verifier", attempt.verifier},
        {"return_to", attempt.return_to}, {"ends_at", ticks(attempt.ends_at)}};
    return crypto::base64_url(crypto::seal(key, purpose, json::write(content), random));
}

std::optional<Attempt> unseal(std::string_view cookie, const crypto::Key& key, const Clock& clock) {
    if (cookie.empty() || cookie.size() > cookie_bytes_max) return std::nullopt;
    const auto sealed = from_base64_url(cookie);
    if (!sealed) return std::nullopt;
    const auto plain = crypto::unseal(key, purpose, *sealed);
    if (!plain) return std::nullopt;
    const auto content = json::parse_object(*plain);
    if (!content) return std::nullopt;
    Attempt attempt{
        .provider = json::string_or(*content, "provider"),
        .state = json::string_or(*content, "state"),
        .nonce = json::string_or(*content, "nonce"),
        .verifier = json::string_or(*content, "verifier"),
        .return_to = own_path(json::string_or(*content, "return_to")),
        .ends_at = Instant(std::chrono::milliseconds(json::integer_or(*content, "ends_at", 0)))};
    if (attempt.ends_at <= clock.now() || attempt.state.empty()) return std::nullopt;
    return attempt;
}

std::string own_path(std::string_view wished) {
    const bool is_page = wished == "/v2" || wished.starts_with(start_page);
    // A browser reads "\" as "/", and a control character not at all.
    const bool is_plain =
        std::ranges::all_of(wished, [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
    const bool is_safe = is_page && is_plain && wished.size() <= path_bytes_max &&
                         wished.find("//") == std::string_view::npos &&
                         wished.find("/..") == std::string_view::npos &&
                         !wished.starts_with("/v2/login");
    return std::string(is_safe ? wished : start_page);
}

std::string authorization_address(const access::IdentityProvider& provider,
                                  const Endpoints& endpoints, const Attempt& attempt,
                                  const std::string& redirect_uri) {
    Parameters parameters{{"response_type", "code"},
                          {"client_id", provider.client_id()},
                          {"redirect_uri", redirect_uri},
                          {"scope", scope_of(provider)},
                          {"state", attempt.state},
                          {"nonce", attempt.nonce},
                          {"code_challenge", challenge_of(attempt.verifier)},
                          {"code_challenge_method", "S256"}};
    if (!provider.flag("skip_oidc_prompt")) {
        const auto prompt = provider.text("oidc_prompt");
        // Devices are shared: whoever sits there chooses who they are.
        parameters.emplace_back("prompt", prompt.empty() ? "select_account" : prompt);
    }
    if (const auto hint = provider.text("domain_hint"); !hint.empty())
        parameters.emplace_back("domain_hint", hint);
    const bool has_query = endpoints.authorization.find('?') != std::string::npos;
    return endpoints.authorization + (has_query ? "&" : "?") + form_of(parameters);
}

notify::OutboundCall code_exchange(const access::IdentityProvider& provider,
                                   const Endpoints& endpoints, const Attempt& attempt,
                                   const Code& code) {
    Parameters parameters{{"grant_type", "authorization_code"},
                          {"code", code.text},
                          {"redirect_uri", code.redirect_uri},
                          {"client_id", provider.client_id()},
                          {"code_verifier", attempt.verifier}};
    notify::OutboundCall call{.url = endpoints.token};
    call.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
    const auto& secret = provider.client_secret;
    if (!secret.empty() && sends_secret_in_form(endpoints)) {
        parameters.emplace_back("client_secret", secret.reveal());
    } else if (!secret.empty()) {
        const auto pair = encoded(provider.client_id()) + ":" + encoded(secret.reveal());
        call.headers.push_back("Authorization: Basic " + crypto::base64(pair));
    }
    call.body = form_of(parameters);
    return call;
}

}  // namespace amparo::identity
