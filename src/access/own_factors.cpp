#include "access/own_factors.hpp"

#include "access/grants.hpp"
#include "access/one_time_codes.hpp"
#include "access/user_scope.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

/// A key that waits for the first right code, by the session that asked for it.
constexpr std::string_view set_up_kind = "one_time_set_up";

std::string set_up_key(const Session& session) {
    return crypto::hex(crypto::blake2b(session.id));
}

Result<SecretText> begun_key(store::Snapshot& snapshot, const Session& session) {
    AMPARO_TRY(const auto row, store::find_volatile(snapshot, set_up_kind, set_up_key(session)));
    if (!row || row->owner != session.user.text())
        return refuse_field(Errc::not_found, "one_time_code", "errors.second_factor.not_begun");
    AMPARO_TRY(auto key, crypto::from_base64(json::string_or(row->data, "key")));
    return SecretText(std::move(key));
}

std::unexpected<Error> wrong_member(const char* member, const char* message) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = {{member, message}}});
}

std::unexpected<Error> has_one_already() {
    return refuse_field(Errc::conflict, "one_time_code", "errors.second_factor.has_one");
}

}  // namespace

Result<OwnFactors::Status> OwnFactors::status_of_number(std::int64_t user_id) const {
    return parts_.database.read([&](store::Snapshot& snapshot) -> Result<Status> {
        AMPARO_TRY(const auto factors, find_factors(snapshot, user_id));
        Status status{.has_one_time_code = !factors.one_time_key.empty(),
                      .one_time_since = factors.one_time_since,
                      .recovery_codes_left = factors.recovery_hashes.size()};
        for (const auto& passkey : factors.passkeys) {
            AMPARO_TRY(const auto last, find_last_use(snapshot, passkey));
            status.passkeys.push_back(
                {.id = passkey.id,
                 .name = passkey.name,
                 .created_at = passkey.created_at,
                 .last_used_at = last ? std::optional(last->at) : std::nullopt});
        }
        return status;
    });
}

Result<bool> OwnFactors::has_any(const User& user) const {
    AMPARO_TRY(const auto found, status_of_number(user.id));
    return found.is_active();
}

Result<SecretText> OwnFactors::begin_one_time_code(const Own& own) {
    AMPARO_CHECK(
        parts_.authenticator.confirm(own.actor, own.confirmation, Authenticator::Ask::password));
    AMPARO_TRY(const auto before, status(own.actor));
    if (before.has_one_time_code) return has_one_already();
    const auto now = parts_.database.clock().now();
    auto key = new_one_time_key(parts_.database.random());
    AMPARO_CHECK(parts_.database.write([&](store::Transaction& transaction) {
        return store::put_volatile(transaction, {.kind = std::string(set_up_kind),
                                                 .key_hash = set_up_key(own.session),
                                                 .owner = own.session.user.text(),
                                                 .updated_at = now,
                                                 .expires_at = now + set_up_max,
                                                 .data = {{"key", crypto::base64(key.reveal())}}});
    }));
    return key;
}

Result<OwnFactors::Codes> OwnFactors::finish_one_time_code(const Own& own) {
    const auto now = parts_.database.clock().now();
    Codes codes;
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        codes.clear();
        AMPARO_TRY(const auto key, begun_key(transaction, own.session));
        const auto& code = own.confirmation.proof.one_time_code;
        const auto step = step_of_code(key, code.reveal(), now);
        if (!step) return wrong_member("one_time_code", "errors.second_factor.wrong");
        AMPARO_TRY(auto factors, find_factors(transaction, own.actor.user().id));
        if (!factors.one_time_key.empty()) return has_one_already();
        factors.one_time_key = key;
        factors.one_time_since = now;
        if (factors.recovery_hashes.empty())
            codes = renew_recovery_codes(factors, parts_.database.random());
        // The code that was shown here opens nothing any more.
        AMPARO_TRY([[maybe_unused]] const bool is_new,
                   take_one_time_step(transaction, key, *step, now));
        AMPARO_CHECK(store::remove_volatile(transaction, set_up_kind, set_up_key(own.session)));
        return keep(transaction, own, factors, now);
    });
    AMPARO_CHECK(stored);
    log::info("second_factor.added", {{"user", own.actor.user().id}});
    return codes;
}

Result<> OwnFactors::remove_one_time_code(const Own& own) {
    AMPARO_CHECK(parts_.authenticator.confirm(own.actor, own.confirmation,
                                              Authenticator::Ask::password_and_factor));
    const auto now = parts_.database.clock().now();
    return parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto factors, find_factors(transaction, own.actor.user().id));
        if (factors.one_time_key.empty()) return refuse(Errc::not_found, "errors.not_found");
        factors.one_time_key = {};
        return keep(transaction, own, factors, now);
    });
}

Result<OwnFactors::KeyWish> OwnFactors::begin_passkey(const Own& own) {
    AMPARO_CHECK(
        parts_.authenticator.confirm(own.actor, own.confirmation, Authenticator::Ask::password));
    AMPARO_TRY(auto ways, parts_.factors.ways_of(own.actor.user()));
    if (ways.passkeys.size() >= keys_max)
        return refuse_field(Errc::conflict, "passkey", "errors.second_factor.many_keys");
    AMPARO_TRY(auto challenge,
               give_challenge(parts_.database, PasskeyUse::registration, own.session.id));
    return KeyWish{.challenge = std::move(challenge), .known = std::move(ways.passkeys)};
}

Result<OwnFactors::Codes> OwnFactors::finish_passkey(const Own& own, const NewKey& key) {
    auto name = text::trim(key.name);
    if (name.empty() || text::length(name) > key_name_characters_max)
        return wrong_member("name", "errors.second_factor.key_name");
    AMPARO_TRY(const bool is_ours,
               take_challenge(parts_.database, PasskeyUse::registration, own.session.id,
                              challenge_in(key.registration.client_data)));
    auto checked = check_registration(key.site, key.registration);
    if (!is_ours || !checked) {
        log::info("passkey.refused",
                  {{"user", own.actor.user().id},
                   {"why", is_ours ? checked.error().internal : std::string("challenge")}});
        return wrong_member("passkey", "errors.second_factor.passkey");
    }
    const auto now = parts_.database.clock().now();
    auto id = Uuid::random(parts_.database.random()).text();
    Codes codes;
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        codes.clear();
        AMPARO_TRY(auto factors, find_factors(transaction, own.actor.user().id));
        const bool is_known = factors.find_passkey(checked->credential_id) != nullptr;
        if (is_known || factors.passkeys.size() >= keys_max)
            return refuse_field(Errc::conflict, "passkey", "errors.second_factor.has_one");
        factors.passkeys.push_back({.id = id, .name = name, .key = *checked, .created_at = now});
        if (factors.recovery_hashes.empty())
            codes = renew_recovery_codes(factors, parts_.database.random());
        return keep(transaction, own, factors, now);
    });
    AMPARO_CHECK(stored);
    log::info("second_factor.added", {{"user", own.actor.user().id}});
    return codes;
}

Result<> OwnFactors::remove_passkey(const Own& own, std::string_view id) {
    AMPARO_CHECK(parts_.authenticator.confirm(own.actor, own.confirmation,
                                              Authenticator::Ask::password_and_factor));
    const auto now = parts_.database.clock().now();
    return parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto factors, find_factors(transaction, own.actor.user().id));
        const auto removed = std::erase_if(
            factors.passkeys, [&](const Passkey& passkey) { return passkey.id == id; });
        if (removed == 0) return refuse(Errc::not_found, "errors.not_found");
        return keep(transaction, own, factors, now);
    });
}

Result<json::Object> OwnFactors::ask_for_proof(const Own& own, const PasskeySite& site) {
    AMPARO_TRY(const auto ways, parts_.factors.ways_of(own.actor.user()));
    return parts_.factors.to_wire(own.actor.user(), ways, site);
}

Result<OwnFactors::Codes> OwnFactors::renew_codes(const Own& own) {
    AMPARO_CHECK(parts_.authenticator.confirm(own.actor, own.confirmation,
                                              Authenticator::Ask::password_and_factor));
    const auto now = parts_.database.clock().now();
    Codes codes;
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto factors, find_factors(transaction, own.actor.user().id));
        if (!factors.is_active()) return refuse(Errc::not_found, "errors.not_found");
        codes = renew_recovery_codes(factors, parts_.database.random());
        return keep(transaction, own, factors, now);
    });
    AMPARO_CHECK(stored);
    return codes;
}

Result<> OwnFactors::keep(store::Transaction& transaction, const Own& own,
                          const FactorRecord& factors, Instant now) {
    const auto& user = own.actor.user();
    if (factors.is_active()) {
        AMPARO_CHECK(put_factors(transaction, user.id, factors, {own.actor, now}));
    } else {
        AMPARO_CHECK(remove_factors(transaction, user.id, own.actor));
        if (parts_.tell_removed)
            AMPARO_CHECK(parts_.tell_removed(transaction, user.user_name, UserName()));
    }
    AMPARO_CHECK(end_sessions(transaction, user.user_name, own.session.id));
    return set_factor_at(transaction, own.session,
                         factors.is_active() ? std::optional(now) : std::nullopt);
}

Result<Directory::UserPointer> OwnFactors::user_for(const Actor& actor,
                                                    std::int64_t user_id) const {
    const auto directory = parts_.directory.snapshot();
    const bool is_own = !actor.is_system() && actor.user().id == user_id;
    // One's own are removed by who can prove them, at the account.
    if (is_own || !actor.can("user", "update")) return refuse_forbidden();
    auto user = directory->user(user_id);
    if (user == nullptr) return refuse(Errc::not_found, "errors.not_found");
    if (!is_user_in_scope(actor, *directory, *user)) return refuse_forbidden();
    AMPARO_CHECK(check_take_over(actor, *directory, *user));
    return user;
}

Result<OwnFactors::Status> OwnFactors::status_of(const Actor& actor, std::int64_t user_id) const {
    AMPARO_TRY(const auto user, user_for(actor, user_id));
    return status_of_number(user->id);
}

Result<> OwnFactors::remove_all_of(const Actor& actor, std::int64_t user_id) {
    AMPARO_TRY(const auto user, user_for(actor, user_id));
    const auto stored = parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto factors, find_factors(transaction, user->id));
        if (!factors.is_active()) return refuse(Errc::not_found, "errors.not_found");
        AMPARO_CHECK(remove_factors(transaction, user->id, actor));
        AMPARO_CHECK(end_sessions(transaction, user->user_name, ""));
        if (!parts_.tell_removed) return {};
        return parts_.tell_removed(transaction, user->user_name, actor.name());
    });
    AMPARO_CHECK(stored);
    log::info("second_factor.removed", {{"user", user->id}});
    return {};
}

}  // namespace amparo::access
