#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "store/key_ring.hpp"
#include "store/types.hpp"

namespace amparo::store {

namespace detail {
class Connection;
}

/// An open view of the database: all reads inside one see the same moment.
class Snapshot {
  public:
    explicit Snapshot(detail::Connection& connection) : connection_(&connection) {}
    detail::Connection& connection() { return *connection_; }

  protected:
    detail::Connection* connection_;
};

/// An open transaction. Only Database::write makes one, and it commits or rolls back as a whole.
class Transaction : public Snapshot {
  public:
    using Snapshot::Snapshot;
};

/// Where and how the database is kept.
struct DatabaseOptions {
    std::string url;      // "sqlite:///path/amparo.db" or "postgresql://…" (libpq URI)
    int readers = 4;      // read connections
    int batch_max = 256;  // writes that may share one SQLite commit
    std::chrono::seconds lock_max{10};  // waiting for another process to let go, then busy
};

/// The one database of a node: one writer (with group commit on SQLite), many readers.
/// Thread-safe. Engine failures surface as Outage.
class Database {
  public:
    /// Opens, and brings the schema up to date. Refuses (`conflict`) a database of a newer
    /// version, (`invalid`) a file that is no database, and (`busy`) one that is locked.
    static Result<std::unique_ptr<Database>> open(DatabaseOptions options, KeyRing& keys,
                                                  const Clock& clock, Random& random);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs `work(Transaction&)`, which returns a Result. A refusal or an exception rolls back
    /// just this work; success returns after it is durable. Works may share one commit, so `work`
    /// must not wait for another write. The followers have been told before write() returns. On
    /// PostgreSQL a work that meets a deadlock runs again: it must not use up what it captured.
    template <class Work>
    auto write(Work&& work) -> std::invoke_result_t<Work, Transaction&> {
        std::optional<std::invoke_result_t<Work, Transaction&>> outcome;
        write_erased([&](Transaction& transaction) {
            outcome.emplace(work(transaction));
            return outcome->has_value();
        });
        return std::move(*outcome);
    }

    /// Runs `work(Snapshot&)` on a read connection, and returns what it returns.
    template <class Work>
    auto read(Work&& work) -> std::invoke_result_t<Work, Snapshot&> {
        std::optional<std::invoke_result_t<Work, Snapshot&>> outcome;
        read_erased([&](Snapshot& snapshot) { outcome.emplace(work(snapshot)); });
        return std::move(*outcome);
    }

    /// Told of every commit of this node and of other nodes, each record change once, in sequence
    /// order, from one thread at a time. Must not throw and must not write.
    using Follower = std::function<void(const std::vector<CommittedRecord>&)>;
    void follow_records(Follower follower);
    /// Told the kinds of documents ("role", "form", …) that changed in a commit.
    using DocumentFollower = std::function<void(const std::vector<std::string>& kinds)>;
    void follow_documents(DocumentFollower follower);

    /// All followers have been told of every change up to this one.
    Sequence followed_to() const;
    /// All followers have been told of everything that was committed until then, on any node. The
    /// moment moves on several times a second while they keep up.
    Instant followed_at() const;

    /// "sqlite" or "postgresql".
    const std::string& engine() const;
    KeyRing& keys();
    const Clock& clock() const;
    Random& random();

    class Implementation;
    Implementation& implementation() { return *implementation_; }

  private:
    explicit Database(std::unique_ptr<Implementation> implementation);
    void write_erased(const std::function<bool(Transaction&)>& work);
    void read_erased(const std::function<void(Snapshot&)>& work);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace amparo::store
