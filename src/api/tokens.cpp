// Sessions: signing in and out, and one's own list of them (administration.md §2).
#include "access/authenticator.hpp"
#include "access/sign_in_guard.hpp"
#include "access/wire.hpp"
#include "api/authentication.hpp"
#include "api/route.hpp"
#include "api/second_factor.hpp"
#include "identity/service.hpp"

namespace amparo::api {

namespace {

Result<access::SubmittedCredentials> credentials_from_wire(const Call& call,
                                                           const json::Object& user) {
    const auto* name = user.if_contains("user_name");
    const auto* password = user.if_contains("password");
    const bool is_complete =
        name != nullptr && name->is_string() && password != nullptr && password->is_string();
    if (!is_complete) return refuse(Errc::unauthenticated, "errors.sign_in_failed");
    return access::SubmittedCredentials{.user_name = std::string(name->as_string()),
                                        .password = SecretText(std::string(password->as_string())),
                                        .client = call.client(),
                                        .proof = factor_proof(call, user)};
}

/// The session that the call stands in by now.
json::Object session_to_wire(const Call& call, bool must_change_password) {
    auto wire = access::session_user_to_wire(call.actor());
    if (owes_second_factor(call)) wire.emplace("second_factor_needed", true);
    if (must_change_password) wire.emplace("must_change_password", true);
    return wire;
}

/// POST /tokens with the token of an identity provider, which stays the client's to keep.
Result<http::Response> begin_with_token(Call& call) {
    const auto token = bearer_token(call);
    AMPARO_CHECK(call.services().identity.begin_bearer(token, call.actor()));
    auto wire = session_to_wire(call, false);
    wire.emplace("token", token);
    return ok_whole(wire);
}

/// POST /tokens without credentials: the live session goes on.
Result<http::Response> renew(Call& call) {
    if (!call.is_signed_in()) return refuse(Errc::unauthenticated, "errors.not_signed_in");
    call.audit().record_id = std::to_string(call.actor().user().id);
    if (!bearer_token(call).empty()) return begin_with_token(call);
    AMPARO_TRY(const bool must_change,
               call.services().authenticator.must_change_password(call.actor()));
    return ok_whole(session_to_wire(call, must_change));
}

Result<access::Authenticator::SignedIn> sign_in(Call& call, const json::Object& user) {
    auto& authenticator = call.services().authenticator;
    const bool is_by_key_alone = user.contains("passkey") && !user.contains("user_name");
    if (is_by_key_alone)
        return authenticator.sign_in_by_passkey(factor_proof(call, user), call.client());
    AMPARO_TRY(auto credentials, credentials_from_wire(call, user));
    // Who proves the password again in their own session need not prove the second factor.
    const bool is_own = call.is_signed_in() && call.session() != nullptr &&
                        call.actor().name().text() == call.audit().user_name;
    if (is_own) credentials.proof.proven_at = call.session()->factor_at;
    return authenticator.sign_in(credentials);
}

Result<http::Response> create_token(Call& call) {
    AMPARO_TRY(auto body, call.body());
    auto* user = body.if_contains("user");
    // A token signs the whole request; credentials beside it are somebody else's.
    if (!bearer_token(call).empty() && user != nullptr)
        return refuse(Errc::unauthenticated, "errors.sign_in_failed");
    if (user == nullptr || !user->is_object()) return renew(call);
    call.audit().action = "failed_login";
    call.audit().user_name =
        access::normalised_name(json::string_or(user->as_object(), "user_name"));
    auto attempt = sign_in(call, user->as_object());
    if (!attempt) {
        // Whoever knows the password is worth a line of its own in the log.
        const bool is_asked = attempt.error().message.key == "errors.second_factor.needed";
        if (is_asked) call.audit().action = "second_factor_asked";
        return std::unexpected(std::move(attempt.error()));
    }
    auto& signed_in = *attempt;
    call.audit().action = "login";
    call.audit().record_id = std::to_string(signed_in.actor.user().id);
    give_session_cookie(call, signed_in.started.token);
    take_lock_cookie(call);
    call.sign_in(std::move(signed_in.actor));
    call.set_session(std::move(signed_in.started.session));
    return ok_whole(session_to_wire(call, signed_in.must_change_password));
}

/// The app that only locks itself keeps what opens it again by the password alone.
Result<> end_session(Call& call) {
    auto& sessions = call.services().sessions;
    if (!bearer_token(call).empty()) return call.services().identity.end_bearer(call.actor());
    if (call.session() == nullptr || !call.query_is_true("lock")) {
        take_lock_cookie(call);
        return sessions.end_all(call.actor().name());
    }
    AMPARO_TRY(const auto token, sessions.end_for_lock(*call.session()));
    if (token) give_lock_cookie(call, *token);
    return {};
}

Result<http::Response> delete_token(Call& call) {
    take_session_cookie(call);
    if (!call.is_signed_in()) {
        call.audit().is_wanted = false;
        return ok_whole({});
    }
    call.audit().record_id = std::to_string(call.actor().user().id);
    AMPARO_CHECK(end_session(call));
    call.end_session();
    return ok_whole({});
}

Result<http::Response> list_sessions(Call& call) {
    AMPARO_TRY(const auto sessions, call.services().sessions.list(call.actor()));
    const std::string current = call.session() == nullptr ? "" : call.session()->id;
    json::Array rows;
    for (const auto& session : sessions) {
        rows.emplace_back(access::to_wire(session, current));
    }
    return ok(std::move(rows));
}

Result<http::Response> delete_session(Call& call) {
    const auto& id = call.request().path_parameter("id");
    AMPARO_CHECK(call.services().sessions.end_one(call.actor(), id));
    return ok(json::Object{{"id", id}});
}

}  // namespace

Routes token_routes() {
    using http::Method;
    return {
        {.method = Method::post,
         .pattern = "/api/v2/tokens",
         .handler = create_token,
         .model = "User",
         .action = "login",
         .door = Door::open},
        {.method = Method::del,
         .pattern = "/api/v2/tokens",
         .handler = delete_token,
         .model = "User",
         .action = "logout",
         .door = Door::open},
        {.method = Method::get,
         .pattern = "/api/v2/sessions",
         .handler = list_sessions,
         .model = "Session",
         .action = "list"},
        {.method = Method::del,
         .pattern = "/api/v2/sessions/{id}",
         .handler = delete_session,
         .model = "Session",
         .action = "delete"},
    };
}

}  // namespace amparo::api
