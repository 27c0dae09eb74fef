#include "access/authenticator.hpp"

#include <algorithm>
#include <charconv>

#include "access/credentials.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"

namespace amparo::access {
namespace {

std::unexpected<Error> neutral_refusal() {
    return refuse(Errc::unauthenticated, "errors.sign_in_failed");
}

/// The password was right; what is still to be proven, and how it can be.
std::unexpected<Error> factor_refusal(const char* message, json::Object ways) {
    return std::unexpected(
        Error{.code = Errc::unauthenticated,
              .message = message,
              .field = "second_factor",
              .extra = json::write(json::Object{{"second_factor", std::move(ways)}})});
}

/// Whose key it says to be; null for nobody's. Only its signature proves that.
Directory::UserPointer passkey_owner(const Directory& directory, const PasskeyAssertion& passkey) {
    std::int64_t id = 0;
    const auto& handle = passkey.user_handle;
    const auto read = std::from_chars(handle.data(), handle.data() + handle.size(), id);
    const bool is_whole = read.ec == std::errc() && read.ptr == handle.data() + handle.size();
    return is_whole ? directory.user(id) : nullptr;
}

std::unexpected<Error> wrong_member(const char* member, const char* message) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = {{member, message}}});
}

}  // namespace

/// Basic credentials that were right a moment ago, as keyed digests.
class Authenticator::Remembered {
  public:
    explicit Remembered(Random& random) : key_(crypto::random_token(random)) {}

    std::string digest(const std::string& name, const SecretText& password) const {
        // The name cannot hold a null byte's place: its length comes first.
        std::string text = std::to_string(name.size()) + ":" + name + password.reveal();
        std::string digest(crypto::bytes_of(crypto::hmac_sha256(key_, text)));
        wipe_memory(text.data(), text.size());
        return digest;
    }
    std::optional<UserName> find(const std::string& digest, Instant now) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(digest);
        if (found == entries_.end() || found->second.until <= now) return std::nullopt;
        return found->second.name;
    }
    /// Counts the changes of users and passwords; what was proven before one is not kept.
    std::uint64_t generation() {
        const std::lock_guard lock(mutex_);
        return generation_;
    }
    void keep(const std::string& digest, const UserName& name, Instant until,
              std::uint64_t generation) {
        const std::lock_guard lock(mutex_);
        if (generation != generation_) return;
        if (entries_.size() >= remembered_max) entries_.clear();
        entries_.insert_or_assign(digest, Entry{name, until});
    }
    void forget_all() {
        const std::lock_guard lock(mutex_);
        entries_.clear();
        ++generation_;
    }

  private:
    struct Entry {
        UserName name;
        Instant until{};
    };
    const std::string key_;
    std::mutex mutex_;  // guards all below
    std::unordered_map<std::string, Entry> entries_;
    std::uint64_t generation_ = 0;
};

Authenticator::Authenticator(Parts parts)
    : parts_(parts), remembered_(std::make_shared<Remembered>(parts.database.random())) {
    parts_.database.follow_documents([weak = std::weak_ptr(remembered_)](const auto& kinds) {
        const auto remembered = weak.lock();
        const bool concerns_us = std::ranges::any_of(kinds, [](const std::string& kind) {
            return kind == user_kind || kind == credential_kind || kind == role_kind ||
                   kind == second_factor_kind;
        });
        if (remembered != nullptr && concerns_us) remembered->forget_all();
    });
}

Authenticator::~Authenticator() = default;

Result<Authenticator::SignedIn> Authenticator::sign_in(const SubmittedCredentials& submitted) {
    AMPARO_TRY(auto proven, prove(submitted, SignInGuard::Way::log_in));
    AMPARO_TRY(auto started,
               parts_.sessions.start(proven.actor.name(), submitted.client, proven.factor_at));
    log::info("sign_in.done", {{"user", proven.actor.user().id}});
    return SignedIn{std::move(proven.actor), std::move(started), proven.must_change_password};
}

Result<Authenticator::SignedIn> Authenticator::sign_in_by_passkey(const FactorProof& proof,
                                                                  const ClientInfo& client) {
    const auto user = passkey_owner(*parts_.directory.snapshot(), proof.passkey);
    if (user == nullptr) return neutral_refusal();
    auto actor = parts_.directory.snapshot()->actor(user->user_name);
    if (!actor || !may_prove_here(*user)) return neutral_refusal();
    // Nobody guesses a signature: failures need no count, and must not lock the account.
    const SignInGuard::Attempt of_user{.user_name = user->user_name.text(),
                                       .remote_ip = client.remote_ip,
                                       .way = SignInGuard::Way::basic};
    AMPARO_TRY(const bool is_right, parts_.factors.take_alone(*user, proof));
    if (!is_right) return neutral_refusal();
    // Only now: whether a name is throttled or locked is nothing for others.
    AMPARO_TRY(const auto admission, parts_.guard.admit(of_user));
    if (admission.is_locked) return neutral_refusal();
    AMPARO_TRY(const bool must_change, must_change_password(*actor));
    AMPARO_TRY(auto started,
               parts_.sessions.start(user->user_name, client, parts_.database.clock().now()));
    log::info("sign_in.done", {{"user", user->id}});
    return SignedIn{std::move(*actor), std::move(started), must_change};
}

Result<std::string> Authenticator::passkey_challenge() {
    return give_challenge(parts_.database, PasskeyUse::sign_in, "");
}

Result<Authenticator::Resumed> Authenticator::resume(const SecretText& token) {
    AMPARO_TRY(auto session, parts_.sessions.resume(token));
    AMPARO_TRY(auto actor, parts_.directory.snapshot()->actor(session.user));
    return Resumed{std::move(actor), std::move(session)};
}

bool Authenticator::may_prove_here(const User& user) const {
    return !parts_.may_use_password || parts_.may_use_password(user);
}

Result<bool> Authenticator::must_change_password(const Actor& actor) const {
    if (!may_prove_here(actor.user())) return false;  // it opens nothing
    return parts_.database.read([&](store::Snapshot& snapshot) -> Result<bool> {
        AMPARO_TRY(const auto credential, find_credential(snapshot, actor.name()));
        return credential && credential->must_change;
    });
}

Result<Actor> Authenticator::verify_basic(const SubmittedCredentials& submitted) {
    const auto now = parts_.database.clock().now();
    const auto name = normalised_name(submitted.user_name);
    const auto digest = remembered_->digest(name, submitted.password);
    if (const auto known = remembered_->find(digest, now)) {
        return parts_.directory.snapshot()->actor(*known);
    }
    const auto generation = remembered_->generation();
    AMPARO_TRY(auto proven, prove(submitted, SignInGuard::Way::basic));
    remembered_->keep(digest, proven.actor.name(), now + remembered_for, generation);
    return std::move(proven.actor);
}

Result<Authenticator::Proven> Authenticator::prove(const SubmittedCredentials& submitted,
                                                   SignInGuard::Way way) {
    const SignInGuard::Attempt attempt{.user_name = normalised_name(submitted.user_name),
                                       .remote_ip = submitted.client.remote_ip,
                                       .way = way};
    AMPARO_TRY(const auto admission, parts_.guard.admit(attempt));
    const UserName name(attempt.user_name);
    // The password is checked whatever else is wrong, so that every refusal takes its time.
    AMPARO_TRY(const auto credential, check_password(submitted, name));
    auto actor = parts_.directory.snapshot()->actor(name);
    if (actor && !may_prove_here(actor->user())) actor = neutral_refusal();
    if (!credential || admission.is_locked || !actor) {
        AMPARO_CHECK(count_failure(attempt));
        return neutral_refusal();
    }
    AMPARO_TRY(auto factor, check_factor(submitted, *actor, way));
    // Only a whole sign-in sets the counter back, or the password would open ever new tries.
    if (factor.step == FactorStep::Step::asked)
        return factor_refusal("errors.second_factor.needed", std::move(factor.ways));
    if (factor.step == FactorStep::Step::wrong) {
        AMPARO_CHECK(count_failure(attempt));
        if (way == SignInGuard::Way::basic) return neutral_refusal();
        return factor_refusal("errors.second_factor.wrong", std::move(factor.ways));
    }
    AMPARO_TRY(const bool counts, parts_.guard.record_success(attempt));
    if (!counts) return neutral_refusal();
    return Proven{std::move(*actor), credential->must_change, factor.proven_at};
}

Result<Authenticator::FactorStep> Authenticator::check_factor(const SubmittedCredentials& submitted,
                                                              const Actor& actor,
                                                              SignInGuard::Way way) {
    const auto& user = actor.user();
    if (way == SignInGuard::Way::basic && user.service_account) return FactorStep{};
    AMPARO_TRY(const auto ways, parts_.factors.ways_of(user));
    if (way == SignInGuard::Way::basic) {
        const bool is_open = ways.kinds.empty() && !actor.role().second_factor_required;
        return FactorStep{.step = is_open ? FactorStep::Step::done : FactorStep::Step::wrong};
    }
    if (ways.kinds.empty()) return FactorStep{};
    const auto& proof = submitted.proof;
    if (proof.proven_at && parts_.sessions.may_carry_on(*proof.proven_at))
        return FactorStep{.proven_at = proof.proven_at};
    if (proof.is_empty()) {
        AMPARO_TRY(const auto proven_at,
                   parts_.sessions.take_lock_token(proof.lock_token, user.user_name));
        if (proven_at) return FactorStep{.proven_at = proven_at};
        AMPARO_TRY(auto told, parts_.factors.to_wire(user, ways, proof.site));
        return FactorStep{.step = FactorStep::Step::asked, .ways = std::move(told)};
    }
    AMPARO_TRY(const bool is_right, parts_.factors.take(user, proof));
    if (is_right) return FactorStep{.proven_at = parts_.database.clock().now()};
    AMPARO_TRY(auto told, parts_.factors.to_wire(user, ways, proof.site));
    return FactorStep{.step = FactorStep::Step::wrong, .ways = std::move(told)};
}

Result<> Authenticator::count_failure(const SignInGuard::Attempt& attempt) {
    AMPARO_TRY(const bool locks, parts_.guard.record_failure(attempt));
    if (!locks) return {};
    // Otherwise the right password would still pass on this node for a while.
    remembered_->forget_all();
    const UserName name(attempt.user_name);
    log::warn("sign_in.locked", {{"known", parts_.directory.snapshot()->user(name) != nullptr}});
    return {};
}

Result<> Authenticator::confirm(const Actor& actor, const Confirmation& confirmation, Ask ask) {
    const SignInGuard::Attempt attempt{.user_name = actor.name().text(),
                                       .remote_ip = confirmation.client.remote_ip};
    AMPARO_TRY(const auto admission, parts_.guard.admit(attempt));
    const SubmittedCredentials submitted{.user_name = actor.name().text(),
                                         .password = confirmation.password,
                                         .client = confirmation.client,
                                         .proof = confirmation.proof};
    AMPARO_TRY(const auto credential, check_password(submitted, actor.name()));
    if (!credential || admission.is_locked) {
        AMPARO_CHECK(count_failure(attempt));
        return wrong_member("password", "errors.second_factor.password");
    }
    if (ask == Ask::password_and_factor) {
        AMPARO_TRY(const auto ways, parts_.factors.ways_of(actor.user()));
        AMPARO_TRY(const bool is_proven,
                   ways.kinds.empty() ? Result<bool>(true)
                                      : parts_.factors.take(actor.user(), confirmation.proof));
        if (!is_proven) {
            AMPARO_CHECK(count_failure(attempt));
            return wrong_member("one_time_code", "errors.second_factor.wrong");
        }
    }
    AMPARO_TRY(const bool counts, parts_.guard.record_success(attempt));
    return counts ? Result<>() : wrong_member("password", "errors.second_factor.password");
}

Result<std::optional<Credential>> Authenticator::check_password(
    const SubmittedCredentials& submitted, const UserName& name) {
    AMPARO_TRY(auto credential, parts_.database.read([&](store::Snapshot& snapshot) {
        return find_credential(snapshot, name);
    }));
    if (!credential) {
        AMPARO_CHECK(parts_.passwords.pretend_to_verify(submitted.password));
        return std::nullopt;
    }
    AMPARO_TRY(const bool is_right, parts_.passwords.verify(submitted.password, credential->hash));
    if (!is_right) return std::nullopt;
    if (parts_.passwords.is_outdated(credential->hash)) {
        renew_hash(submitted.password, name, *credential);
    }
    return credential;
}

void Authenticator::renew_hash(const SecretText& password, const UserName& name,
                               Credential credential) {
    // A convenience of the server, so no refusal of it may keep the user out.
    auto hash = parts_.passwords.hash(password);
    if (!hash) return;
    credential.hash = std::move(*hash);
    const auto renewed = parts_.database.write([&](store::Transaction& transaction) {
        return put_credential(transaction, name, credential, "system");
    });
    if (!renewed) log::info("sign_in.hash_not_renewed", {{"why", renewed.error().internal}});
}

}  // namespace amparo::access
