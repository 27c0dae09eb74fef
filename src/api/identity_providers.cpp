// Who else may say who somebody is: what everybody sees of the providers before they sign in, and
// what super users set (administration.md §7, §26).
#include "access/identity_providers.hpp"
#include "api/authentication.hpp"
#include "api/objects.hpp"
#include "api/route.hpp"
#include "base/messages.hpp"
#include "identity/service.hpp"

namespace amparo::api {

namespace {

access::IdentityProviders& providers_of(const Call& call) {
    return call.services().identity_providers;
}

/// What super users see: also the address that has to be registered at the provider.
json::Object whole_wire(const Call& call, const access::IdentityProvider& provider) {
    auto wire = access::to_wire(provider);
    wire.emplace("callback_url",
                 call.services().identity.redirect_uri(provider.id, origin_seen_by(call)));
    return wire;
}

json::Object list_metadata(const access::IdentityRules& rules) {
    return {{"use_identity_provider", rules.is_required},
            {"password_sign_in", rules.has_passwords()}};
}

Result<http::Response> list_whole(Call& call) {
    if (!call.is_signed_in()) return refuse(Errc::unauthenticated, "errors.not_signed_in");
    AMPARO_TRY(const auto providers, providers_of(call).list(call.actor()));
    json::Array rows;
    for (const auto& provider : providers) rows.emplace_back(whole_wire(call, provider));
    auto response = ok_with(std::move(rows), list_metadata(providers_of(call).rules()));
    response.set_header("Cache-Control", "no-store");
    return response;
}

Result<http::Response> list(Call& call) {
    if (call.query_is_true("extended")) return list_whole(call);
    const auto rules = providers_of(call).rules();
    json::Array rows;
    for (const auto& provider : *rules.providers) {
        if (provider.is_enabled()) rows.emplace_back(access::to_public_wire(provider));
    }
    return ok_with(std::move(rows), list_metadata(rules));
}

Result<http::Response> show(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto provider, providers_of(call).find(call.actor(), id));
    return object_reply(provider, whole_wire(call, provider));
}

Result<http::Response> create(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto provider, providers_of(call).create(call.actor(), input));
    call.audit().record_id = std::to_string(provider.id);
    return object_reply(provider, whole_wire(call, provider));
}

Result<http::Response> update(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto input, call.data());
    AMPARO_TRY(const auto provider,
               providers_of(call).update(call.actor(), id, input, expected_revision(call, id)));
    return object_reply(provider, whole_wire(call, provider));
}

Result<http::Response> remove(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(providers_of(call).remove(call.actor(), id, expected_revision(call, id)));
    return id_reply(id);
}

/// What the provider of the body, stored or not, says of itself: found, or why not.
Result<http::Response> check(Call& call) {
    AMPARO_TRY(const auto input, call.data());
    const auto id = json::integer_or(input, "id", 0);
    AMPARO_TRY(const auto provider, providers_of(call).draft(call.actor(), id, input));
    json::Object wire{{"found", false},
                      {"problem", nullptr},
                      {"issuer", nullptr},
                      {"authorization_url", nullptr},
                      {"token_url", nullptr},
                      {"verification_url", nullptr},
                      {"keys", 0}};
    const auto finding = call.services().identity.examine(provider);
    if (finding) {
        wire["found"] = true;
        wire["issuer"] = finding->endpoints.issuer;
        wire["authorization_url"] = finding->endpoints.authorization;
        wire["token_url"] = finding->endpoints.token;
        wire["verification_url"] = finding->endpoints.keys;
        wire["keys"] = finding->keys;
    } else {
        const auto& locale = call.actor().user().locale;
        wire["problem"] =
            call.services().messages.text(locale.empty() ? "en" : locale, finding.error().message);
    }
    return ok(std::move(wire));
}

}  // namespace

Routes identity_provider_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/identity_providers";
    constexpr std::string_view one = "/api/v2/identity_providers/{id}";
    constexpr std::string_view model = "IdentityProvider";
    return {
        {.method = Method::get,
         .pattern = all,
         .handler = list,
         .door = Door::open,
         .keep = Keep::ask_again},
        {.method = Method::post,
         .pattern = all,
         .handler = create,
         .model = model,
         .action = "create"},
        {.method = Method::get, .pattern = one, .handler = show, .model = model, .action = "show"},
        {.method = Method::patch,
         .pattern = one,
         .handler = update,
         .model = model,
         .action = "update"},
        {.method = Method::del,
         .pattern = one,
         .handler = remove,
         .model = model,
         .action = "delete"},
        {.method = Method::post,
         .pattern = "/api/v2/identity_providers/check",
         .handler = check,
         .model = model,
         .action = "test"}};
}

}  // namespace amparo::api
