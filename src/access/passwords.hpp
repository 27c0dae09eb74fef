#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/crypto.hpp"
#include "base/error.hpp"
#include "base/secret.hpp"

namespace amparo::access {

/// How passwords are hashed and what new ones need.
struct PasswordOptions {
    crypto::PasswordCost cost = {};
    int parallel_max = 2;                      // hashes at once: each takes cost.memory_bytes
    std::chrono::milliseconds wait_max{5000};  // for a turn; then `busy`
    std::size_t length_min = 12;               // characters (code points)
    std::size_t remembered = 0;  // so many last ones of a user are not taken again; 0: any is
};
inline constexpr std::size_t password_characters_max = 128;  // administration.md §6.1
/// Longer input is not hashed at all: nobody may make the server work for a novel.
inline constexpr std::size_t password_bytes_max = 4 * password_characters_max;

/// Hashes and checks passwords, never more at once than memory allows. Thread-safe.
class Passwords {
  public:
    Passwords(PasswordOptions options, Random& random);

    /// What is wrong with a new password, as attribute and message key; empty when it is good:
    /// length, and that it is neither known to everybody nor the user's own names.
    std::vector<Problem> problems_of(const SecretText& password, const User& user) const;

    /// How many last passwords of a user may not be taken again, the present one included.
    std::size_t remembered() const { return options_.remembered; }
    /// An Argon2id hash. `busy` when no turn comes in time.
    Result<std::string> hash(const SecretText& password);
    /// Whether the password belongs to a stored hash: Argon2id, or bcrypt of an import.
    Result<bool> verify(const SecretText& password, const std::string& stored);
    /// Takes as long as verify() and finds nothing: for names that do not exist.
    Result<> pretend_to_verify(const SecretText& password);
    /// Whether a hash is of another kind or cost and should be made anew.
    bool is_outdated(const std::string& stored) const;
    /// How many hashes were computed so far: what sign-in costs, for metrics.
    std::uint64_t hashes_computed() const;

  private:
    /// One of the turns; given back by its destructor.
    class Turn;
    Result<std::unique_ptr<Turn>> take_turn();

    PasswordOptions options_;
    std::string nobodys_hash_;  // of a random password
    mutable std::mutex mutex_;  // guards all below
    std::condition_variable given_back_;
    int taken_ = 0;
    std::uint64_t computed_ = 0;
};

/// Whether a stored hash is bcrypt ("$2a$", "$2b$", "$2y$").
bool is_bcrypt(std::string_view stored);
/// Whether the text is on the list of passwords everybody tries first (folded, see the file).
bool is_common_password(std::string_view folded);

}  // namespace amparo::access
