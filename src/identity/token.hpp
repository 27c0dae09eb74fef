#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"

/// Whom an identity provider says somebody is (administration.md §7.2).
namespace amparo::identity {

/// The only ways a token may be signed: with a private key that the provider alone has. Never
/// "none", never a shared secret (RFC 8725).
enum class Algorithm { rs256, ps256, es256 };
/// nullopt for every other name.
std::optional<Algorithm> algorithm_named(std::string_view name);
std::string_view name_of(Algorithm algorithm);

/// A token as it was sent (JWS compact form, RFC 7515). Nothing of it is to be believed yet.
struct SentToken {
    Algorithm algorithm = Algorithm::rs256;
    std::string key_id;       // "" when it names none
    json::Object claims;      // as the signer, whoever that is, says
    std::string signed_part;  // what the signature is about
    std::string signature;
};

/// More than any provider needs; requests have a limit of their own on their headers.
inline constexpr std::size_t token_bytes_max = 16U << 10;

/// Reads a token. `unauthenticated` when it is none, says something twice, or is signed in a way
/// that is not ours; `internal` says why. Believes nothing: see verify().
Result<SentToken> read_token(std::string_view text);

/// The bytes of Base64 in its URL form without padding (RFC 7515 §2), and of nothing else.
std::optional<std::string> from_base64_url(std::string_view text);

}  // namespace amparo::identity
