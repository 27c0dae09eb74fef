#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "access/actor.hpp"
#include "store/database.hpp"

namespace amparo::identity {

/// The tokens that clients sign each request with: one row each, by its digest, so that one that
/// was signed out is refused until it expires (administration.md §2). Thread-safe.
class Bearers {
  public:
    /// A token that has been checked.
    struct Bearer {
        std::string digest;
        UserName user;
        Instant expires_at = {};
    };
    explicit Bearers(store::Database& database) : database_(database) {}

    /// `unauthenticated` when it was signed out.
    Result<> admit(const Bearer& bearer);
    /// Signs out all tokens of the user but this one.
    Result<> end_others(const Bearer& bearer);
    /// Signs out all tokens of the user that were ever used here.
    Result<> end_all(const UserName& user);

    /// The name of a token in a table that must not hold the token.
    static std::string digest_of(std::string_view token);

    /// How long memory is trusted before the row is read again.
    static constexpr std::chrono::seconds revalidate_every{5};
    static constexpr std::size_t remembered_max = 20'000;

  private:
    Result<> end(const UserName& user, std::string_view kept_digest);

    store::Database& database_;
    std::mutex mutex_;                                     // guards good_until_
    std::unordered_map<std::string, Instant> good_until_;  // by digest
};

}  // namespace amparo::identity
