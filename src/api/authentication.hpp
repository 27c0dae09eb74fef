#pragma once

#include "api/call.hpp"
#include "api/route.hpp"

namespace amparo::api {

/// Holds the token of a session; no script sees it.
inline constexpr std::string_view session_cookie = "_app_session";
/// Readable by scripts, which send its value back in the header.
inline constexpr std::string_view csrf_cookie = "CSRF-TOKEN";
/// Where writing requests carry it.
inline constexpr std::string_view csrf_header = "x-csrf-token";

/// "https://cases.example.org" as the browser of this request sees us.
std::string origin_seen_by(const Call& call);

/// The token of an Authorization: Bearer header, where identity providers are required; "" else.
std::string_view bearer_token(const Call& call);

/// Finds out who asks (bearer token, Basic, else session cookie) and puts it into the call. On a
/// route for everybody a missing or dead session is no fault; elsewhere `unauthenticated`.
Result<> authenticate(Call& call, Door door);

/// Refuses (`forbidden`) a forged request: a method that changes something, authenticated by
/// cookie, without the session's token; or one that comes from a page of another site.
Result<> check_forgery(const Call& call);

/// Sets the session cookie of a session that has just begun, or removes it.
void give_session_cookie(Call& call, const SecretText& token);
void take_session_cookie(Call& call);

/// Gives the browser a token for its next writing request.
void give_csrf_cookie(Call& call);

}  // namespace amparo::api
