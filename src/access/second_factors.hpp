#pragma once

#include <string>
#include <vector>

#include "access/factor_record.hpp"
#include "access/passkey_challenges.hpp"

namespace amparo::access {

/// What somebody sends to prove themselves besides the password; one of the members.
struct FactorProof {
    SecretText one_time_code = {};
    SecretText recovery_code = {};
    /// Of a key, and as whose page it was shown to the browser.
    PasskeyAssertion passkey = {};
    PasskeySite site = {};
    /// Of a browser whose app has locked itself (Sessions::end_for_lock).
    SecretText lock_token = {};
    /// When the user's own session, in which they send the password again, has proven one.
    std::optional<Instant> proven_at = {};

    /// Whether nothing was sent that could prove anybody.
    bool is_empty() const {
        return one_time_code.empty() && recovery_code.empty() && passkey.empty();
    }
};

/// Checks second factors and uses proofs up. Says nothing on passwords and counts no failures:
/// that is the Authenticator's. Thread-safe.
class SecondFactors {
  public:
    /// The database outlives it.
    explicit SecondFactors(store::Database& database) : database_(database) {}

    /// How a user can prove themselves.
    struct Ways {
        std::vector<std::string> kinds = {};     // "one_time_code", "passkey", "recovery_code"
        std::vector<std::string> passkeys = {};  // their credential ids, bytes
    };
    /// Empty when the password alone opens the account.
    Result<Ways> ways_of(const User& user) const;
    /// The ways as the wire says them, with a challenge for the keys if there are any.
    Result<json::Object> to_wire(const User& user, const Ways& ways, const PasskeySite& site);
    /// Whether the proof is the user's. A right one is used up: no code is taken twice.
    Result<bool> take(const User& user, const FactorProof& proof);
    /// As take(), for a key that signs somebody in without a password: it must have verified them
    /// itself, by a PIN, a finger or a face.
    Result<bool> take_alone(const User& user, const FactorProof& proof);

  private:
    Result<bool> take_one_time_code(const User& user, const SecretText& code);
    Result<bool> take_passkey(const User& user, const FactorProof& proof, PasskeyUse use);
    Result<bool> take_recovery_code(const User& user, const SecretText& code);

    store::Database& database_;
};

/// Uses up a code of a half minute inside the caller's transaction; false when it was used before.
Result<bool> take_one_time_step(store::Transaction& transaction, const SecretText& key,
                                std::int64_t step, Instant now);

/// Puts ten new recovery codes into the record, in the place of those before, and gives them.
std::vector<SecretText> renew_recovery_codes(FactorRecord& factors, Random& random);

}  // namespace amparo::access
