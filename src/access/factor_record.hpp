#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "access/passkey_check.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// The kind of the documents below; their key is the user's number, which outlives a new name.
inline constexpr std::string_view second_factor_kind = "second_factor";

/// A passkey or security key that somebody registered.
struct Passkey {
    std::string id = {};    // names it on the wire
    std::string name = {};  // as its owner calls it
    PasskeyKey key = {};    // with the counter as it was when registered
    Instant created_at{};
};
/// What happens to a key with each use; beside the record, which would otherwise be written with
/// each sign-in.
struct PasskeyLastUse {
    std::uint32_t sign_count = 0;
    Instant at{};
};

/// What somebody can prove themselves with besides the password: sealed at rest as every document
/// is, and never in an answer.
struct FactorRecord {
    SecretText one_time_key;  // of the app on the phone; empty: none
    Instant one_time_since{};
    std::string recovery_salt;                 // the key of the digests below
    std::vector<std::string> recovery_hashes;  // of the codes that are left, hexadecimal
    std::vector<Passkey> passkeys;
    std::int64_t revision = 0;  // 0: nothing is stored

    /// Whether the password alone does not open the account.
    bool is_active() const { return !one_time_key.empty() || !passkeys.empty(); }
    /// Null when there is no such key.
    const Passkey* find_passkey(std::string_view credential_id) const;
};

/// An empty record for whoever has none.
Result<FactorRecord> find_factors(store::Snapshot& snapshot, std::int64_t user_id);
/// Who changes a record, and when.
struct FactorChange {
    const Actor& actor;
    Instant at{};
};
/// Writes it over the revision it was read at; `conflict` when another was faster.
Result<> put_factors(store::Transaction& transaction, std::int64_t user_id,
                     const FactorRecord& factors, const FactorChange& change);
/// Removes everything; good when there is nothing.
Result<> remove_factors(store::Transaction& transaction, std::int64_t user_id, const Actor& actor);
/// Nullopt for a key that was not used since it was registered.
Result<std::optional<PasskeyLastUse>> find_last_use(store::Snapshot& snapshot,
                                                    const Passkey& passkey);
Result<> put_last_use(store::Transaction& transaction, const Passkey& passkey,
                      const PasskeyLastUse& use);

}  // namespace amparo::access
