#pragma once

#include <functional>
#include <string>
#include <vector>

#include "access/authenticator.hpp"

namespace amparo::access {

/// Setting up and removing second factors: one's own, and those of somebody who has lost theirs.
/// Whoever changes their own proves the password again; every change ends all other sessions of
/// the user. Thread-safe.
class OwnFactors {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        LiveDirectory& directory;
        Sessions& sessions;
        Authenticator& authenticator;
        SecondFactors& factors;
        /// Tells somebody, in the transaction that does it, that their second factor is gone. `by`
        /// is empty when they removed it themselves.
        std::function<Result<>(store::Transaction&, const UserName& whose, const UserName& by)>
            tell_removed = {};
    };
    explicit OwnFactors(Parts parts) : parts_(std::move(parts)) {}

    /// What there is, without any secret.
    struct Status {
        bool has_one_time_code = false;
        Instant one_time_since{};
        std::size_t recovery_codes_left = 0;
        /// A key with when it was last used; the key's own moment of registration until then.
        struct Key {
            std::string id = {};
            std::string name = {};
            Instant created_at{};
            std::optional<Instant> last_used_at = {};
        };
        std::vector<Key> passkeys = {};

        bool is_active() const { return has_one_time_code || !passkeys.empty(); }
    };
    /// The actor's own.
    Result<Status> status(const Actor& actor) const { return status_of_number(actor.user().id); }
    /// Whether the password alone does not open somebody's account; for who begins their session.
    Result<bool> has_any(const User& user) const;

    /// Somebody at their own account: in a session, with what proves them again.
    struct Own {
        const Actor& actor;
        const Session& session;
        Authenticator::Confirmation confirmation = {};
    };
    /// A key for an app on the phone. It counts only after finish_one_time_code(), within ten
    /// minutes and in the same session. `conflict` when there is one already.
    Result<SecretText> begin_one_time_code(const Own& own);
    /// The recovery codes, told this once; none when there are some already.
    using Codes = std::vector<SecretText>;
    /// The app shows the right code: from now on it is asked for. `invalid` at `one_time_code`
    /// for a wrong one, `not_found` when nothing was begun.
    Result<Codes> finish_one_time_code(const Own& own);
    /// Takes the password and a proof. Recovery codes go with the last factor.
    Result<> remove_one_time_code(const Own& own);

    /// What a browser needs to make a key for the actor: a challenge, and the keys they have.
    struct KeyWish {
        std::string challenge;
        std::vector<std::string> known;  // credential ids, bytes
    };
    /// Takes the password. `conflict` at keys_max.
    Result<KeyWish> begin_passkey(const Own& own);
    /// The key that the browser made for it. Recovery codes as finish_one_time_code(). `invalid`
    /// at `passkey` or `name`, `conflict` for a key that is known.
    struct NewKey {
        std::string name;
        PasskeySite site;
        PasskeyRegistration registration;
    };
    Result<Codes> finish_passkey(const Own& own, const NewKey& key);
    /// Takes the password and a proof. `not_found` for a key that is not the actor's.
    Result<> remove_passkey(const Own& own, std::string_view id);
    /// What a proof with a key needs, and how else the actor can prove themselves.
    Result<json::Object> ask_for_proof(const Own& own, const PasskeySite& site);

    /// Ten new codes for those before; takes the password and a proof.
    Result<Codes> renew_codes(const Own& own);

    /// Of another user, who may be written like a new password may be set for them.
    Result<Status> status_of(const Actor& actor, std::int64_t user_id) const;
    /// The other user signs in by password alone until they set up a new factor; all their
    /// sessions end, and they are told. `not_found` when there is none.
    Result<> remove_all_of(const Actor& actor, std::int64_t user_id);

    static constexpr std::chrono::minutes set_up_max{10};
    static constexpr std::size_t keys_max = 10;
    static constexpr std::size_t key_name_characters_max = 60;

  private:
    Result<Status> status_of_number(std::int64_t user_id) const;
    Result<Directory::UserPointer> user_for(const Actor& actor, std::int64_t user_id) const;
    /// Writes the record after a change of the actor's own, and what follows from it.
    Result<> keep(store::Transaction& transaction, const Own& own, const FactorRecord& factors,
                  Instant now);

    Parts parts_;
};

}  // namespace amparo::access
