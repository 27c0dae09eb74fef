// Any bytes as a token of an identity provider and as its keys: what is read comes back from its
// parts, nothing that is signed in another way is read, and no key signs what it did not.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/crypto.hpp"
#include "identity/claims.hpp"
#include "identity/keys.hpp"
#include "identity/sign_in.hpp"

namespace {

using namespace amparo;

void require(bool condition) {
    if (!condition) std::abort();
}

access::IdentityProvider some_provider() {
    access::IdentityProvider provider;
    provider.unique_id = "ministry";
    provider.attributes = {{"issuer", "https://id.example.org"}, {"client_id", "amparo"}};
    return provider;
}

void check_claims_of(const json::Object& claims) {
    static const auto provider = some_provider();
    const Instant now{std::chrono::seconds(1'700'000'000)};
    const auto claimed =
        identity::check_claims(claims, {.provider = provider, .now = now, .nonce = ""});
    if (!claimed) return;
    require(json::string_or(claims, "iss") == provider.issuer());
    require(!claimed->subject.empty() && !claimed->user_name.empty());
    require(claimed->expires_at + identity::leeway > now);
}

void check_token(std::string_view text, const identity::PublicKeys& keys) {
    const auto token = identity::read_token(text);
    if (!token) return;
    require(text.size() <= identity::token_bytes_max);
    require(text.starts_with(token->signed_part) && text[token->signed_part.size()] == '.');
    require(crypto::base64_url(token->signature) == text.substr(token->signed_part.size() + 1));
    require(!identity::name_of(token->algorithm).empty());
    check_claims_of(token->claims);
    // Nobody who makes up bytes has signed them.
    require(!identity::verify(*token, keys));
}

/// The keys of the first line, the token of the rest.
void check_keys_and_token(std::string_view text) {
    const auto end = text.find('\n');
    const auto set = json::parse_object(text.substr(0, end));
    const auto keys = set ? identity::read_keys(*set) : identity::PublicKeys();
    require(keys.size() <= identity::keys_max);
    if (end != std::string_view::npos) {
        // Whoever makes up the keys may have signed: then only the reading is checked.
        const auto token = identity::read_token(text.substr(end + 1));
        if (token) (void)identity::verify(*token, keys);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    check_token(text, {});
    check_keys_and_token(text);
    const auto path = identity::own_path(text);
    require(path.starts_with("/v2") && path.find("//") == std::string::npos);
    if (const auto parsed = json::parse_object(text)) check_claims_of(*parsed);
    return 0;
}
