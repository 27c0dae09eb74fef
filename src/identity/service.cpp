#include "identity/service.hpp"

#include <algorithm>

#include "access/identity_bindings.hpp"
#include "base/log.hpp"
#include "store/sessions.hpp"

namespace amparo::identity {
namespace {

constexpr std::string_view attempt_kind = "provider_sign_in";
constexpr std::size_t code_bytes_max = 4096;

std::unexpected<Error> neutral_refusal(const char* why) {
    return refuse(Errc::unauthenticated, "errors.sign_in_failed", why);
}

Trouble trouble_of(const Error& error) {
    switch (error.code) {
        case Errc::busy:
            return Trouble::unreachable;
        case Errc::too_many_requests:
            return Trouble::too_many;
        default:
            return Trouble::refused;
    }
}

/// Counts up while it lives.
class Turn {
  public:
    explicit Turn(std::atomic<int>& count) : count_(count), before_(count.fetch_add(1)) {}
    ~Turn() { --count_; }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    bool is_among(int most) const { return before_ < most; }

  private:
    std::atomic<int>& count_;
    int before_;
};

}  // namespace

std::string_view wire_name(Trouble trouble) {
    switch (trouble) {
        case Trouble::expired:
            return "expired";
        case Trouble::cancelled:
            return "cancelled";
        case Trouble::unreachable:
            return "unreachable";
        case Trouble::refused:
            return "refused";
        case Trouble::too_many:
            return "too_many";
    }
    return "refused";
}

Service::Service(Parts parts)
    : parts_(std::move(parts)),
      lookup_(parts_.exchange, parts_.database.clock()),
      bearers_(parts_.database),
      cookie_key_(parts_.database.keys().derived("sign-in at a provider")) {}

Result<access::Actor> Service::check_bearer(std::string_view token) {
    const auto rules = parts_.providers.rules();
    if (!rules.is_required) return refuse(Errc::unauthenticated, "errors.not_signed_in");
    AMPARO_TRY(const auto sent, read_token(token));
    const auto provider = std::ranges::find_if(*rules.providers, [&](const auto& candidate) {
        return candidate.is_enabled() && is_from(sent.claims, candidate);
    });
    if (provider == rules.providers->end())
        return refuse(Errc::unauthenticated, "errors.not_signed_in", "no such provider");
    AMPARO_TRY(auto proven, prove(token, *provider, ""));
    AMPARO_CHECK(bearers_.admit({.digest = Bearers::digest_of(token),
                                 .user = proven.actor.name(),
                                 .expires_at = proven.claimed.expires_at}));
    return std::move(proven.actor);
}

Result<Service::Proven> Service::prove(std::string_view token,
                                       const access::IdentityProvider& provider,
                                       const std::string& nonce) {
    AMPARO_TRY(const auto sent, read_token(token));
    // Before anybody is asked for keys: a token that says the wrong thing is worth no call.
    AMPARO_TRY(const auto claimed, check_claims(sent.claims, {.provider = provider,
                                                              .now = parts_.database.clock().now(),
                                                              .nonce = nonce}));
    AMPARO_TRY(const auto keys, lookup_.keys_for(sent, provider));
    if (!verify(sent, *keys)) return neutral_refusal("signature");
    AMPARO_TRY(auto actor, actor_of(claimed, provider));
    AMPARO_CHECK(access::bind_identity(
        parts_.database,
        {.user = actor.name(), .provider = provider.unique_id, .subject = claimed.subject}));
    return Proven{std::move(actor), claimed};
}

Result<access::Actor> Service::actor_of(const Claimed& claimed,
                                        const access::IdentityProvider& provider) const {
    const auto directory = parts_.directory.snapshot();
    const UserName name(claimed.user_name);
    const auto user = directory->user(name);
    if (user == nullptr) return neutral_refusal("no such user");
    const auto rules = parts_.providers.rules();
    const auto* linked = rules.find(access::identity_provider_id_of(*user));
    if (linked == nullptr || !linked->has_issuer_of(provider))
        return neutral_refusal("not linked to the provider");
    auto actor = directory->actor(name);
    if (!actor) return neutral_refusal("not active");
    return actor;
}

Result<> Service::begin_bearer(std::string_view token, const access::Actor& actor) {
    if (parts_.parallel_max > 1) return {};
    AMPARO_CHECK(bearers_.end_others({.digest = Bearers::digest_of(token), .user = actor.name()}));
    return parts_.sessions.end_all(actor.name());
}

Result<> Service::end_bearer(const access::Actor& actor) {
    AMPARO_CHECK(bearers_.end_all(actor.name()));
    return parts_.sessions.end_all(actor.name());
}

std::string Service::redirect_uri(std::int64_t provider, const std::string& origin) const {
    auto base = parts_.public_url.empty() ? origin : parts_.public_url;
    while (base.ends_with('/')) base.pop_back();
    return base + "/api/v2/identity_providers/" + std::to_string(provider) + "/callback";
}

std::expected<Service::Departure, Trouble> Service::depart(std::int64_t provider_id,
                                                           std::string_view return_to,
                                                           const std::string& origin) {
    const auto provider = parts_.providers.known(provider_id);
    if (!provider || provider->is_local()) return std::unexpected(Trouble::refused);
    const Turn turn(exchanging_);
    if (!turn.is_among(exchanges_max)) return std::unexpected(Trouble::too_many);
    const auto endpoints = lookup_.endpoints(*provider);
    if (!endpoints) return std::unexpected(trouble_of(endpoints.error()));
    auto& random = parts_.database.random();
    const auto attempt = new_attempt(*provider, return_to, parts_.database.clock(), random);
    return Departure{.address = authorization_address(*provider, *endpoints, attempt,
                                                      redirect_uri(provider_id, origin)),
                     .cookie = seal(attempt, cookie_key_, random)};
}

std::expected<Service::SignedIn, Trouble> Service::arrive(const Arrival& arrival) {
    const auto attempt = unseal(arrival.cookie, cookie_key_, parts_.database.clock());
    const auto provider = parts_.providers.known(arrival.provider);
    const bool is_ours = attempt && provider && attempt->provider == provider->unique_id &&
                         crypto::equal_constant_time(attempt->state, arrival.state);
    if (!is_ours || !use_up(*attempt)) return std::unexpected(Trouble::expired);
    if (!arrival.error.empty() || arrival.code.empty() || arrival.code.size() > code_bytes_max)
        return std::unexpected(Trouble::cancelled);
    auto proven = exchange_code(arrival, *attempt, *provider);
    if (!proven) {
        log::warn("identity.sign_in_refused", {{"provider", provider->id},
                                               {"why", proven.error().message.key},
                                               {"detail", proven.error().internal}});
        return std::unexpected(trouble_of(proven.error()));
    }
    auto started = open_session(proven->actor, arrival.client);
    if (!started) return std::unexpected(trouble_of(started.error()));
    log::info("sign_in.done", {{"user", proven->actor.user().id}, {"provider", provider->id}});
    return SignedIn{std::move(proven->actor), std::move(*started), attempt->return_to};
}

Result<Service::Proven> Service::exchange_code(const Arrival& arrival, const Attempt& attempt,
                                               const access::IdentityProvider& provider) {
    const Turn turn(exchanging_);
    if (!turn.is_among(exchanges_max))
        return refuse(Errc::too_many_requests, "errors.sign_in_too_often");
    AMPARO_TRY(const auto endpoints, lookup_.endpoints(provider));
    const Code code{.text = arrival.code,
                    .redirect_uri = redirect_uri(provider.id, arrival.origin)};
    AMPARO_TRY(const auto answer,
               parts_.exchange(code_exchange(provider, endpoints, attempt, code)));
    return prove(json::string_or(answer, "id_token"), provider, attempt.nonce);
}

/// A code that somebody has seen go by must not open a second session.
Result<> Service::use_up(const Attempt& attempt) {
    const auto digest = crypto::hex(crypto::blake2b(attempt.state));
    return parts_.database.write([&](store::Transaction& transaction) {
        return store::insert_volatile(transaction, {.kind = std::string(attempt_kind),
                                                    .key_hash = digest,
                                                    .owner = "",
                                                    .updated_at = parts_.database.clock().now(),
                                                    .expires_at = attempt.ends_at,
                                                    .data = {}});
    });
}

Result<access::StartedSession> Service::open_session(const access::Actor& actor,
                                                     const access::ClientInfo& client) {
    AMPARO_TRY(const auto admission, parts_.guard.admit({.user_name = actor.name().text(),
                                                         .remote_ip = client.remote_ip}));
    if (admission.is_locked) return neutral_refusal("locked");
    // The provider has asked for whatever it asks for: its second factor is ours.
    return parts_.sessions.start(actor.name(), client, parts_.database.clock().now());
}

}  // namespace amparo::identity
