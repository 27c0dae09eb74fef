#include "access/authenticator.hpp"

#include <algorithm>

#include "access/credentials.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"

namespace amparo::access {
namespace {

std::unexpected<Error> neutral_refusal() {
    return refuse(Errc::unauthenticated, "errors.sign_in_failed");
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
            return kind == user_kind || kind == credential_kind;
        });
        if (remembered != nullptr && concerns_us) remembered->forget_all();
    });
}

Authenticator::~Authenticator() = default;

Result<Authenticator::SignedIn> Authenticator::sign_in(const SubmittedCredentials& submitted) {
    AMPARO_TRY(auto proven, prove(submitted, SignInGuard::Way::log_in));
    AMPARO_TRY(auto started, parts_.sessions.start(proven.actor.name(), submitted.client));
    log::info("sign_in.done", {{"user", proven.actor.user().id}});
    return SignedIn{std::move(proven.actor), std::move(started), proven.must_change_password};
}

Result<Authenticator::Resumed> Authenticator::resume(const SecretText& token) {
    AMPARO_TRY(auto session, parts_.sessions.resume(token));
    AMPARO_TRY(auto actor, parts_.directory.snapshot()->actor(session.user));
    return Resumed{std::move(actor), std::move(session)};
}

Result<bool> Authenticator::must_change_password(const Actor& actor) const {
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
    if (!credential || admission.is_locked || !actor) {
        AMPARO_TRY(const bool locks, parts_.guard.record_failure(attempt));
        if (locks) {
            // Otherwise the right password would still pass on this node for a while.
            remembered_->forget_all();
            log::warn("sign_in.locked",
                      {{"known", parts_.directory.snapshot()->user(name) != nullptr}});
        }
        return neutral_refusal();
    }
    AMPARO_TRY(const bool counts, parts_.guard.record_success(attempt));
    if (!counts) return neutral_refusal();
    return Proven{std::move(*actor), credential->must_change};
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
