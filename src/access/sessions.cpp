#include "access/sessions.hpp"

#include <algorithm>

#include "access/csrf.hpp"
#include "access/directory.hpp"
#include "access/factor_record.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view session_kind = "session";
/// What a browser keeps while the app is locked, so that the password alone opens it again.
constexpr std::string_view lock_kind = "locked_session";

std::unexpected<Error> not_signed_in() {
    return refuse(Errc::unauthenticated, "errors.not_signed_in");
}

std::string digest_of(const SecretText& token) {
    return crypto::hex(crypto::blake2b(token.reveal()));
}

Instant instant_or_begin(const json::Object& data, std::string_view key) {
    return parse_instant(json::string_or(data, key)).value_or(Instant{});
}

json::Object data_of(const Session& session) {
    json::Object data{{"id", session.id},
                      {"created_at", format_instant(session.created_at)},
                      {"last_seen_at", format_instant(session.last_seen_at)},
                      {"remote_ip", session.client.remote_ip},
                      {"user_agent", session.client.user_agent},
                      {"csrf", crypto::base64(session.csrf_secret.reveal())}};
    if (session.factor_at) data.emplace("factor_at", format_instant(*session.factor_at));
    return data;
}

std::optional<Instant> factor_at_of(const json::Object& data) {
    const auto moment = parse_instant(json::string_or(data, "factor_at"));
    return moment ? std::optional(*moment) : std::nullopt;
}

Session session_of(const store::VolatileRow& row) {
    return {.id = json::string_or(row.data, "id"),
            .user = UserName(row.owner),
            .created_at = instant_or_begin(row.data, "created_at"),
            .last_seen_at = instant_or_begin(row.data, "last_seen_at"),
            .client = {.remote_ip = json::string_or(row.data, "remote_ip"),
                       .user_agent = json::string_or(row.data, "user_agent")},
            .csrf_secret = SecretText(
                crypto::from_base64(json::string_or(row.data, "csrf")).value_or(std::string())),
            .factor_at = factor_at_of(row.data)};
}

/// When the row may be swept away: a little after the session is over, because the row learns
/// of a request up to touch_every late.
Instant sweep_time(const Session& session, const SessionOptions& options) {
    return std::min<Instant>(session.last_seen_at + options.idle_max + options.touch_every,
                             session.created_at + options.absolute_max);
}

store::VolatileRow row_of(const Session& session, const std::string& digest,
                          const SessionOptions& options) {
    return {.kind = std::string(session_kind),
            .key_hash = digest,
            .owner = session.user.text(),
            .updated_at = session.last_seen_at,
            .expires_at = sweep_time(session, options),
            .data = data_of(session)};
}

/// A header of the client, short enough to keep and without a torn character at its end.
std::string shortened(const std::string& text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    auto end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

}  // namespace

/// Sessions this node has seen lately, so that most requests read nothing.
class Sessions::Memory {
  public:
    struct Entry {
        Session session;
        Instant validated_at{};
        Instant touched_at{};
    };

    std::optional<Entry> find(const std::string& digest) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(digest);
        if (found == entries_.end()) return std::nullopt;
        return found->second;
    }
    /// The session was just read from its row, or started. What memory knew of a later request
    /// stays.
    Session remember(const std::string& digest, Session session, Instant now) {
        const std::lock_guard lock(mutex_);
        const auto known = entries_.find(digest);
        const auto touched_at = session.last_seen_at;
        if (known != entries_.end()) {
            session.last_seen_at =
                std::max(session.last_seen_at, known->second.session.last_seen_at);
        }
        if (entries_.size() >= remembered_max) entries_.clear();
        entries_.insert_or_assign(digest, Entry{session, now, touched_at});
        return session;
    }
    void see(const std::string& digest, Instant now) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(digest);
        if (found == entries_.end()) return;
        auto& seen = found->second.session.last_seen_at;
        seen = std::max(seen, now);
    }
    /// True for the first to ask since touch_every: that one writes the row.
    bool claim_touch(const std::string& digest, Instant now, std::chrono::seconds every) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(digest);
        if (found == entries_.end() || now - found->second.touched_at < every) return false;
        found->second.touched_at = now;
        return true;
    }
    void forget(const std::string& digest) {
        const std::lock_guard lock(mutex_);
        entries_.erase(digest);
    }
    void forget_user(const UserName& user) {
        const std::lock_guard lock(mutex_);
        std::erase_if(entries_,
                      [&](const auto& entry) { return entry.second.session.user == user; });
    }
    /// Rows must be read again before they count; last_seen_at stays.
    void distrust_all() {
        const std::lock_guard lock(mutex_);
        for (auto& [digest, entry] : entries_) entry.validated_at = Instant{};
    }

  private:
    std::mutex mutex_;  // guards entries_
    std::unordered_map<std::string, Entry> entries_;
};

Sessions::Sessions(store::Database& database, SessionOptions options)
    : database_(database), options_(options), memory_(std::make_shared<Memory>()) {
    AMPARO_REQUIRE(options_.parallel_max > 0);
    // A disabled user or a changed password ends sessions: look at the rows again.
    database_.follow_documents([weak = std::weak_ptr(memory_)](const auto& kinds) {
        const auto memory = weak.lock();
        const bool concerns_us = std::ranges::any_of(kinds, [](const std::string& kind) {
            return kind == user_kind || kind == credential_kind || kind == second_factor_kind;
        });
        if (memory != nullptr && concerns_us) memory->distrust_all();
    });
}

Sessions::~Sessions() = default;

Result<StartedSession> Sessions::start(const UserName& user, const ClientInfo& client,
                                       std::optional<Instant> factor_at) {
    auto& random = database_.random();
    const auto now = database_.clock().now();
    StartedSession started{
        .token = SecretText(crypto::random_token(random)),
        .session = {
            .id = Uuid::random(random).text(),
            .user = user,
            .created_at = now,
            .last_seen_at = now,
            .client = {client.remote_ip, shortened(client.user_agent, user_agent_bytes_max)},
            .csrf_secret = new_csrf_secret(random),
            .factor_at = factor_at}};
    const auto digest = digest_of(started.token);
    const auto stored = database_.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto rows, store::volatile_of_owner(transaction, session_kind, user.text()));
        std::ranges::sort(rows, std::ranges::greater(), [](const store::VolatileRow& row) {
            return instant_or_begin(row.data, "created_at");
        });
        const auto kept = static_cast<std::size_t>(options_.parallel_max - 1);
        for (std::size_t at = kept; at < rows.size(); ++at) {
            AMPARO_CHECK(store::remove_volatile(transaction, session_kind, rows[at].key_hash));
        }
        return store::insert_volatile(transaction, row_of(started.session, digest, options_));
    });
    AMPARO_CHECK(stored);
    memory_->forget_user(user);
    memory_->remember(digest, started.session, now);
    return started;
}

Result<Session> Sessions::resume(const SecretText& token) {
    if (token.empty()) return not_signed_in();
    const auto digest = digest_of(token);
    const auto now = database_.clock().now();
    const auto known = memory_->find(digest);
    const bool is_fresh = known && now - known->validated_at < options_.revalidate_every;
    Session session;
    if (is_fresh) {
        session = known->session;
    } else {
        AMPARO_TRY(session, resume_from_row(digest, now));
    }
    if (is_over(session, now)) {
        memory_->forget(digest);
        return not_signed_in();
    }
    memory_->see(digest, now);
    if (memory_->claim_touch(digest, now, options_.touch_every)) touch(digest, now);
    session.last_seen_at = now;
    return session;
}

Result<Session> Sessions::resume_from_row(const std::string& digest, Instant now) {
    AMPARO_TRY(const auto row, database_.read([&](store::Snapshot& snapshot) {
        return store::find_volatile(snapshot, session_kind, digest);
    }));
    if (!row) {
        memory_->forget(digest);
        return not_signed_in();
    }
    return memory_->remember(digest, session_of(*row), now);
}

void Sessions::touch(const std::string& digest, Instant now) {
    // An outage here must not fail the request: the session lives on in memory, and the next
    // request tries again after touch_every.
    try {
        const auto touched = database_.write([&](store::Transaction& transaction) -> Result<> {
            AMPARO_TRY(const auto row, store::find_volatile(transaction, session_kind, digest));
            // Never put back what was ended meanwhile.
            if (!row) return not_signed_in();
            auto session = session_of(*row);
            session.last_seen_at = std::max(session.last_seen_at, now);
            return store::put_volatile(transaction, row_of(session, digest, options_));
        });
        if (!touched) memory_->forget(digest);
    } catch (const Outage& outage) {
        log::warn("session.touch_failed", {{"why", outage.what()}});
    }
}

bool Sessions::is_over(const Session& session, Instant now) const {
    return now - session.last_seen_at >= options_.idle_max ||
           now - session.created_at >= options_.absolute_max;
}

Result<> Sessions::end_all(const UserName& user) {
    memory_->forget_user(user);
    AMPARO_CHECK(database_.write(
        [&](store::Transaction& transaction) { return end_sessions(transaction, user, ""); }));
    memory_->forget_user(user);
    return {};
}

bool Sessions::may_carry_on(Instant proven_at) const {
    return database_.clock().now() - proven_at < options_.absolute_max;
}

Result<std::optional<SecretText>> Sessions::end_for_lock(const Session& session) {
    AMPARO_CHECK(end_all(session.user));
    const auto now = database_.clock().now();
    if (!session.factor_at) return std::nullopt;
    if (!may_carry_on(*session.factor_at)) return std::nullopt;
    const auto until = *session.factor_at + options_.absolute_max;
    SecretText token(crypto::random_token(database_.random()));
    AMPARO_CHECK(database_.write([&](store::Transaction& transaction) {
        return store::insert_volatile(
            transaction, {.kind = std::string(lock_kind),
                          .key_hash = digest_of(token),
                          .owner = session.user.text(),
                          .updated_at = now,
                          .expires_at = until,
                          .data = {{"factor_at", format_instant(*session.factor_at)}}});
    }));
    return token;
}

Result<std::optional<Instant>> Sessions::take_lock_token(const SecretText& token,
                                                         const UserName& user) {
    if (token.empty()) return std::nullopt;
    const auto digest = digest_of(token);
    return database_.write([&](store::Transaction& transaction) -> Result<std::optional<Instant>> {
        AMPARO_TRY(const auto row, store::find_volatile(transaction, lock_kind, digest));
        if (!row || row->owner != user.text()) return std::nullopt;
        AMPARO_CHECK(store::remove_volatile(transaction, lock_kind, digest));
        return factor_at_of(row->data);
    });
}

Result<std::vector<Session>> Sessions::list(const Actor& actor) {
    AMPARO_TRY(const auto rows, database_.read([&](store::Snapshot& snapshot) {
        return store::volatile_of_owner(snapshot, session_kind, actor.name().text());
    }));
    const auto now = database_.clock().now();
    std::vector<Session> sessions;
    for (const auto& row : rows) {
        auto session = session_of(row);
        if (const auto known = memory_->find(row.key_hash)) {
            session.last_seen_at = std::max(session.last_seen_at, known->session.last_seen_at);
        }
        if (!is_over(session, now)) sessions.push_back(std::move(session));
    }
    std::ranges::sort(sessions, std::ranges::greater(), &Session::created_at);
    return sessions;
}

Result<> Sessions::end_one(const Actor& actor, std::string_view id) {
    std::string digest;
    AMPARO_CHECK(database_.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto rows,
                   store::volatile_of_owner(transaction, session_kind, actor.name().text()));
        const auto found = std::ranges::find_if(rows, [&](const store::VolatileRow& row) {
            return json::string_or(row.data, "id") == id;
        });
        if (found == rows.end()) return refuse(Errc::not_found, "errors.not_found");
        digest = found->key_hash;
        return store::remove_volatile(transaction, session_kind, digest);
    }));
    memory_->forget(digest);
    return {};
}

Result<> end_sessions(store::Transaction& transaction, const UserName& user,
                      std::string_view kept_id) {
    AMPARO_TRY(const auto rows, store::volatile_of_owner(transaction, session_kind, user.text()));
    for (const auto& row : rows) {
        if (!kept_id.empty() && json::string_or(row.data, "id") == kept_id) continue;
        AMPARO_CHECK(store::remove_volatile(transaction, session_kind, row.key_hash));
    }
    AMPARO_TRY(const auto locks, store::volatile_of_owner(transaction, lock_kind, user.text()));
    for (const auto& row : locks) {
        AMPARO_CHECK(store::remove_volatile(transaction, lock_kind, row.key_hash));
    }
    return {};
}

Result<> set_factor_at(store::Transaction& transaction, const Session& session,
                       std::optional<Instant> factor_at) {
    AMPARO_TRY(const auto rows,
               store::volatile_of_owner(transaction, session_kind, session.user.text()));
    const auto found = std::ranges::find(rows, session.id, [](const store::VolatileRow& row) {
        return json::string_or(row.data, "id");
    });
    if (found == rows.end()) return not_signed_in();
    auto row = *found;
    row.data.erase("factor_at");
    if (factor_at) row.data["factor_at"] = format_instant(*factor_at);
    return store::put_volatile(transaction, row);
}

}  // namespace amparo::access
