#pragma once

#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"

/// Tokens against forged requests (administration.md §3.2). A token is the session's secret
/// under a random mask, so that replies differ (a compressed reply gives nothing away) while all
/// tokens of a session stay valid.
namespace amparo::access {

/// The size of a session's secret, before Base64.
inline constexpr std::size_t csrf_secret_bytes = 32;

/// A new secret for a session.
SecretText new_csrf_secret(Random& random);
/// A token for a reply: URL-safe text.
std::string csrf_token(const SecretText& secret, Random& random);
/// Whether the token was made from the secret; in constant time for well-formed tokens.
bool is_csrf_token_of(const SecretText& secret, std::string_view token);
/// For callers without session (log-in): a token of its own, to be sent back in cookie and
/// header alike. Another site can set neither.
std::string csrf_token_without_session(Random& random);
bool is_sent_twice(std::string_view cookie, std::string_view header);

}  // namespace amparo::access
