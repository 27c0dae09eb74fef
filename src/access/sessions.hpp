#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/actor.hpp"
#include "base/secret.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// Where a request comes from.
struct ClientInfo {
    std::string remote_ip;
    std::string user_agent;
};

/// How long sessions live (administration.md §2).
struct SessionOptions {
    std::chrono::minutes idle_max{60};
    std::chrono::hours absolute_max{12};
    int parallel_max = 1;  // sessions of one user; a new one ends the oldest
    /// When a request writes that the session is alive; between, only memory knows.
    std::chrono::seconds touch_every{60};
    /// How long memory is trusted before the row is read again: what another node ended lives
    /// at most so long here.
    std::chrono::seconds revalidate_every{5};
};

/// A signed-in device.
struct Session {
    std::string id;  // for the list of one's sessions; no secret
    UserName user;
    Instant created_at{};
    Instant last_seen_at{};
    ClientInfo client;
    SecretText csrf_secret;
    /// When a second factor was last proven in it; empty: the password alone began it.
    std::optional<Instant> factor_at = {};
};
/// A new session with its token, which is nowhere kept and told only once.
struct StartedSession {
    SecretText token;
    Session session;
};

/// Sessions by cookie. A token is 256 random bits and stored only as a digest. Thread-safe.
class Sessions {
  public:
    Sessions(store::Database& database, SessionOptions options);
    ~Sessions();
    Sessions(const Sessions&) = delete;
    Sessions& operator=(const Sessions&) = delete;

    /// For a user who has proven themselves. Ends the oldest sessions beyond parallel_max.
    /// `factor_at`: when they proved a second factor, if they did.
    Result<StartedSession> start(const UserName& user, const ClientInfo& client,
                                 std::optional<Instant> factor_at = {});
    /// The live session of a token, which is extended; `unauthenticated` otherwise.
    Result<Session> resume(const SecretText& token);
    /// Ends every session of a user: log-out.
    Result<> end_all(const UserName& user);
    /// The app locks itself: ends every session of the user, but gives a token with which the
    /// same browser need not prove the second factor again. nullopt when `session` has proven none.
    Result<std::optional<SecretText>> end_for_lock(const Session& session);
    /// What such a token is worth: when the factor was proven. It is used up by that. nullopt when
    /// it is another user's, unknown, or the proof is older than any session may be.
    Result<std::optional<Instant>> take_lock_token(const SecretText& token, const UserName& user);
    /// Whether a factor proven then may count in a new session: as long as a session may live.
    bool may_carry_on(Instant proven_at) const;
    /// The actor's own live sessions, newest first.
    Result<std::vector<Session>> list(const Actor& actor);
    /// Ends one of the actor's own sessions; `not_found` when it is none of theirs.
    Result<> end_one(const Actor& actor, std::string_view id);

    static constexpr std::size_t remembered_max = 20'000;  // sessions in memory; then forget all
    static constexpr std::size_t user_agent_bytes_max = 300;

  private:
    class Memory;
    Result<Session> resume_from_row(const std::string& digest, Instant now);
    void touch(const std::string& digest, Instant now);
    bool is_over(const Session& session, Instant now) const;

    store::Database& database_;
    SessionOptions options_;
    std::shared_ptr<Memory> memory_;
};

/// Ends the sessions of a user inside the caller's transaction, but not the kept one (its id).
/// Every lock forgets that the second factor was proven.
Result<> end_sessions(store::Transaction& transaction, const UserName& user,
                      std::string_view kept_id);
/// Writes into a session, inside the caller's transaction, when a second factor was proven in it.
Result<> set_factor_at(store::Transaction& transaction, const Session& session,
                       std::optional<Instant> factor_at);

}  // namespace amparo::access
