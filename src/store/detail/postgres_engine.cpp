#include "store/detail/postgres_engine.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <thread>

#include "base/log.hpp"
#include "store/detail/chain.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/failure.hpp"
#include "store/detail/migrations.hpp"

namespace amparo::store::detail {
namespace {

constexpr int attempts_max = 6;         // of a write that meets a deadlock
constexpr std::size_t writers_max = 4;  // logged writes go one by one anyway

// Other nodes hear it when the transaction commits.
const Statement notify_followers{"log.notify", "NOTIFY amparo_changes"};

void pause_before_retry(int attempt, Random& random) {
    std::uint8_t jitter = 0;
    random.fill(std::as_writable_bytes(std::span(&jitter, 1)));
    const auto step = std::chrono::milliseconds(2 << attempt);
    std::this_thread::sleep_for(step + step * jitter / 256);
}

// A connection that broke while idle is replaced: nothing has been done on it yet.
void begin_on(Pool::Lease& lease, std::optional<OpenTransaction>& transaction) {
    const auto& begin = begin_write(Engine::postgresql);
    try {
        transaction.emplace(*lease, begin);
    } catch (const Failure& failure) {
        if (failure.kind() != FailureKind::connection_lost) throw;
        lease.renew();
        transaction.emplace(*lease, begin);
    }
}

}  // namespace

std::unique_ptr<Connection> connect_postgres(const DatabaseOptions& options,
                                             const Context& context) {
    auto connection = std::make_unique<Connection>(Engine::postgresql, options.url, context);
    connection->command("SET client_min_messages = warning");
    connection->command("SET lock_timeout = '" + std::to_string(options.lock_max.count()) + "s'");
    return connection;
}

Result<std::unique_ptr<PostgresEngine>> PostgresEngine::open(const DatabaseOptions& options,
                                                             const Context& context) {
    const auto connection = connect_postgres(options, context);
    AMPARO_CHECK(migrate(*connection, embedded_migrations()));
    return std::make_unique<PostgresEngine>(options, context);
}

PostgresEngine::PostgresEngine(const DatabaseOptions& options, const Context& context)
    : Implementation(options, context,
                     [options, context] { return connect_postgres(options, context); }),
      writers_(writers_max, [this] { return connect_reader(); }) {
    start_following("postgresql");
}

PostgresEngine::~PostgresEngine() {
    stop_following();
}

void PostgresEngine::write(const std::function<bool(Transaction&)>& work) {
    for (int attempt = 1;; ++attempt) {
        auto lease = writers_.borrow();
        try {
            auto items = write_once(lease, work);
            if (!items.empty()) feed().committed(std::move(items));
            return;
        } catch (const Failure& failure) {
            if (failure.kind() != FailureKind::retry || attempt == attempts_max) {
                lease.discard();
                throw;
            }
        }
        pause_before_retry(attempt, context().random);
    }
}

std::vector<FeedItem> PostgresEngine::write_once(Pool::Lease& lease,
                                                 const std::function<bool(Transaction&)>& work) {
    std::optional<OpenTransaction> transaction;
    begin_on(lease, transaction);
    Transaction open(*lease);
    if (!work(open)) return {};
    // PostgreSQL would answer COMMIT with a silent rollback if the work had swallowed a failure.
    auto* native = static_cast<PGconn*>(lease->native());
    if (PQtransactionStatus(native) != PQTRANS_INTRANS) {
        throw Failure(FailureKind::other, "the transaction had failed before its commit");
    }
    if (store_log_end(*lease)) lease->execute(notify_followers);
    transaction->commit();
    auto items = std::move(lease->log().items);
    lease->log().clear();
    return items;
}

void PostgresEngine::wait_for_commit(std::chrono::milliseconds interval) {
    try {
        if (!listener_) {
            listener_ = connect_reader();
            listener_->command("LISTEN amparo_changes");
        }
        auto* native = static_cast<PGconn*>(listener_->native());
        pollfd socket{.fd = PQsocket(native), .events = POLLIN, .revents = 0};
        poll(&socket, 1, static_cast<int>(interval.count()));
        if (PQconsumeInput(native) == 0) {
            throw Failure(FailureKind::connection_lost, "the listening connection broke");
        }
        while (auto* notice = PQnotifies(native)) PQfreemem(notice);
    } catch (const Failure&) {
        listener_.reset();
        throw;
    }
}

}  // namespace amparo::store::detail
