#pragma once

#include <chrono>
#include <string>

#include "access/actor.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// How often somebody may try to sign in (administration.md §3.1).
struct SignInLimits {
    int failures_max = 6;           // in a row, until the name is locked
    std::chrono::minutes lock{30};  // the first time; twice as long each time after
    int per_name_minute = 6;        // 0: no limit
    int per_address_minute = 60;    // 0: no limit
};
inline constexpr std::chrono::minutes lock_max{240};  // however often it was locked before

/// Counts attempts by submitted name and by address, and locks names after failures. Counters
/// are rows, so all nodes share them; a name is kept only as a keyed digest, and is counted the
/// same way whether such a user exists or not. Windows slide. Thread-safe.
class SignInGuard {
  public:
    /// A log-in counts when it is tried; a Basic request only when it fails.
    enum class Way { log_in, basic };
    struct Attempt {
        std::string user_name;  // as normalised_name() gives it
        std::string remote_ip;
        Way way = Way::log_in;
    };

    SignInGuard(store::Database& database, SignInLimits limits);

    /// `too_many_requests` with the seconds to wait, or whether the name is locked.
    struct Admission {
        bool is_locked = false;
    };
    Result<Admission> admit(const Attempt& attempt);
    /// The attempt was in vain. True when that locked the name.
    Result<bool> record_failure(const Attempt& attempt);
    /// The password was right: the counter goes back to zero. False when the name was locked
    /// while the password was being checked; then it must not count.
    Result<bool> record_success(const Attempt& attempt);
    /// Opens a locked name; for the services of this module, which ask for the right.
    Result<> unlock(const UserName& name);

  private:
    std::chrono::minutes lock_time(std::int64_t locks) const;
    std::string row_key(std::string_view prefix, std::string_view text) const;

    store::Database& database_;
    SignInLimits limits_;
    std::string digest_key_;
};

/// A submitted user name as it is compared: without blanks at the ends, lower case, bounded.
std::string normalised_name(std::string_view submitted);

}  // namespace amparo::access
