#include "api/registration.hpp"

#include <memory>

#include "access/registrations.hpp"
#include "api/turnstile.hpp"
#include "api/wire.hpp"
#include "base/settings.hpp"

namespace amparo::api {
namespace {

// Names, an address and sixteen numbers; nobody may send a novel.
constexpr std::size_t registration_bytes_max = 16U << 10;

access::Registrations registrations_of(Call& call) {
    const auto& services = call.services();
    return {{.database = services.database,
             .directory = services.directory,
             .users = services.users,
             .definitions = services.definitions},
            access::registration_options(services.settings)};
}

/// GET /users/self-register/challenge.
Result<http::Response> give_challenge(Call& call) {
    auto registrations = registrations_of(call);
    AMPARO_TRY(const auto challenge, registrations.challenge());
    return ok(
        {{"challenge", challenge.text}, {"bits", challenge.bits}, {"rounds", access::work_rounds}});
}

std::vector<std::uint64_t> answers_of(const json::Object& proof) {
    std::vector<std::uint64_t> answers;
    const auto* list = json::find_array(proof, "answers");
    if (list == nullptr || list->size() > access::work_rounds) return answers;
    for (const auto& element : *list) {
        const auto answer = json::as_integer(element);
        if (!answer || *answer < 0) return {};
        answers.push_back(static_cast<std::uint64_t>(*answer));
    }
    return answers;
}

access::Registration registration_of(const json::Object& body, std::string remote_ip) {
    access::Registration registration{
        .full_name = json::string_or(body, "full_name"),
        .email = json::string_or(body, "email"),
        .locale = json::string_or(body, "locale"),
        .stream = json::string_or(body, "registration_stream"),
        .has_consented = json::bool_or(body, "data_processing_consent_provided", false),
        .wants_mail = json::bool_or(body, "send_mail", true),
        .remote_ip = std::move(remote_ip)};
    if (const auto* proof = json::find_object(body, "proof")) {
        registration.challenge = json::string_or(*proof, "challenge");
        registration.answers = answers_of(*proof);
    }
    return registration;
}

/// POST /users/self-register: the same answer whether the address is known or not.
Result<http::Response> self_register(Call& call, access::DisposableMail& disposable) {
    AMPARO_TRY(const auto body, call.member("user"));
    auto registrations = registrations_of(call);
    access::Registrations::Proof other_proof;
    const auto token = json::string_or(body, "captcha_token");
    if (const auto turnstile = Turnstile::from_settings(call.services().settings);
        turnstile && !token.empty()) {
        other_proof = [turnstile = *turnstile, token, ip = call.client().remote_ip] {
            return turnstile.verify(token, ip);
        };
    }
    AMPARO_CHECK(registrations.submit(registration_of(body, call.client().remote_ip), disposable,
                                      other_proof));
    auto response = ok_whole(json::Object());
    response.status = 201;
    return response;
}

/// The texts of an option by stream, those of streams that can be used.
json::Object texts_of(Call& call, std::string_view option,
                      const std::vector<access::RegistrationStream>& streams) {
    const auto& definitions = call.definitions();
    json::Object texts;
    const auto* options = json::find_object(definitions.system_settings(), "system_options");
    const auto* stored = options == nullptr ? nullptr : json::find_object(*options, option);
    if (stored == nullptr) return texts;
    auto by_stream = by_name_then_locale(*stored, definitions);
    for (const auto& stream : streams)
        if (auto* found = by_stream.if_contains(stream.unique_id))
            texts.emplace(stream.unique_id, std::move(*found));
    return texts;
}

}  // namespace

void add_registration(Call& call, json::Object& public_info) {
    const auto streams = registrations_of(call).streams();
    json::Array wire;
    for (const auto& stream : streams) wire.emplace_back(json::Object{{"id", stream.unique_id}});
    public_info["allow_self_registration"] = !streams.empty();
    public_info["registration_streams"] = std::move(wire);
    public_info["password_length_min"] = call.services().settings.integer("password.length_min");
    if (streams.empty()) return;
    if (const auto turnstile = Turnstile::from_settings(call.services().settings))
        public_info["captcha"] = turnstile->to_wire();
    public_info["registration_streams_link_labels"] =
        texts_of(call, access::stream_labels_option, streams);
    public_info["registration_streams_consent_text"] =
        texts_of(call, access::stream_consents_option, streams);
}

Routes registration_routes() {
    using http::Method;
    // Made with the first registration, when the settings are at hand.
    struct List {
        std::once_flag made;
        std::unique_ptr<access::DisposableMail> disposable;
    };
    auto list = std::make_shared<List>();
    return {
        {.method = Method::get,
         .pattern = "/api/v2/users/self-register/challenge",
         .handler = give_challenge,
         .door = Door::open},
        {.method = Method::post,
         .pattern = "/api/v2/users/self-register",
         .handler =
             [list](Call& call) {
                 std::call_once(list->made, [&] {
                     list->disposable = std::make_unique<access::DisposableMail>(
                         call.services().settings.text("registration.disposable_file"));
                 });
                 return self_register(call, *list->disposable);
             },
         .model = "User",
         .action = "self_register",
         .door = Door::open,
         .body_bytes_max = registration_bytes_max},
    };
}

}  // namespace amparo::api
