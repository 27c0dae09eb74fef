#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// A bounded set of connections, opened when first needed. Thread-safe.
class Pool {
  public:
    using Connect = std::function<std::unique_ptr<Connection>()>;
    Pool(std::size_t size, Connect connect) : free_(size), connect_(std::move(connect)) {}

    /// A connection for one thread; goes back by itself, unless it was lost.
    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { pool_->give_back(std::move(connection_)); }
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }
        /// Closes it instead of giving it back.
        void discard() { connection_.reset(); }
        /// Closes it and opens another.
        void renew() {
            connection_.reset();
            connection_ = pool_->connect_();
        }

      private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// Waits for a free one. Throws Failure when none comes free in time, or none can be opened.
    Lease borrow();

  private:
    void give_back(std::unique_ptr<Connection> connection) noexcept;

    std::mutex mutex_;  // guards all below
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t free_;  // leases that may still be given, with or without an idle connection
    Connect connect_;   // constant
};

}  // namespace amparo::store::detail
