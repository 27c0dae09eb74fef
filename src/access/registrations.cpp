#include "access/registrations.hpp"

#include <algorithm>

#include "access/password_resets.hpp"
#include "access/sign_in_guard.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/settings.hpp"
#include "base/text.hpp"
#include "store/jobs.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view mail_kind = "registration_mail";
constexpr int attempts_max = 8;
constexpr int per_address_of_mail_minute = 6;

/// No control characters, no marks that turn the direction of what follows, nothing that a list
/// of users could take for a link.
bool is_name(std::string_view name) {
    constexpr std::string_view refused[] = {"://",    "<",      ">",      "@",      "\u202a",
                                            "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",
                                            "\u2067", "\u2068", "\u2069"};
    const bool has_refused = std::ranges::any_of(
        refused, [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
    const bool has_control = std::ranges::any_of(
        name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
    return !has_refused && !has_control && text::length(name) <= full_name_characters_max;
}

std::string normalised_email(std::string_view email) {
    return text::to_lower(text::trim(email.substr(0, 512)));
}

UserInput input_of(const RegistrationStream& stream, const json::Object& payload) {
    UserInput input;
    const auto email = json::string_or(payload, "email");
    input.user_name = email;
    input.role = stream.role.text();
    input.agency = stream.agency.text();
    input.groups = stream.groups;
    input.attributes = {
        {"full_name", json::string_or(payload, "full_name")},
        {"email", email},
        {"send_mail", json::bool_or(payload, "send_mail", true)},
        {"unverified", true},
        {"self_registered", true},
        {"registration_stream", stream.unique_id},
        {"data_processing_consent_provided_on", json::string_or(payload, "consented_on")}};
    const auto locale = json::string_or(payload, "locale");
    if (!locale.empty()) input.attributes["locale"] = locale;
    return input;
}

json::Object payload_of(const Registration& registration, Instant now) {
    return {{"full_name", text::trim(registration.full_name)},
            {"email", normalised_email(registration.email)},
            {"locale", registration.locale},
            {"stream", registration.stream},
            {"send_mail", registration.wants_mail},
            {"consented_on", format_instant(now)}};
}

Directory::UserPointer owner_of(const Directory& directory, const std::string& email) {
    for (const auto& user : directory.users()) {
        const bool is_owner =
            normalised_email(user->email) == email || user->user_name.text() == email;
        if (is_owner) return user;
    }
    return nullptr;
}

json::Object outcome(const char* word) {
    return {{"outcome", word}};
}

}  // namespace

RegistrationOptions registration_options(const Settings& settings) {
    // Where only identity providers count, a password would let nobody in.
    const bool can_sign_in =
        !settings.text("smtp.host").empty() && !settings.boolean("identity.required");
    return {.is_allowed = settings.boolean("registration.enabled") && can_sign_in,
            .work_bits = static_cast<int>(settings.integer("registration.work_bits")),
            .per_address_minute =
                static_cast<int>(settings.integer("registration.per_address_minute"))};
}

Registrations::Registrations(Parts parts, RegistrationOptions options)
    : parts_(std::move(parts)), options_(options), work_(parts_.database, options.work_bits) {}

std::vector<RegistrationStream> Registrations::streams() const {
    if (!options_.is_allowed) return {};
    return usable_streams(parts_.definitions()->system_settings(), *parts_.directory.snapshot());
}

Result<WorkChallenge> Registrations::challenge() {
    if (streams().empty()) return refuse_forbidden();
    return work_.issue();
}

Result<> Registrations::submit(const Registration& registration, DisposableMail& disposable,
                               const Proof& other_proof) {
    if (streams().empty()) return refuse_forbidden();
    SignInGuard guard(parts_.database, {.per_name_minute = per_address_of_mail_minute,
                                        .per_address_minute = options_.per_address_minute});
    // Keys of their own: nobody is kept from signing in by registering too often.
    const auto email = normalised_email(registration.email);
    AMPARO_CHECK(guard.admit({.user_name = "registration of " + email,
                              .remote_ip = "registration from " + registration.remote_ip}));
    AMPARO_CHECK(check(registration, disposable));
    if (other_proof) {
        AMPARO_CHECK(other_proof());
    } else {
        AMPARO_CHECK(work_.redeem(registration.challenge, registration.answers));
    }
    return enqueue(registration_job, payload_of(registration, parts_.database.clock().now()));
}

Result<> Registrations::check(const Registration& registration, DisposableMail& disposable) const {
    Error error{.code = Errc::invalid, .message = "errors.invalid_record"};
    auto& problems = error.problems;
    if (registration.email.empty()) problems.push_back({"email", "errors.models.user.email"});
    if (!is_name(registration.full_name))
        problems.push_back({"full_name", "errors.models.user.full_name_form"});
    const auto directory = parts_.directory.snapshot();
    const auto stream =
        find_stream(parts_.definitions()->system_settings(), *directory, registration.stream);
    if (!stream) {
        problems.push_back({"registration_stream", "errors.models.user.registration_stream"});
    } else {
        const auto payload = payload_of(registration, parts_.database.clock().now());
        AMPARO_TRY(auto found, parts_.users.problems_of_registration(input_of(*stream, payload)));
        std::ranges::move(found, std::back_inserter(problems));
    }
    if (!registration.has_consented)
        problems.push_back({"data_processing_consent_provided_on",
                            "errors.models.user.data_processing_consent_provided_on"});
    if (disposable.holds(registration.email))
        problems.push_back({"email", "errors.api.user.disposable_email"});
    if (problems.empty()) return {};
    return std::unexpected(std::move(error));
}

Result<json::Object> Registrations::carry_out(const json::Object& payload) {
    const auto email = json::string_or(payload, "email");
    const auto directory = parts_.directory.snapshot();
    if (const auto owner = owner_of(*directory, email)) return tell_owner(*owner, email);
    const auto stream = find_stream(parts_.definitions()->system_settings(), *directory,
                                    json::string_or(payload, "stream"));
    if (!options_.is_allowed || !stream) return outcome("closed");
    const auto user = parts_.users.register_oneself(input_of(*stream, payload));
    if (!user && user.error().code == Errc::invalid) {
        // The last place was taken a moment ago, or the address just now.
        log::warn("registration.refused", {{"stream", stream->unique_id}});
        return outcome("refused");
    }
    AMPARO_TRY(const auto made, user);
    log::info("registration.done", {{"user", made->id}});
    AMPARO_CHECK(may_mail(email));
    AMPARO_CHECK(enqueue(reset_job, {{"user_id", made->id}, {"why", "registered"}}));
    return outcome("registered");
}

/// Somebody who has not used their link gets another; somebody who is in learns of the attempt.
Result<json::Object> Registrations::tell_owner(const User& owner, const std::string& email) {
    if (owner.disabled || normalised_email(owner.email) != email) return outcome("no_recipient");
    AMPARO_TRY(const bool is_free, may_mail(email));
    if (!is_free) return outcome("told_before");
    const auto* why = owner.unverified ? "registered" : "known";
    AMPARO_CHECK(enqueue(reset_job, {{"user_id", owner.id}, {"why", why}}));
    return outcome("told");
}

Result<bool> Registrations::may_mail(const std::string& email) {
    const auto now = parts_.database.clock().now();
    const auto key = parts_.database.keys().derived("registered addresses").reveal();
    const store::VolatileRow told{.kind = std::string(mail_kind),
                                  .key_hash = crypto::hex(crypto::hmac_sha256(key, email)),
                                  .updated_at = now,
                                  .expires_at = now + registration_mail_pause};
    const auto kept = parts_.database.write(
        [&](store::Transaction& transaction) { return store::insert_volatile(transaction, told); });
    if (!kept && kept.error().code == Errc::conflict) return false;
    AMPARO_CHECK(kept);
    return true;
}

Result<> Registrations::enqueue(std::string_view kind, json::Object payload) {
    AMPARO_CHECK(parts_.database.write([&](store::Transaction& transaction) {
        return store::enqueue_job(transaction, {.queue = std::string(reset_queue),
                                                .kind = std::string(kind),
                                                .attempts_max = attempts_max,
                                                .run_at = parts_.database.clock().now(),
                                                .payload = payload});
    }));
    return {};
}

}  // namespace amparo::access
