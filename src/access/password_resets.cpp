#include "access/password_resets.hpp"

#include <algorithm>

#include "access/credentials.hpp"
#include "access/users.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"
#include "store/jobs.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view token_kind = "password_reset";
constexpr std::size_t email_bytes_max = 512;  // a longer address is nobody's
constexpr int attempts_of_mail = 30;          // with growing pauses: about a day

std::string digest_of(const SecretText& token) {
    return crypto::hex(crypto::sha256(token.reveal()));
}

std::string folded(std::string_view email) {
    return text::fold_case(text::trim(email.substr(0, email_bytes_max)));
}

std::unexpected<Error> invalid(std::vector<Problem> problems) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

std::unexpected<Error> dead_token() {
    return invalid({{"reset_password_token", "user.password_reset.errors.reset_password_token"}});
}

Result<> enqueue_reset(store::Database& database, const json::Object& payload) {
    AMPARO_CHECK(database.write([&](store::Transaction& transaction) {
        return store::enqueue_job(transaction, {.queue = std::string(reset_queue),
                                                .kind = std::string(reset_job),
                                                .attempts_max = attempts_of_mail,
                                                .run_at = database.clock().now(),
                                                .payload = payload});
    }));
    return {};
}

/// Whose token it is. A password that was set since is newer than the wish for one.
Result<UserName> owner_of(store::Snapshot& snapshot, const std::string& digest) {
    AMPARO_TRY(const auto row, store::find_volatile(snapshot, token_kind, digest));
    if (!row) return dead_token();
    UserName name(row->owner);
    AMPARO_TRY(const auto credential, find_credential(snapshot, name));
    if (credential && credential->changed_at > row->updated_at) return dead_token();
    return name;
}

}  // namespace

Directory::UserPointer user_to_reset(const Directory& directory, const json::Object& payload) {
    const auto email = folded(json::string_or(payload, "email"));
    const auto id = json::integer_or(payload, "user_id", 0);
    for (const auto& user : directory.users()) {
        const bool is_meant =
            email.empty() ? user->id == id : !user->email.empty() && folded(user->email) == email;
        // Whoever registered and never used their link may ask for another.
        if (is_meant && !user->disabled && !user->email.empty()) return user;
    }
    return nullptr;
}

Result<SecretText> issue_reset_token(store::Database& database, const UserName& name) {
    SecretText token(crypto::random_token(database.random()));
    const auto now = database.clock().now();
    const store::VolatileRow row{.kind = std::string(token_kind),
                                 .key_hash = digest_of(token),
                                 .owner = name.text(),
                                 .updated_at = now,
                                 .expires_at = now + reset_token_life};
    const auto stored = database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto before, store::volatile_of_owner(transaction, token_kind, row.owner));
        for (const auto& dead : before)
            AMPARO_CHECK(store::remove_volatile(transaction, token_kind, dead.key_hash));
        return store::put_volatile(transaction, row);
    });
    AMPARO_CHECK(stored);
    return token;
}

Result<> take_reset_token(store::Transaction& transaction, const std::string& digest) {
    AMPARO_CHECK(owner_of(transaction, digest));
    return store::remove_volatile(transaction, token_kind, digest);
}

Result<> Users::ask_for_reset(const std::string& email, const std::string& remote_ip) {
    const SignInGuard::Attempt attempt{.user_name = "new password for " + folded(email),
                                       .remote_ip = remote_ip};
    AMPARO_CHECK(parts_.guard.admit(attempt));
    return enqueue_reset(parts_.database, {{"email", folded(email)}});
}

Result<> Users::ask_for_reset_of(const Actor& actor, std::int64_t id) {
    AMPARO_TRY(const auto user, find_for(actor, "update", id));
    return enqueue_reset(parts_.database, {{"user_id", user->id}});
}

Result<Directory::UserPointer> Users::reset_password(const PasswordReset& reset) {
    const auto digest = digest_of(reset.token);
    const SignInGuard::Attempt attempt{.user_name = "new password by " + digest,
                                       .remote_ip = reset.remote_ip};
    AMPARO_CHECK(parts_.guard.admit(attempt));
    AMPARO_TRY(const auto name, parts_.database.read([&](store::Snapshot& snapshot) {
        return owner_of(snapshot, digest);
    }));
    const auto directory = parts_.directory.snapshot();
    const auto user = directory->user(name);
    const auto role = user == nullptr ? nullptr : directory->role(user->role);
    if (role == nullptr || user->disabled) return dead_token();
    // Where identity providers are required this must be no way around them.
    if (parts_.identity && !may_use_password(parts_.identity(), *user)) return dead_token();
    std::vector<Problem> problems;
    if (!parts_.passwords.problems_of(reset.password, *user).empty())
        problems.push_back({"password", "user.password_reset.errors.password"});
    if (reset.password.reveal() != reset.confirmation.reveal())
        problems.push_back(
            {"password_confirmation", "user.password_reset.errors.password_confirmation"});
    if (!problems.empty()) return invalid(std::move(problems));
    UserInput input;
    input.password = reset.password;
    input.password_confirmation = reset.confirmation;
    // The token proves who it is, also of somebody who is about to confirm their account by it.
    return apply_reset(Actor(user, role), *user, std::move(input), digest);
}

Result<bool> Users::is_locked(const UserName& name) const {
    AMPARO_TRY(const auto admission, parts_.guard.admit({.user_name = normalised_name(name.text()),
                                                         .remote_ip = {},
                                                         .way = SignInGuard::Way::basic}));
    return admission.is_locked;
}

}  // namespace amparo::access
