#include "api/authentication.hpp"

#include "access/authenticator.hpp"
#include "access/csrf.hpp"
#include "base/crypto.hpp"
#include "base/settings.hpp"
#include "base/text.hpp"
#include "http/message.hpp"
#include "http/target.hpp"
#include "identity/service.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view basic_prefix = "Basic ";
constexpr std::string_view bearer_prefix = "Bearer ";

/// "user:password" of a Basic header; `unauthenticated` when it cannot be read.
Result<access::SubmittedCredentials> basic_credentials(const Call& call, std::string_view header) {
    const auto unreadable = [] {
        return refuse(Errc::unauthenticated, "errors.sign_in_failed", "basic header");
    };
    auto decoded = crypto::from_base64(text::trim(header.substr(basic_prefix.size())));
    if (!decoded) return unreadable();
    const auto colon = decoded->find(':');
    if (colon == std::string::npos || !text::is_utf8(*decoded)) return unreadable();
    access::SubmittedCredentials credentials{.user_name = decoded->substr(0, colon),
                                             .password = SecretText(decoded->substr(colon + 1)),
                                             .client = call.client()};
    wipe_memory(decoded->data(), decoded->size());
    return credentials;
}

bool is_basic(std::string_view header) {
    return text::starts_with_ignoring_case(header, basic_prefix);
}

/// "https://cases.example.org" of "https://cases.example.org/v2".
std::string_view origin_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return url;
    return url.substr(0, url.find('/', scheme + 3));
}

/// Without a configured address, the host that the browser itself names must be its page's host.
bool is_own_origin(const Call& call, std::string_view origin) {
    const auto& configured = call.services().settings.text("server.public_url");
    if (!configured.empty()) return origin == origin_of(configured);
    const auto scheme = origin.find("://");
    return scheme != std::string_view::npos &&
           origin.substr(scheme + 3) == call.request().header("host");
}

std::string cookie_end(const Call& call, std::string_view same_site) {
    std::string end = "; Path=/; SameSite=";
    end += same_site;
    if (call.request().secure) end += "; Secure";
    return end;
}

/// Where everybody may come in, a token that is no good is none.
Result<> authenticate_by_token(Call& call, Door door) {
    auto actor = call.services().identity.check_bearer(bearer_token(call));
    if (actor) {
        call.sign_in(std::move(*actor));
        return {};
    }
    const bool is_refusal = actor.error().code == Errc::unauthenticated;
    if (is_refusal && door == Door::open) return {};
    return std::unexpected(std::move(actor.error()));
}

}  // namespace

std::string origin_seen_by(const Call& call) {
    const auto& request = call.request();
    return (request.secure ? "https://" : "http://") + std::string(request.header("host"));
}

std::string_view bearer_token(const Call& call) {
    const auto header = call.request().header("authorization");
    const bool is_bearer = text::starts_with_ignoring_case(header, bearer_prefix);
    if (!is_bearer || !call.services().settings.boolean("identity.required")) return {};
    return header.substr(bearer_prefix.size());
}

Result<> authenticate(Call& call, Door door) {
    const auto& request = call.request();
    auto& authenticator = call.services().authenticator;
    const auto header = request.header("authorization");
    if (is_basic(header) && door == Door::signed_in) {
        AMPARO_TRY(const auto credentials, basic_credentials(call, header));
        call.audit().user_name = access::normalised_name(credentials.user_name);
        AMPARO_TRY(auto actor, authenticator.verify_basic(credentials));
        call.sign_in(std::move(actor));
        return {};
    }
    // Never besides a cookie: a request has one sender.
    if (!bearer_token(call).empty()) return authenticate_by_token(call, door);
    const auto cookie = request.cookie(session_cookie);
    if (!cookie.empty()) {
        auto resumed = authenticator.resume(SecretText(std::string(cookie)));
        if (resumed) {
            call.sign_in(std::move(resumed->actor));
            call.set_session(std::move(resumed->session));
            return {};
        }
        if (resumed.error().code != Errc::unauthenticated) {
            return std::unexpected(std::move(resumed.error()));
        }
    }
    if (door == Door::open) return {};
    return refuse(Errc::unauthenticated, "errors.not_signed_in");
}

Result<> check_forgery(const Call& call) {
    const auto& request = call.request();
    if (http::is_read(request.method) || is_basic(request.header("authorization"))) return {};
    const auto origin = request.header("origin");
    if (!origin.empty() && !is_own_origin(call, origin)) {
        return refuse(Errc::forbidden, "errors.foreign_origin");
    }
    if (call.session() == nullptr) return {};  // nothing that a cookie would give away
    // The cookie's value is sent back as it is or decoded: both are one for URL-safe text.
    const auto token = request.header(csrf_header);
    if (access::is_csrf_token_of(call.session()->csrf_secret, token)) return {};
    return refuse(Errc::forbidden, "errors.csrf_token");
}

void give_session_cookie(Call& call, const SecretText& token) {
    call.reply_headers().emplace_back("Set-Cookie", std::string(session_cookie) + "=" +
                                                        token.reveal() + "; HttpOnly" +
                                                        cookie_end(call, "Lax"));
}

void take_session_cookie(Call& call) {
    call.reply_headers().emplace_back(
        "Set-Cookie",
        std::string(session_cookie) + "=; Max-Age=0; HttpOnly" + cookie_end(call, "Lax"));
}

void give_csrf_cookie(Call& call) {
    auto& random = call.services().random;
    const auto token = call.session() != nullptr
                           ? access::csrf_token(call.session()->csrf_secret, random)
                           : access::csrf_token_without_session(random);
    call.reply_headers().emplace_back(
        "Set-Cookie", std::string(csrf_cookie) + "=" + token + cookie_end(call, "Strict"));
}

}  // namespace amparo::api
