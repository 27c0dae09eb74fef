#include "identity/claims.hpp"

#include <algorithm>
#include <cmath>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace amparo::identity {
namespace {

constexpr std::size_t subject_bytes_max = 255;  // OpenID Connect Core §2
constexpr std::size_t name_bytes_max = 254;
constexpr double seconds_max = 1e11;  // the year 5138: more is no moment

std::unexpected<Error> untrue(const char* why) {
    return refuse(Errc::unauthenticated, "errors.not_signed_in", why);
}

/// Seconds since 1970, whole or not; nullopt for anything else.
std::optional<Instant> moment(const json::Object& claims, std::string_view name) {
    const auto* value = json::find(claims, name);
    const auto seconds = value == nullptr ? std::nullopt : json::as_number(*value);
    if (!seconds || !std::isfinite(*seconds) || *seconds < 0 || *seconds > seconds_max)
        return std::nullopt;
    return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000)));
}

/// The audience as a list; empty when it is neither a text nor a list of texts.
std::vector<std::string> audience_of(const json::Object& claims) {
    if (auto single = json::find_string(claims, "aud")) return {std::string(*single)};
    auto several = json::string_list(claims, "aud");
    const auto* array = json::find_array(claims, "aud");
    if (array == nullptr || array->size() != several.size()) return {};
    return several;
}

Result<> check_times(const json::Object& claims, Instant now) {
    const auto expires = moment(claims, "exp");
    if (!expires || *expires + leeway <= now) return untrue("expired");
    const auto issued = moment(claims, "iat");
    if (!issued || *issued > now + leeway) return untrue("issued in the future");
    if (!claims.contains("nbf")) return {};
    const auto begins = moment(claims, "nbf");
    if (!begins || *begins > now + leeway) return untrue("not yet valid");
    return {};
}

/// A text, or the first of a list of texts.
std::string first_text(const json::Object& claims, std::string_view name) {
    const auto texts = json::string_list(claims, name);
    return texts.empty() ? json::string_or(claims, name) : texts.front();
}

/// An address that somebody only says is theirs proves nothing.
bool is_unproven(const json::Object& claims, std::string_view claim) {
    if (claim != "email") return false;
    const auto* verified = json::find(claims, "email_verified");
    if (verified == nullptr) return false;
    return !(verified->is_bool() && verified->get_bool()) &&
           json::string_or(claims, "email_verified") != "true";
}

Result<std::string> user_name_in(const json::Object& claims,
                                 const access::IdentityProvider& provider) {
    std::string claim = provider.text("username_claim");
    if (claim.empty()) claim = first_text(claims, "emails").empty() ? "email" : "emails";
    const auto name = text::to_lower(text::trim(first_text(claims, claim)));
    if (name.empty() || name.size() > name_bytes_max) return untrue("no user name");
    if (is_unproven(claims, claim)) return untrue("address not verified");
    return name;
}

}  // namespace

bool is_from(const json::Object& claims, const access::IdentityProvider& provider) {
    if (provider.is_local() || provider.issuer().empty() || provider.client_id().empty())
        return false;
    const auto audience = audience_of(claims);
    return json::string_or(claims, "iss") == provider.issuer() &&
           std::ranges::find(audience, provider.client_id()) != audience.end();
}

Result<Claimed> check_claims(const json::Object& claims, const Expected& expected) {
    const auto& provider = expected.provider;
    if (!is_from(claims, provider)) return untrue("another issuer or audience");
    const auto* party = json::find(claims, "azp");
    const bool is_for_others = audience_of(claims).size() > 1;
    if ((party != nullptr || is_for_others) &&
        json::string_or(claims, "azp") != provider.client_id())
        return untrue("made for another client");
    AMPARO_CHECK(check_times(claims, expected.now));
    if (!expected.nonce.empty() &&
        !crypto::equal_constant_time(json::string_or(claims, "nonce"), expected.nonce))
        return untrue("answer to another sign-in");
    Claimed claimed{.subject = json::string_or(claims, "sub"),
                    .user_name = {},
                    .expires_at = moment(claims, "exp").value_or(Instant{})};
    if (claimed.subject.empty() || claimed.subject.size() > subject_bytes_max)
        return untrue("no subject");
    AMPARO_TRY(claimed.user_name, user_name_in(claims, provider));
    return claimed;
}

}  // namespace amparo::identity
