#include "store/detail/engine_sql.hpp"

#include "base/log.hpp"
#include "store/detail/failure.hpp"

namespace amparo::store::detail {
namespace {

const Statement begin_write_sqlite{"transaction.begin_write", "BEGIN IMMEDIATE"};
const Statement begin_write_postgresql{"transaction.begin_write",
                                       "BEGIN ISOLATION LEVEL READ COMMITTED"};
const Statement begin_read_sqlite{"transaction.begin_read", "BEGIN"};
const Statement begin_read_postgresql{"transaction.begin_read",
                                      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};

}  // namespace

const Statement commit_transaction{"transaction.commit", "COMMIT"};
const Statement rollback_transaction{"transaction.rollback", "ROLLBACK"};

const Statement& begin_write(Engine engine) {
    return engine == Engine::sqlite ? begin_write_sqlite : begin_write_postgresql;
}

const Statement& begin_read(Engine engine) {
    return engine == Engine::sqlite ? begin_read_sqlite : begin_read_postgresql;
}

void roll_back(Connection& connection) noexcept {
    try {
        connection.log().clear();
        connection.execute(rollback_transaction);
    } catch (const std::exception& failure) {
        log::debug("store.rollback_failed", {{"why", failure.what()}});
    }
}

}  // namespace amparo::store::detail
