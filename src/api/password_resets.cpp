// New passwords by mail (administration.md §6.2).
#include "access/password_resets.hpp"

#include "access/authenticator.hpp"
#include "access/own_factors.hpp"
#include "access/users.hpp"
#include "api/authentication.hpp"
#include "api/route.hpp"

namespace amparo::api {
namespace {

json::Object submitted() {
    return {{"message", "user.password_reset.request_submitted"}};
}

/// POST /users/password-reset-request: the same answer whoever asks.
Result<http::Response> request_reset(Call& call) {
    AMPARO_TRY(const auto user, call.member("user"));
    AMPARO_CHECK(call.services().users.ask_for_reset(json::string_or(user, "email"),
                                                     call.client().remote_ip));
    return ok(submitted());
}

Result<http::Response> request_reset_for(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto user, call.member("user"));
    // Whoever may not do it is refused, whatever the body says.
    AMPARO_CHECK(call.services().users.find(call.actor(), id));
    if (!json::bool_or(user, "password_reset", false)) return no_content();
    AMPARO_CHECK(call.services().users.ask_for_reset_of(call.actor(), id));
    return ok(submitted());
}

/// Begins a session, unless the account is locked or has a second factor: a new password opens
/// neither. With a second factor they sign in as always.
Result<bool> sign_in(Call& call, const access::User& user) {
    auto& services = call.services();
    AMPARO_TRY(const bool is_locked, services.users.is_locked(user.user_name));
    if (is_locked) return false;
    AMPARO_TRY(const bool has_factor, services.own_factors.has_any(user));
    if (has_factor) return false;
    AMPARO_TRY(auto actor, services.directory.snapshot()->actor(user.user_name));
    AMPARO_TRY(auto started, services.sessions.start(user.user_name, call.client()));
    give_session_cookie(call, started.token);
    call.sign_in(std::move(actor));
    call.set_session(std::move(started.session));
    return true;
}

/// POST /users/password-reset.
Result<http::Response> reset_password(Call& call) {
    AMPARO_TRY(const auto body, call.member("user"));
    const auto secret = [&](std::string_view key) {
        return SecretText(json::string_or(body, key));
    };
    AMPARO_TRY(const auto user, call.services().users.reset_password(
                                    {.token = secret("reset_password_token"),
                                     .password = secret("password"),
                                     .confirmation = secret("password_confirmation"),
                                     .remote_ip = call.client().remote_ip}));
    call.audit().record_id = std::to_string(user->id);
    call.audit().user_name = user->user_name.text();
    json::Object reply{{"message", "user.password_reset.success"}};
    AMPARO_TRY(const bool is_signed_in, sign_in(call, *user));
    if (is_signed_in) {
        reply["id"] = user->id;
        reply["user_name"] = user->user_name.text();
    }
    return ok_whole(reply);
}

}  // namespace

Routes password_reset_routes() {
    using http::Method;
    return {
        {.method = Method::post,
         .pattern = "/api/v2/users/password-reset-request",
         .handler = request_reset,
         .model = "User",
         .action = "password_reset_request",
         .door = Door::open},
        {.method = Method::post,
         .pattern = "/api/v2/users/password-reset",
         .handler = reset_password,
         .model = "User",
         .action = "password_reset",
         .door = Door::open},
        {.method = Method::post,
         .pattern = "/api/v2/users/{id}/password-reset-request",
         .handler = request_reset_for,
         .model = "User",
         .action = "user_password_reset_request"},
    };
}

}  // namespace amparo::api
