#include "access/second_factors.hpp"

#include <algorithm>

#include "access/one_time_codes.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view used_step_kind = "one_time_step";
/// As long as the code of a half minute could be right, and a little more.
constexpr std::chrono::minutes used_step_life{3};

std::string recovery_hash(const FactorRecord& factors, const SecretText& code) {
    return crypto::hex(
        crypto::hmac_sha256(factors.recovery_salt, plain_recovery_code(code.reveal()).reveal()));
}

/// Takes the code's digest out of the record; looks at all of them whichever it is.
bool remove_recovery_code(FactorRecord& factors, const SecretText& code) {
    const auto digest = recovery_hash(factors, code);
    auto found = factors.recovery_hashes.end();
    for (auto at = factors.recovery_hashes.begin(); at != factors.recovery_hashes.end(); ++at) {
        if (crypto::equal_constant_time(*at, digest)) found = at;
    }
    if (found == factors.recovery_hashes.end()) return false;
    factors.recovery_hashes.erase(found);
    return true;
}

}  // namespace

Result<SecondFactors::Ways> SecondFactors::ways_of(const User& user) const {
    AMPARO_TRY(const auto factors, database_.read([&](store::Snapshot& snapshot) {
        return find_factors(snapshot, user.id);
    }));
    Ways ways;
    if (!factors.is_active()) return ways;
    if (!factors.one_time_key.empty()) ways.kinds.emplace_back("one_time_code");
    if (!factors.passkeys.empty()) ways.kinds.emplace_back("passkey");
    if (!factors.recovery_hashes.empty()) ways.kinds.emplace_back("recovery_code");
    for (const auto& passkey : factors.passkeys) ways.passkeys.push_back(passkey.key.credential_id);
    return ways;
}

Result<json::Object> SecondFactors::to_wire(const User& user, const Ways& ways,
                                            const PasskeySite& site) {
    json::Array kinds;
    for (const auto& kind : ways.kinds) kinds.emplace_back(kind);
    json::Object wire{{"kinds", std::move(kinds)}};
    if (ways.passkeys.empty()) return wire;
    AMPARO_TRY(const auto challenge,
               give_challenge(database_, PasskeyUse::second_factor, user.user_name.text()));
    json::Array credentials;
    for (const auto& id : ways.passkeys) credentials.emplace_back(crypto::base64_url(id));
    wire.emplace("passkey", json::Object{{"challenge", challenge},
                                         {"rp_id", site.id},
                                         {"credentials", std::move(credentials)}});
    return wire;
}

Result<bool> SecondFactors::take(const User& user, const FactorProof& proof) {
    if (!proof.recovery_code.empty()) return take_recovery_code(user, proof.recovery_code);
    if (!proof.passkey.empty()) return take_passkey(user, proof, PasskeyUse::second_factor);
    return take_one_time_code(user, proof.one_time_code);
}

Result<bool> SecondFactors::take_alone(const User& user, const FactorProof& proof) {
    return take_passkey(user, proof, PasskeyUse::sign_in);
}

Result<bool> SecondFactors::take_passkey(const User& user, const FactorProof& proof,
                                         PasskeyUse use) {
    const bool is_alone = use == PasskeyUse::sign_in;
    const auto whose = is_alone ? std::string() : user.user_name.text();
    const auto challenge = challenge_in(proof.passkey.client_data);
    AMPARO_TRY(const bool is_ours, take_challenge(database_, use, whose, challenge));
    if (!is_ours) return false;
    const auto now = database_.clock().now();
    return database_.write([&](store::Transaction& transaction) -> Result<bool> {
        AMPARO_TRY(const auto factors, find_factors(transaction, user.id));
        const auto* passkey = factors.find_passkey(proof.passkey.credential_id);
        if (passkey == nullptr) return false;
        AMPARO_TRY(const auto last, find_last_use(transaction, *passkey));
        auto key = passkey->key;
        if (last) key.sign_count = last->sign_count;
        const auto proven = check_assertion(proof.site, key, proof.passkey);
        if (!proven) {
            log::info("passkey.refused", {{"user", user.id}, {"why", proven.error().internal}});
            return false;
        }
        if (is_alone && !proven->user_verified) return false;
        AMPARO_CHECK(
            put_last_use(transaction, *passkey, {.sign_count = proven->sign_count, .at = now}));
        return true;
    });
}

Result<bool> SecondFactors::take_one_time_code(const User& user, const SecretText& code) {
    AMPARO_TRY(const auto factors, database_.read([&](store::Snapshot& snapshot) {
        return find_factors(snapshot, user.id);
    }));
    if (factors.one_time_key.empty()) return false;
    const auto now = database_.clock().now();
    const auto step = step_of_code(factors.one_time_key, code.reveal(), now);
    if (!step) return false;
    return database_.write([&](store::Transaction& transaction) {
        return take_one_time_step(transaction, factors.one_time_key, *step, now);
    });
}

Result<bool> SecondFactors::take_recovery_code(const User& user, const SecretText& code) {
    const auto now = database_.clock().now();
    const auto taken = database_.write([&](store::Transaction& transaction) -> Result<bool> {
        AMPARO_TRY(auto factors, find_factors(transaction, user.id));
        if (!factors.is_active() || !remove_recovery_code(factors, code)) return false;
        AMPARO_CHECK(put_factors(transaction, user.id, factors, {Actor::system(), now}));
        return true;
    });
    // Somebody else was faster with the same code, or with another: this one proves nothing yet.
    if (!taken && taken.error().code == Errc::conflict) return false;
    return taken;
}

Result<bool> take_one_time_step(store::Transaction& transaction, const SecretText& key,
                                std::int64_t step, Instant now) {
    const auto digest = crypto::hmac_sha256(key.reveal(), "used " + std::to_string(step));
    const auto stored = store::insert_volatile(transaction, {.kind = std::string(used_step_kind),
                                                             .key_hash = crypto::hex(digest),
                                                             .owner = "",
                                                             .updated_at = now,
                                                             .expires_at = now + used_step_life,
                                                             .data = {}});
    if (!stored && stored.error().code == Errc::conflict) return false;
    AMPARO_CHECK(stored);
    return true;
}

std::vector<SecretText> renew_recovery_codes(FactorRecord& factors, Random& random) {
    factors.recovery_salt = crypto::random_token(random);
    factors.recovery_hashes.clear();
    std::vector<SecretText> codes;
    while (codes.size() < recovery_code_count) {
        codes.push_back(new_recovery_code(random));
        factors.recovery_hashes.push_back(recovery_hash(factors, codes.back()));
    }
    return codes;
}

}  // namespace amparo::access
