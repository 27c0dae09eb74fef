#include "store/detail/sqlite_engine.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <thread>

#include "base/log.hpp"
#include "store/detail/chain.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/failure.hpp"
#include "store/detail/migrations.hpp"

namespace amparo::store::detail {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view scheme = "sqlite://";

const Statement set_savepoint{"transaction.savepoint", "SAVEPOINT work"};
const Statement release_savepoint{"transaction.release", "RELEASE work"};
const Statement rollback_savepoint{"transaction.rollback_to", "ROLLBACK TO work"};

// Only the owner may read the file, and the WAL takes over its mode. The content is sealed, but
// user names and the times of changes are not.
Result<> create_private(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0) {
        ::close(descriptor);
        return {};
    }
    if (errno == EEXIST) return {};
    return refuse(Errc::not_found, MessageKey{"errors.store.cannot_create"},
                  "errno " + std::to_string(errno));
}

// After a clean end (no WAL) the file is as long as its header says; a copy that was cut short is
// better found now than at the first read beyond its end.
bool is_cut_short(Connection& connection, const fs::path& file) {
    const auto has_wal = [&] {
        std::error_code failure;
        const auto size = fs::file_size(file.string() + "-wal", failure);
        return !failure && size > 0;
    };
    if (has_wal()) return false;
    const auto pages = std::stoull("0" + connection.ask("PRAGMA page_count"));
    const auto page_size = std::stoull("0" + connection.ask("PRAGMA page_size"));
    std::error_code failure;
    if (fs::file_size(file, failure) >= pages * page_size) return false;
    // Another process may have begun to write between the questions; then pages are in its WAL.
    return !has_wal();
}

std::unexpected<Error> refusal_of(const Failure& failure) {
    switch (failure.kind()) {
        case FailureKind::not_database:
            return refuse(Errc::invalid, "errors.store.not_a_database", failure.what());
        case FailureKind::locked:
            return refuse(Errc::busy, "errors.store.locked", failure.what());
        default:
            throw failure;
    }
}

Failure as_failure(const std::exception& thrown) {
    const auto* failure = dynamic_cast<const Failure*>(&thrown);
    return failure != nullptr ? *failure : Failure(FailureKind::other, thrown.what());
}

// Why the engine ended the transaction inside this work, as far as the work let it through.
Failure failure_of(const Ticket& ticket) {
    try {
        if (ticket.failure) std::rethrow_exception(ticket.failure);
    } catch (const Failure& failure) {
        return failure;
    } catch (...) {  // the ticket still has it for its own caller
    }
    return {FailureKind::other, "the engine ended the transaction"};
}

// Refusals fail too: they may rest on what an earlier work of the batch wrote, and that is gone.
// Each caller gets an exception object of its own.
void fail_unfailed(std::span<const std::shared_ptr<Ticket>> tickets, const Failure& failure) {
    for (const auto& ticket : tickets) {
        if (!ticket->failure) ticket->failure = std::make_exception_ptr(failure);
    }
}

}  // namespace

Result<fs::path> sqlite_path(const std::string& url) {
    const std::string path = url.starts_with(scheme) ? url.substr(scheme.size()) : "";
    if (path.empty() || path.find('"') != std::string::npos) {
        return refuse(Errc::invalid, "errors.store.bad_url");
    }
    return fs::path(path);
}

// The switch from the rollback journal to WAL fails at once when another process makes it in the
// same moment; SQLite does not wait there, whatever the timeout.
void switch_to_wal(Connection& connection, std::chrono::seconds lock_max) {
    constexpr std::chrono::milliseconds pause{20};
    const auto deadline = std::chrono::steady_clock::now() + lock_max;
    for (;;) {
        try {
            connection.command("PRAGMA journal_mode = WAL");
            return;
        } catch (const Failure& failure) {
            const bool may_wait = failure.kind() == FailureKind::locked &&
                                  std::chrono::steady_clock::now() < deadline;
            if (!may_wait) throw;
        }
        std::this_thread::sleep_for(pause);
    }
}

std::unique_ptr<Connection> connect_sqlite(const fs::path& file, const Context& context,
                                           SqliteUse use, std::chrono::seconds lock_max) {
    // SOCI sets the timeout before anything else is asked of the file.
    const auto target =
        "dbname=\"" + file.string() + "\" timeout=" + std::to_string(lock_max.count());
    auto connection = std::make_unique<Connection>(Engine::sqlite, target, context);
    switch_to_wal(*connection, lock_max);
    connection->command("PRAGMA synchronous = FULL");
    connection->command("PRAGMA foreign_keys = ON");
    connection->command("PRAGMA journal_size_limit = 67108864");
    connection->command("PRAGMA wal_autocheckpoint = 16000");  // pages: as long as the WAL may stay
    connection->command("PRAGMA cache_size = -16384");
    if (use == SqliteUse::read) connection->command("PRAGMA query_only = ON");
    return connection;
}

Result<std::unique_ptr<Connection>> connect_new_sqlite(const DatabaseOptions& options,
                                                       const Context& context) {
    AMPARO_TRY(const auto file, sqlite_path(options.url));
    AMPARO_CHECK(create_private(file));
    try {
        auto writer = connect_sqlite(file, context, SqliteUse::write, options.lock_max);
        if (is_cut_short(*writer, file)) return refuse(Errc::invalid, "errors.store.cut_short");
        return writer;
    } catch (const Failure& failure) {
        return refusal_of(failure);
    }
}

Result<std::unique_ptr<SqliteEngine>> SqliteEngine::open(const DatabaseOptions& options,
                                                         const Context& context) {
    AMPARO_TRY(const auto file, sqlite_path(options.url));
    AMPARO_TRY(auto writer, connect_new_sqlite(options, context));
    try {
        AMPARO_CHECK(migrate(*writer, embedded_migrations()));
        return std::make_unique<SqliteEngine>(options, context, file, std::move(writer));
    } catch (const Failure& failure) {
        return refusal_of(failure);
    }
}

SqliteEngine::SqliteEngine(const DatabaseOptions& options, const Context& context,
                           const fs::path& file, std::unique_ptr<Connection> writer)
    : Implementation(options, context,
                     [file, context, wait = options.lock_max] {
                         return connect_sqlite(file, context, SqliteUse::read, wait);
                     }),
      writer_(std::move(writer)) {
    start_following("sqlite");
    const auto batch_max = static_cast<std::size_t>(std::max(1, options.batch_max));
    queue_ =
        std::make_unique<WriterQueue>(batch_max, [this](Batch& batch) { return run_batch(batch); });
}

SqliteEngine::~SqliteEngine() {
    queue_.reset();
    stop_following();
}

// A batch is one transaction, unless the engine ends it half-way (a full disk): then the works
// before that point have failed together, and those after it get a transaction of their own.
WriterQueue::Announce SqliteEngine::run_batch(Batch& batch) {
    std::vector<FeedItem> items;
    for (std::size_t next = 0; next < batch.size();) next = run_transaction(batch, next, items);
    if (items.empty()) return {};
    auto shared = std::make_shared<std::vector<FeedItem>>(std::move(items));
    return [this, shared] { feed().committed(std::move(*shared)); };
}

std::size_t SqliteEngine::run_transaction(Batch& batch, std::size_t first,
                                          std::vector<FeedItem>& items) {
    auto end = first;
    try {
        OpenTransaction transaction(*writer_, begin_write(Engine::sqlite));
        bool is_anything_stored = false;
        const bool is_alone = batch.size() - first == 1;
        while (end < batch.size()) {
            auto& ticket = *batch[end++];
            is_anything_stored |= run_work(ticket, is_alone);
            if (!is_in_transaction()) throw failure_of(ticket);
        }
        if (!is_anything_stored) return end;
        store_log_end(*writer_);
        transaction.commit();
    } catch (const std::exception& thrown) {
        if (end == first) end = batch.size();  // not even begun: nobody can write now
        fail_unfailed(std::span(batch).subspan(first, end - first), as_failure(thrown));
        return end;
    }
    std::ranges::move(writer_->log().items, std::back_inserter(items));
    writer_->log().clear();
    return end;
}

// True when the work succeeded. Its refusal or exception undoes only what it did itself.
bool SqliteEngine::run_work(Ticket& ticket, bool is_alone) {
    const auto mark = writer_->log().mark();
    try {
        if (!is_alone) writer_->execute(set_savepoint);
        Transaction transaction(*writer_);
        ticket.is_stored = (*ticket.work)(transaction);
    } catch (...) {  // carried to the caller's thread, whatever it is
        ticket.failure = std::current_exception();
    }
    if (!is_in_transaction()) return false;
    if (!ticket.is_stored) {
        writer_->log().rewind(mark);
        if (!is_alone) writer_->execute(rollback_savepoint);
    }
    if (!is_alone) writer_->execute(release_savepoint);
    return ticket.is_stored;
}

bool SqliteEngine::is_in_transaction() {
    return sqlite3_get_autocommit(static_cast<sqlite3*>(writer_->native())) == 0;
}

}  // namespace amparo::store::detail
