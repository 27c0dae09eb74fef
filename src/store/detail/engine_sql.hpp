#pragma once

#include "store/detail/connection.hpp"

namespace amparo::store::detail {

// The borders of transactions: the one place where the engines' words differ at run time.

/// SQLite takes the write lock at once (upgrading later could fail half-way). PostgreSQL reads
/// committed rows: the lock on the end of the log, taken first by every logged write, is what
/// puts writers one after another.
const Statement& begin_write(Engine engine);
/// All reads until the end see one moment.
const Statement& begin_read(Engine engine);
extern const Statement commit_transaction;
extern const Statement rollback_transaction;
/// Ends whatever is open; never throws (a lost connection has nothing open).
void roll_back(Connection& connection) noexcept;

/// An open transaction that rolls back unless it is committed.
class OpenTransaction {
  public:
    OpenTransaction(Connection& connection, const Statement& begin) : connection_(&connection) {
        connection.log().clear();
        connection.execute(begin);
    }
    ~OpenTransaction() {
        if (connection_ != nullptr) roll_back(*connection_);
    }
    OpenTransaction(const OpenTransaction&) = delete;
    OpenTransaction& operator=(const OpenTransaction&) = delete;
    void commit() {
        connection_->execute(commit_transaction);
        connection_ = nullptr;
    }

  private:
    Connection* connection_;
};

}  // namespace amparo::store::detail
