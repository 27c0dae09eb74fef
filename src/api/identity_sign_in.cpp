// Signing in at an identity provider: away, and back (web-app.md §3.2). Browsers come here by
// following links, so that every answer is a redirect to a page.
#include "api/authentication.hpp"
#include "api/route.hpp"
#include "identity/service.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view attempt_cookie = "_app_sign_in";
constexpr std::string_view arrived_cookie = "_app_arrived";
constexpr std::string_view attempt_path = "/api/v2/identity_providers";

/// To another page, as a new GET whatever this one was.
http::Response see_other(std::string address) {
    http::Response response{.status = 303};
    response.headers.emplace_back("Location", std::move(address));
    return response;
}

/// Back to the sign-in page, which has words for it.
http::Response turn_back(identity::Trouble trouble) {
    return see_other("/v2/login?problem=" + std::string(identity::wire_name(trouble)));
}

void set_attempt_cookie(Call& call, std::string_view value, std::chrono::seconds life) {
    std::string cookie(attempt_cookie);
    cookie += "=";
    cookie += value;
    cookie += "; Max-Age=" + std::to_string(life.count());
    cookie += "; HttpOnly; SameSite=Lax; Path=";
    cookie += attempt_path;
    if (call.request().secure) cookie += "; Secure";
    call.reply_headers().emplace_back("Set-Cookie", std::move(cookie));
}

/// Tells the app, which this page load begins anew, that there is a session to go on with.
void set_arrived_cookie(Call& call) {
    std::string cookie(arrived_cookie);
    cookie += "=yes; Max-Age=60; SameSite=Strict; Path=/";
    if (call.request().secure) cookie += "; Secure";
    call.reply_headers().emplace_back("Set-Cookie", std::move(cookie));
}

Result<http::Response> depart(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    auto departure =
        call.services().identity.depart(id, call.query("return_to"), origin_seen_by(call));
    if (!departure) return turn_back(departure.error());
    set_attempt_cookie(call, departure->cookie, identity::sign_in_max);
    return see_other(std::move(departure->address));
}

Result<http::Response> arrive(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    call.audit().action = "failed_login";
    auto signed_in = call.services().identity.arrive(
        {.provider = id,
         .state = call.query("state"),
         .code = call.query("code"),
         .error = call.query("error"),
         .cookie = std::string(call.request().cookie(attempt_cookie)),
         .origin = origin_seen_by(call),
         .client = call.client()});
    set_attempt_cookie(call, "", std::chrono::seconds(0));
    call.audit().details.emplace("identity_provider_id", id);
    // Whose session was there before has nothing to do with who comes back.
    if (!signed_in) return turn_back(signed_in.error());
    call.audit().action = "login";
    call.audit().record_id = std::to_string(signed_in->actor.user().id);
    give_session_cookie(call, signed_in->started.token);
    set_arrived_cookie(call);
    call.sign_in(std::move(signed_in->actor));
    call.set_session(std::move(signed_in->started.session));
    return see_other(std::move(signed_in->return_to));
}

}  // namespace

Routes identity_sign_in_routes() {
    using http::Method;
    return {{.method = Method::get,
             .pattern = "/api/v2/identity_providers/{id}/sign_in",
             .handler = depart,
             .door = Door::open},
            {.method = Method::get,
             .pattern = "/api/v2/identity_providers/{id}/callback",
             .handler = arrive,
             .model = "User",
             .action = "login",
             .door = Door::open}};
}

}  // namespace amparo::api
