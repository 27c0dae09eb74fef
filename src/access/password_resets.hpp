#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "access/directory.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"

/// New passwords by a token that comes by mail (administration.md §6.2). Tokens are stored as
/// digests only; they work once, for a day, and the next one replaces the one before.
namespace amparo::access {

/// How long a token works; the mail says so too.
inline constexpr std::chrono::hours reset_token_life{24};

/// The job that makes a token and mails it, so that no answer takes longer because an address is
/// known; payload {"email": …} as somebody typed it, or {"user_id": …}. "why" is
/// "registered" for the first password of somebody who registered, "known" for a word to somebody
/// whose address another registration named: then there is no token.
inline constexpr std::string_view reset_queue = "mail";
inline constexpr std::string_view reset_job = "send_password_reset";
/// Whom such a job is about: a user who is not disabled, or nullptr. They need not be verified:
/// the first password they set verifies them.
Directory::UserPointer user_to_reset(const Directory& directory, const json::Object& payload);
/// A new token for the user; those before it are dead.
Result<SecretText> issue_reset_token(store::Database& database, const UserName& name);
/// Uses a token up, by its digest, in the transaction that sets the password; `invalid` when it is
/// dead by now.
Result<> take_reset_token(store::Transaction& transaction, const std::string& digest);

/// What somebody sends who followed such a link.
struct PasswordReset {
    SecretText token;
    SecretText password;
    SecretText confirmation;
    std::string remote_ip = {};
};

}  // namespace amparo::access
