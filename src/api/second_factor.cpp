// The second factor: one's own, and that of somebody who has lost theirs (beyond Primero v2).
#include "api/second_factor.hpp"

#include <algorithm>
#include <array>

#include "access/authenticator.hpp"
#include "access/one_time_codes.hpp"
#include "access/own_factors.hpp"
#include "api/authentication.hpp"
#include "base/crypto.hpp"
#include "base/settings.hpp"
#include "exchange/print/square_code.hpp"
#include "records/settings_change.hpp"

namespace amparo::api {

namespace {

/// What a key says is far shorter, also in Base64.
constexpr std::size_t wire_bytes_max = 16 << 10;

/// Sent only where it is used; no script sees it.
constexpr std::string_view lock_cookie = "_app_lock";
constexpr std::string_view lock_cookie_end = "; HttpOnly; Path=/api/v2/tokens; SameSite=Strict";

/// Besides one's own user: what the app is drawn with, and what leads out of the door.
constexpr std::array<std::string_view, 10> open_paths{
    "contact_information", "health",  "identity_providers", "interface_settings",
    "permissions",         "primero", "second_factor",      "sessions",
    "system_settings",     "tokens"};

bool is_own_user(const Call& call, std::string_view path) {
    const auto id = std::to_string(call.actor().user().id);
    return path == "users/me" || path == "users/" + id;
}

Result<access::OwnFactors::Own> own_of(const Call& call, const json::Object& body) {
    if (call.session() == nullptr)
        return refuse_field(Errc::forbidden, "session", "errors.second_factor.session");
    return access::OwnFactors::Own{
        .actor = call.actor(),
        .session = *call.session(),
        .confirmation = {.password = SecretText(json::string_or(body, "password")),
                         .proof = factor_proof(call, body),
                         .client = call.client()}};
}

json::Object to_wire(const access::OwnFactors::Status& status) {
    json::Object code{{"active", status.has_one_time_code}, {"since", nullptr}};
    if (status.has_one_time_code) code["since"] = format_instant(status.one_time_since);
    json::Array passkeys;
    for (const auto& key : status.passkeys) {
        passkeys.emplace_back(json::Object{
            {"id", key.id},
            {"name", key.name},
            {"created_at", format_instant(key.created_at)},
            {"last_used_at",
             key.last_used_at ? json::Value(format_instant(*key.last_used_at)) : nullptr}});
    }
    return {{"active", status.is_active()},
            {"one_time_code", std::move(code)},
            {"passkeys", std::move(passkeys)},
            {"recovery_codes_left", status.recovery_codes_left}};
}

/// Bytes that a browser sends as base64url; "" for anything else.
std::string bytes_in(const json::Object& body, std::string_view key) {
    auto text = json::string_or(body, key);
    if (text.size() > wire_bytes_max) return "";
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return crypto::from_base64(text).value_or(std::string());
}

access::PasskeyAssertion assertion_in(const json::Object& body) {
    const auto* passkey = json::find_object(body, "passkey");
    if (passkey == nullptr) return {};
    return {.credential_id = bytes_in(*passkey, "id"),
            .client_data = bytes_in(*passkey, "client_data"),
            .authenticator_data = bytes_in(*passkey, "authenticator_data"),
            .signature = bytes_in(*passkey, "signature"),
            .user_handle = bytes_in(*passkey, "user_handle")};
}

json::Object codes_to_wire(const access::OwnFactors::Codes& codes) {
    json::Array texts;
    for (const auto& code : codes) texts.emplace_back(code.reveal());
    return {{"recovery_codes", std::move(texts)}};
}

void note_own(Call& call) {
    call.audit().record_id = std::to_string(call.actor().user().id);
}

Result<http::Response> show(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto status, call.services().own_factors.status(call.actor()));
    auto wire = to_wire(status);
    wire["required"] = call.actor().role().second_factor_required;
    return ok(std::move(wire));
}

void drop_last_letter(std::string& text) {
    const auto is_inside = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    };
    while (!text.empty() && is_inside(text.back())) text.pop_back();
    if (!text.empty()) text.pop_back();
}

/// The address for the app on the phone, short enough for a square code that a phone reads.
SecretText address_of(Call& call, const SecretText& key) {
    auto issuer = records::discreet_name_of(call.definitions(),
                                            call.services().settings.text("web.discreet_name"));
    if (issuer.empty()) issuer = "Amparo";
    auto account = call.actor().name().text();
    auto address = access::one_time_address(issuer, account, key);
    while (!exchange::square_code(address.reveal()) && !account.empty()) {
        drop_last_letter(account);
        address = access::one_time_address(issuer, account, key);
    }
    return address;
}

json::Value square_to_wire(const SecretText& address) {
    const auto square = exchange::square_code(address.reveal());
    if (!square) return nullptr;
    json::Array rows;
    for (std::size_t row = 0; row < square->side; ++row) {
        std::string line;
        for (std::size_t column = 0; column < square->side; ++column)
            line += square->dark[row * square->side + column] ? '1' : '0';
        rows.emplace_back(std::move(line));
    }
    return rows;
}

Result<http::Response> begin_one_time_code(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    AMPARO_TRY(const auto key, call.services().own_factors.begin_one_time_code(own));
    const auto address = address_of(call, key);
    return ok(json::Object{{"key", access::base32(key.reveal())},
                           {"address", address.reveal()},
                           {"square", square_to_wire(address)}});
}

Result<http::Response> finish_one_time_code(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    AMPARO_TRY(const auto codes, call.services().own_factors.finish_one_time_code(own));
    return ok(codes_to_wire(codes));
}

Result<http::Response> remove_one_time_code(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    AMPARO_CHECK(call.services().own_factors.remove_one_time_code(own));
    return show(call);
}

Result<http::Response> begin_passkey(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    AMPARO_TRY(const auto wish, call.services().own_factors.begin_passkey(own));
    const auto& user = call.actor().user();
    json::Array known;
    for (const auto& id : wish.known) known.emplace_back(crypto::base64_url(id));
    // The handle is the number of the user: a key tells it to whoever holds it.
    return ok(json::Object{{"challenge", wish.challenge},
                           {"rp_id", passkey_site(call).id},
                           {"user_handle", crypto::base64_url(std::to_string(user.id))},
                           {"user_name", user.user_name.text()},
                           {"known", std::move(known)}});
}

Result<http::Response> finish_passkey(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    AMPARO_TRY(
        const auto codes,
        call.services().own_factors.finish_passkey(
            own, {.name = json::string_or(body, "name"),
                  .site = passkey_site(call),
                  .registration = {.client_data = bytes_in(body, "client_data"),
                                   .authenticator_data = bytes_in(body, "authenticator_data")}}));
    return ok(codes_to_wire(codes));
}

Result<http::Response> remove_passkey(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    const auto& id = call.request().path_parameter("key_id");
    AMPARO_CHECK(call.services().own_factors.remove_passkey(own, id));
    return show(call);
}

/// What the browser needs to ask a key for a proof, at one's own account.
Result<http::Response> ask_for_proof(Call& call) {
    call.audit().is_wanted = false;
    AMPARO_TRY(const auto own, own_of(call, {}));
    AMPARO_TRY(auto asked, call.services().own_factors.ask_for_proof(own, passkey_site(call)));
    return ok(std::move(asked));
}

/// What the browser needs to ask whatever key it has for somebody who is to be signed in.
Result<http::Response> passkey_challenge(Call& call) {
    AMPARO_TRY(auto challenge, call.services().authenticator.passkey_challenge());
    return ok(json::Object{{"challenge", std::move(challenge)}, {"rp_id", passkey_site(call).id}});
}

Result<http::Response> renew_codes(Call& call) {
    note_own(call);
    AMPARO_TRY(const auto body, call.data());
    AMPARO_TRY(const auto own, own_of(call, body));
    AMPARO_TRY(const auto codes, call.services().own_factors.renew_codes(own));
    return ok(codes_to_wire(codes));
}

Result<http::Response> show_of_user(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto status, call.services().own_factors.status_of(call.actor(), id));
    return ok(to_wire(status));
}

Result<http::Response> remove_of_user(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_CHECK(call.services().own_factors.remove_all_of(call.actor(), id));
    return ok(json::Object{{"id", id}});
}

/// A cookie may only leave the browser on its way here, so the attributes are those it came with.
std::string lock_cookie_line(const Call& call, std::string_view value) {
    std::string line(lock_cookie);
    line += '=';
    line += value;
    line += lock_cookie_end;
    if (call.request().secure) line += "; Secure";
    return line;
}

}  // namespace

access::FactorProof factor_proof(const Call& call, const json::Object& body) {
    const auto secret = [&](std::string_view key) {
        return SecretText(json::string_or(body, key));
    };
    return {.one_time_code = secret("one_time_code"),
            .recovery_code = secret("recovery_code"),
            .passkey = assertion_in(body),
            .site = passkey_site(call),
            .lock_token = SecretText(std::string(call.request().cookie(lock_cookie)))};
}

access::PasskeySite passkey_site(const Call& call) {
    const auto& configured = call.services().settings.text("server.public_url");
    if (configured.empty()) return access::passkey_site(origin_seen_by(call));
    const auto scheme = configured.find("://");
    const auto path = scheme == std::string::npos ? scheme : configured.find('/', scheme + 3);
    return access::passkey_site(std::string_view(configured).substr(0, path));
}

bool owes_second_factor(const Call& call) {
    const bool may_be_owed = call.is_signed_in() && call.session() != nullptr &&
                             call.actor().role().second_factor_required &&
                             !call.actor().user().service_account;
    return may_be_owed && !call.session()->factor_at;
}

Result<> check_second_factor(const Call& call) {
    if (!owes_second_factor(call)) return {};
    constexpr std::string_view prefix = "/api/v2/";
    std::string_view path = call.request().path;
    if (!path.starts_with(prefix)) return {};
    path.remove_prefix(prefix.size());
    const auto first = path.substr(0, path.find_first_of("/."));
    const bool is_open = std::ranges::find(open_paths, first) != open_paths.end();
    if (is_open || is_own_user(call, path)) return {};
    return refuse_field(Errc::forbidden, "second_factor", "errors.second_factor.required");
}

void give_lock_cookie(Call& call, const SecretText& token) {
    call.reply_headers().emplace_back("Set-Cookie", lock_cookie_line(call, token.reveal()));
}

void take_lock_cookie(Call& call) {
    if (call.request().cookie(lock_cookie).empty()) return;
    call.reply_headers().emplace_back("Set-Cookie", lock_cookie_line(call, "") + "; Max-Age=0");
}

Routes second_factor_routes() {
    using http::Method;
    constexpr std::string_view own = "/api/v2/second_factor";
    constexpr std::string_view of_user = "/api/v2/users/{id}/second_factor";
    return {
        {.method = Method::get, .pattern = own, .handler = show, .model = "User", .action = "show"},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/one_time_code",
         .handler = begin_one_time_code,
         .model = "User",
         .action = "second_factor_set_up"},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/one_time_code/confirmation",
         .handler = finish_one_time_code,
         .model = "User",
         .action = "second_factor_set_up"},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/one_time_code/removal",
         .handler = remove_one_time_code,
         .model = "User",
         .action = "second_factor_remove"},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/proof",
         .handler = ask_for_proof},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/passkeys",
         .handler = begin_passkey,
         .model = "User",
         .action = "second_factor_set_up"},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/passkeys/confirmation",
         .handler = finish_passkey,
         .model = "User",
         .action = "second_factor_set_up"},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/passkeys/{key_id}/removal",
         .handler = remove_passkey,
         .model = "User",
         .action = "second_factor_remove"},
        {.method = Method::post,
         .pattern = "/api/v2/tokens/passkey",
         .handler = passkey_challenge,
         .door = Door::open},
        {.method = Method::post,
         .pattern = "/api/v2/second_factor/recovery_codes",
         .handler = renew_codes,
         .model = "User",
         .action = "recovery_codes_renew"},
        {.method = Method::get,
         .pattern = of_user,
         .handler = show_of_user,
         .model = "User",
         .action = "show"},
        {.method = Method::del,
         .pattern = of_user,
         .handler = remove_of_user,
         .model = "User",
         .action = "second_factor_remove"},
    };
}

}  // namespace amparo::api
