#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "access/credentials.hpp"
#include "access/directory.hpp"
#include "access/passwords.hpp"
#include "access/second_factors.hpp"
#include "access/sessions.hpp"
#include "access/sign_in_guard.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// A name and a password as somebody sent them.
struct SubmittedCredentials {
    std::string user_name;
    SecretText password;
    ClientInfo client;
    FactorProof proof = {};
};

/// Finds out who is asking: by password, by session cookie, by HTTP Basic. Every refusal of
/// credentials reads the same and takes about as long, whether the name is unknown, the password
/// wrong, the name locked or the account disabled. Thread-safe.
class Authenticator {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        LiveDirectory& directory;
        Passwords& passwords;
        Sessions& sessions;
        SignInGuard& guard;
        SecondFactors& factors;
        /// Whose passwords and passkeys count; empty: everybody's.
        std::function<bool(const User&)> may_use_password = {};
    };
    explicit Authenticator(Parts parts);
    ~Authenticator();
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;

    /// Who signed in, with the session that began.
    struct SignedIn {
        Actor actor;
        StartedSession started;
        bool must_change_password = false;
    };
    /// POST /tokens with credentials: a new session. unauthenticated, too_many_requests, busy. Who
    /// has a second factor is told so after the right password, and only then: `unauthenticated`
    /// with the field `second_factor` and the kinds there are beside the errors.
    Result<SignedIn> sign_in(const SubmittedCredentials& submitted);

    /// POST /tokens with a passkey alone, whose owner the key itself knows: a new session.
    /// `unauthenticated` for any other; a locked account stays locked.
    Result<SignedIn> sign_in_by_passkey(const FactorProof& proof, const ClientInfo& client);
    /// The challenge for that.
    Result<std::string> passkey_challenge();

    /// Who a session cookie belongs to.
    struct Resumed {
        Actor actor;
        Session session;
    };
    /// The session cookie of a request, extended. `unauthenticated` when it is over, or the user
    /// is disabled by now.
    Result<Resumed> resume(const SecretText& token);

    /// What has to be proven again before something is changed that one signs in with.
    enum class Ask { password, password_and_factor };
    struct Confirmation {
        SecretText password = {};
        FactorProof proof = {};
        ClientInfo client = {};
    };
    /// Somebody who is signed in proves again who they are. `invalid` at `password` or
    /// `one_time_code`; counts towards the lock like a sign-in. Who has no second factor need
    /// prove none.
    Result<> confirm(const Actor& actor, const Confirmation& confirmation, Ask ask);

    /// Whether somebody else chose the actor's password, so that it must be changed first.
    Result<bool> must_change_password(const Actor& actor) const;

    /// HTTP Basic: no session. Refused for who has a second factor, or must have one, unless it is
    /// a service account: nobody is there to prove it. A success is remembered for a minute, so
    /// that an integration does not cost a password hash a request; forgotten when users or
    /// passwords change.
    Result<Actor> verify_basic(const SubmittedCredentials& submitted);

    static constexpr std::size_t remembered_max = 1024;
    static constexpr std::chrono::seconds remembered_for{60};

  private:
    class Remembered;
    struct Proven {
        Actor actor;
        bool must_change_password = false;
        std::optional<Instant> factor_at = {};
    };
    struct FactorStep {
        /// Proven or not asked for; wrong; still to be proven.
        enum class Step { done, wrong, asked };
        Step step = Step::done;
        std::optional<Instant> proven_at = {};
        json::Object ways = {};
    };
    Result<FactorStep> check_factor(const SubmittedCredentials& submitted, const Actor& actor,
                                    SignInGuard::Way way);
    bool may_prove_here(const User& user) const;
    Result<> count_failure(const SignInGuard::Attempt& attempt);
    Result<Proven> prove(const SubmittedCredentials& submitted, SignInGuard::Way way);
    /// What the password proves; nullopt when it is wrong or the user has none.
    Result<std::optional<Credential>> check_password(const SubmittedCredentials& submitted,
                                                     const UserName& name);
    void renew_hash(const SecretText& password, const UserName& name, Credential credential);

    Parts parts_;
    std::shared_ptr<Remembered> remembered_;
};

}  // namespace amparo::access
