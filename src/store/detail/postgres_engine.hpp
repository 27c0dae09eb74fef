#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "store/detail/implementation.hpp"

namespace amparo::store::detail {

/// A connection to a PostgreSQL server with our settings. Throws Failure.
std::unique_ptr<Connection> connect_postgres(const DatabaseOptions& options,
                                             const Context& context);

/// PostgreSQL: each write has a connection and a transaction of its own, in its caller's thread.
/// The row lock on the end of the log puts logged writes of all nodes in one order.
class PostgresEngine final : public Database::Implementation {
  public:
    static Result<std::unique_ptr<PostgresEngine>> open(const DatabaseOptions& options,
                                                        const Context& context);
    PostgresEngine(const DatabaseOptions& options, const Context& context);
    ~PostgresEngine() override;

    void write(const std::function<bool(Transaction&)>& work) override;

  private:
    void wait_for_commit(std::chrono::milliseconds interval) override;
    std::vector<FeedItem> write_once(Pool::Lease& lease,
                                     const std::function<bool(Transaction&)>& work);

    Pool writers_;
    std::unique_ptr<Connection> listener_;  // the following thread's own
};

}  // namespace amparo::store::detail
